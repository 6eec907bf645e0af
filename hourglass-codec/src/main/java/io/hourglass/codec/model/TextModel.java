package io.hourglass.codec.model;

import io.hourglass.codec.coder.BitCoder;
import io.hourglass.codec.coder.Counters;
import io.hourglass.codec.coder.Logistic;
import io.hourglass.codec.coder.Mixer;
import io.hourglass.codec.coder.ProbabilityMap;
import java.util.Arrays;
import java.util.List;

/**
 * Codes texts byte by byte, each bit predicted from the bytes before, the same place in the text before, the longest match
 * in all earlier texts, and what is known of the row.
 */
public final class TextModel {
    private static final int ORDERS = 6;
    private static final int ABOVE = ORDERS;
    private static final int MATCH = ORDERS + 1;
    private static final int WHOLE = ORDERS + 2;
    private static final int SIDE = ORDERS + 3;
    private static final int SIDE_WHOLE = ORDERS + 4;
    private static final int CONTEXTS = ORDERS + 5;
    private static final int END = 256;
    private static final int MATCH_BITS = 16;
    private static final int MATCH_LEAST = 4;
    private static final int RATE = 300;
    private static final List<Predictor> PREDICTORS = List.of(
            Predictor.FREQUENCIES,
            Predictor.BYTES,
            Predictor.BYTES,
            Predictor.BYTES,
            Predictor.BYTES,
            Predictor.BYTES,
            Predictor.ROWS,
            Predictor.BYTES,
            Predictor.BYTES,
            Predictor.COLUMNS,
            Predictor.COLUMNS);

    private final BitCoder coder;
    private final Earnings earnings;
    private final Counters[] counters = new Counters[CONTEXTS];
    private final int[] slots = new int[CONTEXTS];
    private final long[] hashes = new long[CONTEXTS];
    private final Mixer mixer = new Mixer(2 * CONTEXTS + 1, new int[] {257, Mixer.GRADES * Mixer.GRADES}, 9000);
    private final ProbabilityMap map = new ProbabilityMap(1 << 16, 6);
    private final int[] matches;
    private byte[] bytes = new byte[1 << 12];
    private int length;
    private int before;
    private int beforeEnd;
    private int matchAt;
    private int matchLength;

    /**
     * @param coder encodes or decodes
     * @param size how many bytes will be coded, roughly
     */
    public TextModel(BitCoder coder, int size) {
        this(coder, size, null);
    }

    /** The same, which tells {@code earnings} what each predictor saved, unless that is null. */
    public TextModel(BitCoder coder, int size, Earnings earnings) {
        this.coder = coder;
        this.earnings = earnings;
        int bits = Math.max(12, Math.min(22, 34 - Integer.numberOfLeadingZeros(Math.max(1, size))));
        for (int i = 0; i < CONTEXTS; i++) {
            counters[i] = new Counters(i < 2 ? Math.min(bits, 17) : bits, 400);
        }
        matches = new int[1 << Math.min(MATCH_BITS + 4, bits)];
        Arrays.fill(matches, -1);
    }

    /**
     * Codes one text with its end.
     *
     * @param given the text; a decoder does not look at it
     * @param side a hash of what is known beside it
     * @param most a decoder gives up beyond so many bytes
     * @return the text
     * @throws IllegalStateException if a decoded text is longer than {@code most}
     */
    public byte[] code(byte[] given, long side, int most) {
        int start = length;
        while (true) {
            prepare(start, side);
            boolean ends = given != null && length - start == given.length;
            if (decide(ends ? 1 : 0, END) != 0) {
                break;
            }
            if (length - start >= most) {
                throw new IllegalStateException("a text is longer than what is left of its block");
            }
            put(codeByte(given == null ? 0 : given[length - start]));
        }
        before = start;
        beforeEnd = length;
        return Arrays.copyOfRange(bytes, start, length);
    }

    /**
     * Codes bytes whose number both sides know.
     *
     * @param given the bytes, or null
     */
    public byte[] codeAll(byte[] given, int count) {
        int start = length;
        for (int i = 0; i < count; i++) {
            prepare(Math.max(start, length - 64), 0);
            put(codeByte(given == null ? 0 : given[i]));
        }
        return Arrays.copyOfRange(bytes, start, length);
    }

    private int codeByte(byte given) {
        int node = 1;
        for (int shift = 7; shift >= 0; shift--) {
            node = node << 1 | decide((given >> shift) & 1, node);
        }
        return node & 0xff;
    }

    private void put(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = (byte) value;
        if (matchLength > 0 && bytes[matchAt] == (byte) value) {
            matchLength = Math.min(63, matchLength + 1);
            matchAt++;
        } else {
            matchLength = 0;
        }
        if (length >= MATCH_LEAST) {
            long hash = 0;
            for (int i = 1; i <= MATCH_LEAST + 1 && length - i >= 0; i++) {
                hash = Hash.of(hash, bytes[length - i]);
            }
            int index = (int) (Hash.spread(hash) >>> 40) & (matches.length - 1);
            if (matchLength == 0 && matches[index] >= 0) {
                matchAt = matches[index];
                while (matchLength < 32
                        && matchLength < matchAt
                        && bytes[matchAt - 1 - matchLength] == bytes[length - 1 - matchLength]) {
                    matchLength++;
                }
            }
            matches[index] = length;
        }
    }

    private void prepare(int start, long side) {
        long hash = Hash.of(11, Math.min(length - start, 1));
        hashes[0] = hash;
        for (int order = 1; order < ORDERS; order++) {
            int at = length - order;
            hash = Hash.of(hash, at >= start ? bytes[at] : 300 - (at == start - 1 ? 1 : 0));
            hashes[order] = Hash.of(hash, order);
        }
        int above = before + (length - start);
        long up = above < beforeEnd ? bytes[above] & 0xff : 256;
        long next = above + 1 < beforeEnd ? bytes[above + 1] & 0xff : 256;
        hashes[ABOVE] = Hash.of(Hash.of(12, up << 9 | next), length > start ? bytes[length - 1] : 300);
        int expected = matchLength > 0 ? (bytes[matchAt] & 0xff) + 1 : 0;
        hashes[MATCH] = Hash.of(13, expected << 6 | matchLength);
        long whole = 14;
        for (int i = start; i < length; i++) {
            whole = Hash.of(whole, bytes[i]);
        }
        hashes[WHOLE] = whole;
        hashes[SIDE] = Hash.of(Hash.of(15, side), hashes[1]);
        hashes[SIDE_WHOLE] = Hash.of(Hash.of(16, side), whole);
    }

    private int decide(int given, int node) {
        mixer.begin();
        for (int i = 0; i < CONTEXTS; i++) {
            Counters table = counters[i];
            int slot = table.find(Hash.spread(hashes[i] + node * 0x9e3779b97f4a7c15L));
            slots[i] = slot;
            int grade = Mixer.grade(table.seen(slot));
            mixer.add(Logistic.stretch(table.slow(slot)), grade);
            mixer.add(Logistic.stretch(table.fast(slot)), grade);
        }
        mixer.add(Logistic.UNIT / 4, 0);
        int fourth = Mixer.grade(counters[4].seen(slots[4]));
        int second = Mixer.grade(counters[2].seen(slots[2]));
        int mixed = mixer.mix(node, fourth * Mixer.GRADES + second);
        int p = Logistic.squash(mixed);
        int refined = map.refine(mixed, (int) (Hash.spread(hashes[1] + node) >>> 48));
        int bit = coder.code(given, (p + refined) >> 1);
        if (earnings != null) {
            for (int i = 0; i < 2 * CONTEXTS; i++) {
                earnings.push(PREDICTORS.get(i / 2), mixer.part(i));
            }
            earnings.push(Predictor.FREQUENCIES, mixer.part(2 * CONTEXTS));
            earnings.decided(bit, (p + refined) >> 1);
        }
        for (int i = 0; i < CONTEXTS; i++) {
            counters[i].update(slots[i], bit);
        }
        mixer.update(bit, RATE);
        map.update(bit);
        return bit;
    }
}
