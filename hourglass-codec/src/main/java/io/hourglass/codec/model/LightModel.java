package io.hourglass.codec.model;

import io.hourglass.codec.coder.BitCoder;
import io.hourglass.codec.coder.Logistic;
import io.hourglass.codec.coder.Mixer;
import java.util.Arrays;

/**
 * Codes the cells of one column quickly: a decision is predicted by at most six counters, each an int in a small table that
 * does not tell contexts apart, and one mixer weighs them.
 */
final class LightModel {
    private static final int MOST_BITS = 16;
    private static final int SETS = 64;
    private static final int WORD_SETS = 32;
    private static final int NUMBER_SETS = 30;
    private static final int EXPECTED_SET = 30;
    private static final int UNEXPECTED_SET = 31;
    private static final int COUNT_MASK = 1023;
    private static final int LIMIT = 255;
    private static final int RATE = 1200;
    private static final int WEIGHT_LIMIT = 1 << 20;
    /** From this level on, only repeated numbers and trends can tell a bit. */
    static final int DEEP = 14;

    private static final int[] STEPS = steps();

    private final Column column;
    private final Alphabet alphabet;
    private final Tree tree;
    private final Feature[] features;
    private final boolean history;
    private final Trend trend;
    private final Repeats repeats;
    /** How many inputs do not depend on other cells. */
    private final int near;

    private final int inputs;
    private final int bits;
    private final int[][] counters;
    private final int[] weights;
    private final int[] ages = new int[SETS];
    private final int[] contexts;
    private final int[] slots;
    private final int[] stretched;
    private final int[] places;
    private BitCoder coder;
    private Earnings earnings;
    private int trended;

    LightModel(Column column, Known known, ColumnPlan plan) {
        this.column = column;
        alphabet = column.alphabet();
        tree = new Tree(alphabet);
        features = Feature.of(known, plan.features(2));
        history = plan.has(ColumnPlan.HISTORY);
        trend = history && column.isOrdered() ? new Trend() : null;
        repeats = alphabet.isWide() && alphabet.width() > DEEP ? new Repeats() : null;
        near = trend == null ? 1 : 2;
        inputs = near + features.length + (features.length > 1 ? 1 : 0) + (history ? 1 : 0);
        bits = Math.max(10, Math.min(MOST_BITS, 36 - Integer.numberOfLeadingZeros(known.rows())));
        counters = new int[inputs][1 << bits];
        for (int[] table : counters) {
            Arrays.fill(table, 1 << 31);
        }
        weights = new int[SETS * inputs * Mixer.GRADES];
        Arrays.fill(weights, 65536 / Math.max(2, inputs - 1));
        contexts = new int[inputs];
        slots = new int[inputs];
        stretched = new int[inputs];
        places = new int[inputs];
    }

    private static int[] steps() {
        int[] steps = new int[LIMIT + 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (int) (65536 / (i + 1.6));
        }
        return steps;
    }

    /** Codes all rows, and tells {@code to} what each predictor saved, unless that is null. */
    void code(BitCoder over, Earnings to) {
        coder = over;
        earnings = to;
        long[] codes = column.codes();
        for (int row = 0; row < codes.length; row++) {
            begin(row, row > 0 ? codes[row - 1] : -1);
            codes[row] = cell(codes[row]);
            if (trend != null && codes[row] >= alphabet.words()) {
                trend.learn((double) alphabet.number(codes[row]));
            }
        }
    }

    private void begin(int row, long before) {
        int at = near;
        int joint = 1;
        for (Feature feature : features) {
            int value = feature.of(row) + 1;
            contexts[at++] = value * 0x2545f491;
            joint = (joint ^ value) * 0x2c1b3c6d;
        }
        if (features.length > 1) {
            contexts[at++] = joint ^ joint >>> 15;
        }
        if (history) {
            contexts[at] = (int) (Hash.of(3, before) >>> 24);
        }
    }

    private long cell(long code) {
        int at = tree.root();
        while (Tree.isNode(at)) {
            boolean numeric = tree.isNumeric(at);
            int set = numeric ? Math.min(tree.depth(at), NUMBER_SETS - 1) : SETS - 1 - (at & (WORD_SETS - 1));
            if (trend != null) {
                trended = numeric ? trend.context(tree.middle(at), tree.span(at)) : 0;
            }
            at = tree.child(at, decide(tree.bit(code, at), at + 1, set, inputs));
        }
        return at == Tree.WIDE ? wide(code) : ~at;
    }

    private long wide(long code) {
        int words = alphabet.words();
        long rest = code - words;
        long value = 0;
        int width = alphabet.width();
        for (int shift = width - 1; shift >= 0; shift--) {
            int level = width - 1 - shift;
            if (trend != null) {
                double middle = (double) alphabet.number(words + value + (1L << shift)) - 0.5;
                trended = trend.context(middle, (double) (1L << shift));
            }
            long prefix = value >>> (shift + 1);
            int given = (int) (rest >>> shift) & 1;
            int bit;
            if (level < DEEP) {
                bit = decide(given, (1 << level) + (int) prefix, Math.min(level, NUMBER_SETS - 1), inputs);
            } else {
                int expected = repeats.expect(level, prefix, shift);
                bit = decide(given, repeats.state(level), expected < 0 ? UNEXPECTED_SET : EXPECTED_SET, near);
            }
            value |= (long) bit << shift;
        }
        if (width > DEEP) {
            repeats.learn(value, width);
        }
        return words + value;
    }

    private int decide(int given, int node, int set, int count) {
        int mixed = node * 0x9e3779b1;
        // a trend tells all of a decision, whose node is taken out again
        contexts[near - 1] = near > 1 ? trended ^ mixed : 0;
        int base = set * inputs * Mixer.GRADES;
        long sum = 0;
        for (int i = 0; i < count; i++) {
            int slot = ((contexts[i] ^ mixed) * 0x2c1b3c6d) >>> (32 - bits);
            int counter = counters[i][slot];
            int x = Logistic.stretch(counter >>> 16);
            int place = base + i * Mixer.GRADES + Mixer.grade(counter & COUNT_MASK);
            slots[i] = slot;
            stretched[i] = x;
            places[i] = place;
            sum += (long) weights[place] * x;
        }
        int p = Logistic.squash((int) Math.max(-Logistic.LIMIT, Math.min(Logistic.LIMIT, sum >> 16)));
        int bit = coder.code(given, p);
        if (earnings != null) {
            for (int i = 0; i < count; i++) {
                double part = (double) weights[places[i]] * stretched[i];
                earnings.push(predictor(i, set), part / (BitCoder.ONE * (double) Logistic.UNIT));
            }
            earnings.decided(bit, p);
        }
        learn(bit, p, set, count);
        return bit;
    }

    private Predictor predictor(int input, int set) {
        if (input == 0) {
            return set == EXPECTED_SET ? Predictor.REPEATS : Predictor.FREQUENCIES;
        }
        if (input < near) {
            return Predictor.TREND;
        }
        return history && input == inputs - 1 ? Predictor.ROWS : Predictor.COLUMNS;
    }

    private void learn(int bit, int p, int set, int count) {
        int age = ages[set]++;
        int error = (bit << 16) - p;
        int scaled = (int) (((long) error * (RATE + RATE * 24 / (4 + (age >> 3)))) >> 12);
        int target = bit == 0 ? 0 : (1 << 22) - 1;
        for (int i = 0; i < count; i++) {
            int place = places[i];
            int changed = weights[place] + (int) (((long) stretched[i] * scaled + (1 << 13)) >> 14);
            weights[place] = Math.max(-WEIGHT_LIMIT, Math.min(WEIGHT_LIMIT, changed));
            int counter = counters[i][slots[i]];
            int seen = counter & COUNT_MASK;
            int probability = counter >>> 10;
            probability += (int) (((long) (target - probability) * STEPS[seen]) >> 16);
            counters[i][slots[i]] = probability << 10 | Math.min(LIMIT, seen + 1);
        }
    }
}
