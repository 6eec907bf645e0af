package io.hourglass.measure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** How well scores put the rows that are true before the others. */
public final class Ranking {
    /** Of the rows in the order of their scores, the greatest first. */
    private final boolean[] truth;

    /** Where rows of the same score end, in that order. */
    private final int[] ends;

    /** The row that stands at each place of that order. */
    private final int[] order;

    /**
     * @param scores of rows, none of them NaN
     * @param truth whether each is what high scores should tell
     */
    public Ranking(double[] scores, boolean[] truth) {
        if (scores.length != truth.length || scores.length == 0) {
            throw new IllegalArgumentException("a ranking needs a score for each of at least 1 row, got "
                    + scores.length + " for " + truth.length);
        }
        Integer[] places = new Integer[scores.length];
        Arrays.setAll(places, i -> i);
        Arrays.sort(places, Comparator.comparingDouble(i -> -scores[i]));
        this.truth = new boolean[places.length];
        this.order = new int[places.length];
        int[] found = new int[places.length];
        int groups = 0;
        for (int i = 0; i < places.length; i++) {
            order[i] = places[i];
            this.truth[i] = truth[order[i]];
            if (i + 1 == places.length || scores[places[i + 1]] != scores[order[i]]) {
                found[groups++] = i + 1;
            }
        }
        this.ends = Arrays.copyOf(found, groups);
    }

    /**
     * The area under the curve of true against false alarms: the probability that a row that is true has a greater score than one that
     * is not, where equal scores count half (Hanley and McNeil 1982; the ranks of ties are their mean). NaN without rows of both.
     */
    public Estimate auroc() {
        return Bootstrap.of(truth.length, this::auroc);
    }

    /**
     * The area under the curve of precision against recall as the average precision: the sum over scores of the precision down to there
     * times the recall gained there (Davis and Goadrich 2006 on why lines between points would flatter). NaN without a row that is true.
     */
    public Estimate auprc() {
        return Bootstrap.of(truth.length, this::averagePrecision);
    }

    /** Both areas, as {@code auroc} and {@code auprc}. */
    public Figures figures() {
        Map<String, Estimate> figures = new LinkedHashMap<>();
        figures.put("auroc", auroc());
        figures.put("auprc", auprc());
        return new Figures(truth.length, figures);
    }

    /** The curve of false alarms and hits as the threshold falls: two numbers a point, both shares, from 0, 0 to 1, 1. */
    public double[][] curve() {
        double[][] points = new double[ends.length + 1][2];
        long[] all = new long[2];
        for (boolean each : truth) {
            all[each ? 1 : 0]++;
        }
        long[] seen = new long[2];
        int at = 0;
        for (int group = 0; group < ends.length; group++) {
            for (; at < ends[group]; at++) {
                seen[truth[at] ? 1 : 0]++;
            }
            points[group + 1][0] = (double) seen[0] / all[0];
            points[group + 1][1] = (double) seen[1] / all[1];
        }
        return points;
    }

    private double auroc(int[] counts) {
        double hits = 0;
        double others = 0;
        double pairs = 0;
        int at = 0;
        for (int end : ends) {
            double hitsHere = 0;
            double othersHere = 0;
            for (; at < end; at++) {
                int count = counts[order[at]];
                hitsHere += truth[at] ? count : 0;
                othersHere += truth[at] ? 0 : count;
            }
            pairs += othersHere * (hits + hitsHere / 2);
            hits += hitsHere;
            others += othersHere;
        }
        return pairs / (hits * others);
    }

    private double averagePrecision(int[] counts) {
        double hits = 0;
        double rows = 0;
        double sum = 0;
        int at = 0;
        for (int end : ends) {
            double hitsHere = 0;
            for (; at < end; at++) {
                int count = counts[order[at]];
                hitsHere += truth[at] ? count : 0;
                rows += count;
            }
            hits += hitsHere;
            sum += hitsHere == 0 ? 0 : hitsHere * hits / rows;
        }
        return sum / hits;
    }
}
