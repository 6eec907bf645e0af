package io.hourglass.measure;

import io.hourglass.kernel.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How well codes keep rows that are near each other near (Venna and Kaski 2001; Kaski et al. 2003, equations 1 and 2), by Euclidean
 * distances, over the k nearest of each of n rows:
 *
 * <pre>trustworthiness = 1 - 2/(n k (2n - 3k - 1)) Σᵢ Σ_{j near i in codes alone} (rank of j from i among rows - k)</pre>
 *
 * and continuity the same with rows and codes exchanged. Both are 1 where no neighbour is lost; about ½ by chance.
 *
 * @param trustworthiness how far what lies near in codes is near in fact
 * @param continuity how far what is near in fact lies near in codes
 * @param accuracy the share of rows whose label most of its k nearest codes have, of labels the nearest one's where several tie; empty
 *     without labels
 */
public record Neighbourhoods(double trustworthiness, double continuity, OptionalDouble accuracy) {
    /** Operations that a row costs for each other one, roughly, beside its values. */
    private static final double OPERATIONS = 60;

    /**
     * Measures several codes of the same rows.
     *
     * @param rows n × width
     * @param codes each n × its own width
     * @param labels one for each row, from 0; negative for none; empty if there are no labels at all
     * @param nearest k, at least 1 and less than n / 2
     * @return one for each kind of code
     */
    public static List<Neighbourhoods> of(
            float[][] rows, List<float[][]> codes, int[] labels, int nearest, Workers workers) {
        int n = rows.length;
        if (nearest < 1 || nearest >= (n + 1) / 2) {
            throw new IllegalArgumentException(
                    "neighbourhoods of " + nearest + " need more than " + 2 * nearest + " rows, got " + n);
        }
        Distances far = Distances.columns(rows);
        List<Tally> tallies = codes.stream()
                .map(each -> new Tally(Distances.columns(each), labels, nearest))
                .toList();
        workers.run(n, n * (rows[0].length + OPERATIONS * codes.size()), (from, to) -> {
            float[] inRows = new float[n];
            float[] inCodes = new float[n];
            for (int i = from; i < to; i++) {
                far.from(i, inRows);
                for (Tally tally : tallies) {
                    tally.add(i, inRows, inCodes);
                }
            }
        });
        return tallies.stream().map(Tally::result).toList();
    }

    /** What is counted of one kind of code, row by row. */
    private static final class Tally {
        private final Distances near;
        private final int[] labels;
        private final int nearest;
        private final long[] intruders;
        private final long[] lost;
        private final int[] right;

        Tally(Distances near, int[] labels, int nearest) {
            int n = near.columns[0].length;
            this.near = near;
            this.labels = labels;
            this.nearest = nearest;
            this.intruders = new long[n];
            this.lost = new long[n];
            this.right = new int[n];
        }

        void add(int row, float[] inRows, float[] inCodes) {
            near.from(row, inCodes);
            int[] nearRows = nearest(inRows, row, nearest);
            int[] nearCodes = nearest(inCodes, row, nearest);
            intruders[row] = beyond(inRows, row, nearCodes);
            lost[row] = beyond(inCodes, row, nearRows);
            right[row] = labels.length == 0 || labels[row] < 0 ? -1 : vote(labels, nearCodes) == labels[row] ? 1 : 0;
        }

        Neighbourhoods result() {
            int n = right.length;
            double scale = 2.0 / ((double) n * nearest * (2.0 * n - 3.0 * nearest - 1));
            long judged = Arrays.stream(right).filter(each -> each >= 0).count();
            double hits = Arrays.stream(right).filter(each -> each > 0).count();
            return new Neighbourhoods(
                    1 - scale * Arrays.stream(intruders).sum(),
                    1 - scale * Arrays.stream(lost).sum(),
                    judged == 0 ? OptionalDouble.empty() : OptionalDouble.of(hits / judged));
        }
    }

    /** Squared distances; values stand by columns, so that those from one row to all others are computed side by side. */
    private record Distances(float[][] columns) {
        static Distances columns(float[][] rows) {
            float[][] columns = new float[rows[0].length][rows.length];
            for (int r = 0; r < rows.length; r++) {
                for (int j = 0; j < columns.length; j++) {
                    columns[j][r] = rows[r][j];
                }
            }
            return new Distances(columns);
        }

        void from(int row, float[] into) {
            Arrays.fill(into, 0f);
            for (float[] column : columns) {
                float own = column[row];
                for (int m = 0; m < into.length; m++) {
                    float difference = own - column[m];
                    into[m] += difference * difference;
                }
            }
        }
    }

    /** The nearest others, the nearest first; of equals the first. */
    private static int[] nearest(float[] distances, int self, int count) {
        int[] found = new int[count];
        int used = 0;
        for (int m = 0; m < distances.length; m++) {
            if (m == self || (used == count && !(distances[m] < distances[found[used - 1]]))) {
                continue;
            }
            int place = used < count ? used++ : used - 1;
            while (place > 0 && distances[found[place - 1]] > distances[m]) {
                found[place] = found[place - 1];
                place--;
            }
            found[place] = m;
        }
        return found;
    }

    /** By how much the ranks of some others exceed their number, summed. */
    private static long beyond(float[] distances, int self, int[] others) {
        long sum = 0;
        for (int other : others) {
            int rank = 1;
            for (int m = 0; m < distances.length; m++) {
                boolean before = distances[m] < distances[other] || (distances[m] == distances[other] && m < other);
                rank += before && m != self ? 1 : 0;
            }
            sum += Math.max(0, rank - others.length);
        }
        return sum;
    }

    /** The label that most have; of several that as many have, that of the nearest. */
    private static int vote(int[] labels, int[] nearest) {
        int best = -1;
        int most = 0;
        for (int candidate : nearest) {
            int count = 0;
            for (int other : nearest) {
                count += labels[other] >= 0 && labels[other] == labels[candidate] ? 1 : 0;
            }
            if (count > most) {
                most = count;
                best = labels[candidate];
            }
        }
        return best;
    }
}
