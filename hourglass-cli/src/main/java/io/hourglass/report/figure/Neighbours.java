package io.hourglass.report.figure;

import java.util.Arrays;

/** How well neighbours on a map agree. */
final class Neighbours {
    private static final int NEAREST = 10;
    private static final int MOST_ASKED = 1000;

    private Neighbours() {}

    /**
     * The share of points whose ten nearest others name their level by the most votes.
     *
     * @param levels of the points; those below 0 are left out
     * @param count how many levels there are
     */
    static double agreement(MapPoints map, int[] levels, int count) {
        int points = levels.length;
        int step = Math.max(1, points / MOST_ASKED);
        int asked = 0;
        int right = 0;
        double[] distances = new double[points];
        for (int point = 0; point < points; point += step) {
            if (levels[point] < 0) {
                continue;
            }
            for (int other = 0; other < points; other++) {
                double dx = map.x()[other] - map.x()[point];
                double dy = map.y()[other] - map.y()[point];
                boolean out = other == point || levels[other] < 0;
                distances[other] = out ? Double.POSITIVE_INFINITY : dx * dx + dy * dy;
            }
            asked++;
            right += vote(distances, levels, count) == levels[point] ? 1 : 0;
        }
        return right / (double) Math.max(1, asked);
    }

    private static int vote(double[] distances, int[] levels, int count) {
        int[] nearest = new int[NEAREST];
        int found = 0;
        for (int other = 0; other < distances.length; other++) {
            if (found == NEAREST && distances[other] >= distances[nearest[found - 1]]) {
                continue;
            }
            if (Double.isInfinite(distances[other])) {
                continue;
            }
            int place = found < NEAREST ? found++ : NEAREST - 1;
            while (place > 0 && distances[nearest[place - 1]] > distances[other]) {
                nearest[place] = nearest[place - 1];
                place--;
            }
            nearest[place] = other;
        }
        int[] votes = new int[count];
        Arrays.stream(nearest, 0, found).forEach(other -> votes[levels[other]]++);
        int best = 0;
        for (int level = 1; level < count; level++) {
            best = votes[level] > votes[best] ? level : best;
        }
        return best;
    }
}
