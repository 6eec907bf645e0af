package io.hourglass.codec.model;

import io.hourglass.codec.coder.NumberCoder;

/**
 * What a column is predicted from; part of the file. A feature is twice a column's number, plus one for its bins instead of
 * its symbols.
 *
 * @param singles features that are contexts on their own, the most telling first
 * @param chain features that are contexts together: the first two, three and so on
 * @param history whether the column's own rows before are contexts
 * @param network whether a network predicts too
 */
record ColumnPlan(int[] singles, int[] chain, boolean history, boolean network) {

    /** Codes a plan of a column among {@code columns}; a decoder gives null. */
    static ColumnPlan code(NumberCoder numbers, int field, ColumnPlan plan) {
        int[] singles = code(numbers, field, plan == null ? null : plan.singles);
        int[] chain = code(numbers, field + 2, plan == null ? null : plan.chain);
        boolean history = numbers.code(field + 4, plan != null && plan.history);
        boolean network = numbers.code(field + 5, plan != null && plan.network);
        return new ColumnPlan(singles, chain, history, network);
    }

    private static int[] code(NumberCoder numbers, int field, int[] given) {
        int count = numbers.code(field, given == null ? 0 : given.length);
        int[] features = given == null ? new int[Math.min(count, 64)] : given;
        for (int i = 0; i < features.length; i++) {
            features[i] = numbers.code(field + 1, features[i]);
        }
        return features;
    }
}
