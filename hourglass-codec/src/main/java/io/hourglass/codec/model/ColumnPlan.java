package io.hourglass.codec.model;

import io.hourglass.codec.coder.BitCoder;
import io.hourglass.codec.coder.NumberCoder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a column is predicted from; part of the file. Features are numbered as {@link Feature} says.
 *
 * @param singles features that are contexts on their own, the most telling first
 * @param chain features that are contexts together: the first two, three and so on
 * @param parts what else predicts: a sum of {@link #HISTORY}, {@link #NUMERIC}, {@link #NETWORK}, {@link #FAST}
 */
public record ColumnPlan(int[] singles, int[] chain, int parts) {
    /** The column's own rows before are contexts. */
    public static final int HISTORY = 1;

    /** Numeric predictions are contexts of numbers. */
    public static final int NUMERIC = 2;

    /** A network predicts too. */
    public static final int NETWORK = 4;

    /** Counters are mixed at their fast rate too. */
    public static final int FAST = 8;

    /** Few counters predict, and quickly. */
    public static final int LIGHT = 16;

    /** The features of a plan, at most. */
    static final int MOST = 8;

    /** The columns that the contexts are of, the most telling first. */
    public List<Integer> columns() {
        return IntStream.concat(IntStream.of(singles), IntStream.of(chain))
                .map(feature -> feature / Feature.PLACES)
                .distinct()
                .boxed()
                .toList();
    }

    /** Whether a part predicts too. */
    public boolean has(int part) {
        return (parts & part) != 0;
    }

    /** Codes {@code column}, whose codes a decoder does not know yet, from what is known of its rows. */
    public void code(Column column, Known known, BitCoder coder) {
        code(column, known, coder, null);
    }

    /** The same, and tells {@code earnings} what each predictor saved, unless that is null. */
    public void code(Column column, Known known, BitCoder coder, Earnings earnings) {
        if (has(LIGHT)) {
            new LightModel(column, known, this).code(coder, earnings);
        } else {
            new CellModel(column, known, this).code(coder, earnings);
        }
    }

    /** The same features for few counters. */
    public ColumnPlan light() {
        return with((parts & HISTORY) | LIGHT);
    }

    /** Whether this says the same as another. */
    public boolean isSame(ColumnPlan other) {
        return Arrays.equals(singles, other.singles) && Arrays.equals(chain, other.chain) && parts == other.parts;
    }

    /** The first features that are named, at most so many. */
    int[] features(int most) {
        return IntStream.concat(IntStream.of(singles), IntStream.of(chain))
                .distinct()
                .limit(most)
                .toArray();
    }

    /** The same plan with other parts. */
    ColumnPlan with(int others) {
        return new ColumnPlan(singles, chain, others);
    }

    /**
     * Codes a plan.
     *
     * @param field the first of five fields
     * @param plan what to code; null when decoding
     * @param known the columns that features may be of
     * @throws IllegalStateException if a decoded feature is not of a known column
     */
    public static ColumnPlan code(NumberCoder numbers, int field, ColumnPlan plan, Known known) {
        int[] singles = code(numbers, field, plan == null ? null : plan.singles, new int[0], known);
        int[] chain = code(numbers, field + 2, plan == null ? null : plan.chain, singles, known);
        int parts = numbers.code(field + 4, plan == null ? 0 : plan.parts);
        return new ColumnPlan(singles, chain, parts);
    }

    /** Features that were named before go by their place there, others by their number behind those places. */
    private static int[] code(NumberCoder numbers, int field, int[] given, int[] named, Known known) {
        int count = numbers.code(field, given == null ? 0 : given.length);
        if (count > MOST) {
            throw new IllegalStateException("a column has " + count + " contexts; " + MOST + " is the most");
        }
        int[] features = given == null ? new int[count] : given.clone();
        for (int i = 0; i < features.length; i++) {
            int place = numbers.code(field + 1, given == null ? 0 : place(given[i], named));
            features[i] = place < named.length ? named[place] : place - named.length;
            if (features[i] / Feature.PLACES >= known.columnCount() || !known.isKnown(features[i] / Feature.PLACES)) {
                throw new IllegalStateException("a context is a column that is not known yet");
            }
        }
        return features;
    }

    private static int place(int feature, int[] named) {
        for (int i = 0; i < named.length; i++) {
            if (named[i] == feature) {
                return i;
            }
        }
        return named.length + feature;
    }
}
