package io.hourglass.codec.model;

import io.hourglass.codec.coder.BitCoder;
import io.hourglass.codec.coder.Counters;
import io.hourglass.codec.coder.Logistic;
import io.hourglass.codec.coder.Mixer;
import io.hourglass.codec.coder.ProbabilityMap;
import java.util.Arrays;

/**
 * Codes the cells of one column, each as a path of decisions. Every decision is predicted by counters in many contexts, by
 * the distance of numeric predictions and by a network, which a mixer weighs and two probability maps refine.
 */
final class CellModel {
    private static final int WORD_SETS = 128;
    private static final int NUMBER_SETS = 64;
    private static final int NETWORK_NODES = 2048;
    private static final int WIDE_PREFIX = 22;
    private static final int RATE = 600;

    private final Column column;
    private final Alphabet alphabet;
    private final Tree tree;
    private final CellContexts contexts;
    private final Predictors predictors;
    private final NetworkInputs network;
    private final Counters[] counters;
    private final int[] slots;
    private final Mixer mixer;
    private final ProbabilityMap byNode;
    private final ProbabilityMap byContext;
    private final int numericContexts;
    /** What each counter's contexts are of. */
    private final Predictor[] kinds;

    private final boolean fast;
    private BitCoder coder;
    private Earnings earnings;
    private int networkNode;
    private int hits;

    /** Codes {@code column}, whose codes a decoder does not know yet, by a plan over the known columns. */
    CellModel(Column column, Known known, ColumnPlan plan) {
        this.column = column;
        this.alphabet = column.alphabet();
        this.tree = new Tree(alphabet);
        this.contexts = new CellContexts(column, known, plan);
        boolean ordered = column.isOrdered() && plan.has(ColumnPlan.NUMERIC);
        this.fast = plan.has(ColumnPlan.FAST);
        this.predictors = ordered ? new Predictors(known, plan, 1) : null;
        this.numericContexts = ordered ? Predictors.CONTEXTS.size() : 0;
        int count = contexts.count() + numericContexts;
        kinds = Arrays.copyOf(contexts.predictors(), count);
        for (int i = 0; i < numericContexts; i++) {
            kinds[contexts.count() + i] = Predictors.CONTEXTS.get(i);
        }
        int bits = Math.max(10, Math.min(19, 64 - Long.numberOfLeadingZeros(known.rows() * 4L)));
        counters = new Counters[count];
        for (int i = 0; i < count; i++) {
            counters[i] = new Counters(i >= contexts.count() ? 13 : bits, 1000);
        }
        slots = new int[count];
        network = plan.has(ColumnPlan.NETWORK) ? new NetworkInputs(known, plan, NETWORK_NODES) : null;
        mixer = new Mixer(
                2 * count + 2,
                new int[] {WORD_SETS + NUMBER_SETS, Mixer.GRADES * Known.HITS},
                65536 * 2 / 5 / Math.max(2, count / 3));
        byNode = new ProbabilityMap(1 << 12, 6);
        byContext = new ProbabilityMap(1 << 16, 6);
    }

    /** Codes all rows, and tells {@code to} what each predictor saved, unless that is null. */
    void code(BitCoder over, Earnings to) {
        coder = over;
        earnings = to;
        long[] codes = column.codes();
        for (int row = 0; row < codes.length; row++) {
            contexts.begin(row);
            hits = contexts.hits(row);
            if (predictors != null) {
                predictors.predict(row, contexts.single(), contexts.chain());
            }
            if (network != null) {
                network.begin(row);
            }
            codes[row] = cell(codes[row]);
            if (predictors != null && codes[row] >= alphabet.words()) {
                predictors.learn((double) alphabet.number(codes[row]));
            }
            if (network != null) {
                network.finish();
            }
        }
    }

    private long cell(long code) {
        int at = tree.root();
        while (Tree.isNode(at)) {
            boolean numeric = tree.isNumeric(at);
            int set =
                    numeric ? Math.min(tree.depth(at), NUMBER_SETS - 1) : NUMBER_SETS + Math.min(at - 0, WORD_SETS - 1);
            networkNode = at < NETWORK_NODES ? at : -1;
            int bit = tree.bit(code, at);
            bit = numeric ? decide(bit, at + 1, set, tree.middle(at), tree.span(at)) : decide(bit, at + 1, set, 0, -1);
            at = tree.child(at, bit);
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
            double middle = (double) alphabet.number(words + value + (1L << shift)) - 0.5;
            long node = level < WIDE_PREFIX
                    ? (1L << level) + (value >>> (shift + 1))
                    : Hash.of(level, value >>> (shift + 1));
            long index = (1L << level) + (value >>> (shift + 1));
            networkNode = level < 10 ? (int) index : -1;
            int bit = decide(
                    (int) (rest >>> shift) & 1, node + (1L << 32), Math.min(level, NUMBER_SETS - 1), middle, (double)
                            (1L << shift));
            value |= (long) bit << shift;
        }
        return words + value;
    }

    private int decide(int given, long node, int set, double middle, double span) {
        mixer.begin();
        int plain = contexts.count();
        for (int i = 0; i < plain; i++) {
            add(i, Hash.spread(contexts.hash(i) + node * 0x9e3779b97f4a7c15L));
        }
        if (span >= 0 && predictors != null) {
            numeric(plain, middle, span);
        }
        int total = span >= 0 && predictors != null ? plain + numericContexts : plain;
        if (network != null && networkNode >= 0) {
            int x = (int) (network.logit(networkNode) * Logistic.UNIT);
            mixer.add(x, 0);
        } else {
            mixer.add(0, 1);
        }
        mixer.add(Logistic.UNIT / 4, 0);
        int longest = Mixer.grade(counters[contexts.longest()].seen(slots[contexts.longest()]));
        int mixed = mixer.mix(set, longest * Known.HITS + hits);
        int p = Logistic.squash(mixed);
        int nodeHash = (int) (Hash.spread(node) >>> 52);
        int contextHash = (int) (Hash.spread(contexts.hash(contexts.nearest()) + node * 0x9e3779b97f4a7c15L) >>> 48);
        int a = byNode.refine(mixed, nodeHash);
        int b = byContext.refine(mixed, contextHash);
        int refined = (2 * p + a + b) >> 2;
        int bit = coder.code(given, refined);
        if (earnings != null) {
            earn(total, bit, refined);
        }
        for (int i = 0; i < total; i++) {
            counters[i].update(slots[i], bit);
        }
        mixer.update(bit, RATE);
        byNode.update(bit);
        byContext.update(bit);
        if (network != null && networkNode >= 0) {
            network.learn(networkNode, bit);
        }
        return bit;
    }

    private void earn(int total, int bit, int probability) {
        int rates = fast ? 2 : 1;
        for (int i = 0; i < total * rates; i++) {
            earnings.push(kinds[i / rates], mixer.part(i));
        }
        earnings.push(Predictor.NETWORK, mixer.part(total * rates));
        earnings.push(Predictor.FREQUENCIES, mixer.part(total * rates + 1));
        earnings.decided(bit, probability);
    }

    private void numeric(int from, double middle, double span) {
        int at = from;
        for (int k = 0; k < Predictors.COUNT; k++) {
            int distance = predictors.isReady(k) ? predictors.distance(k, middle) : 127;
            add(at++, Hash.spread(distance << 5 | predictors.width(k, span)));
        }
        int raw = predictors.isReady(Predictors.RAW) ? predictors.distance(Predictors.RAW, middle) : 127;
        int log = predictors.isReady(Predictors.LOG) ? predictors.distance(Predictors.LOG, middle) : 127;
        int mean = predictors.isReady(Predictors.CONTEXT_MEAN)
                ? predictors.distance(Predictors.CONTEXT_MEAN, middle)
                : 127;
        int width = predictors.width(Predictors.LOG, span) >> 1;
        add(at++, Hash.spread(((raw >> 1) << 16 | (log >> 1) << 8 | width) + 1L));
        add(at++, Hash.spread(Hash.of(contexts.single(), (log >> 1) << 5 | width)));
        add(at, Hash.spread(Hash.of(mean, (log >> 1) << 5 | width)));
    }

    private void add(int i, long hash) {
        Counters table = counters[i];
        int slot = table.find(hash);
        slots[i] = slot;
        int grade = Mixer.grade(table.seen(slot));
        mixer.add(Logistic.stretch(table.slow(slot)), grade);
        if (fast) {
            mixer.add(Logistic.stretch(table.fast(slot)), grade);
        }
    }
}
