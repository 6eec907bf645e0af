package io.hourglass.codec.coder;

import java.util.Arrays;

/**
 * Codes whole numbers that have no model of their own: those of headers and dictionaries. A number goes as its length in
 * binary (a path of adaptive decisions), then its bits, the upper three of which are adaptive too. Each field has its own
 * statistics.
 */
public final class NumberCoder {
    private static final int LENGTHS = 64;
    private static final int NODES = LENGTHS + LENGTHS * 8;
    private static final int RATE = 5;

    private final BitCoder coder;
    private char[][] fields = new char[16][];

    /** Codes over an encoder or a decoder. */
    public NumberCoder(BitCoder coder) {
        this.coder = coder;
    }

    /**
     * Codes a number.
     *
     * @param field the field it belongs to, from 0
     * @param number at least 0; a decoder does not look at it
     * @return the number given or decoded
     */
    public long code(int field, long number) {
        char[] nodes = nodes(field);
        int given = 64 - Long.numberOfLeadingZeros(number);
        int length = 0;
        while (length < LENGTHS - 1 && decide(nodes, length, given > length ? 1 : 0) != 0) {
            length++;
        }
        if (length < 2) {
            return length;
        }
        long value = 1;
        for (int bit = length - 2; bit >= 0; bit--) {
            int next = (int) (number >>> bit) & 1;
            int depth = length - 2 - bit;
            if (depth < 3) {
                int node = LENGTHS + length * 8 + (1 << depth) + (int) (value & ((1 << depth) - 1));
                value = value << 1 | decide(nodes, node, next);
            } else {
                value = value << 1 | coder.code(next, BitCoder.ONE / 2);
            }
        }
        return value;
    }

    /** Codes a number that fits an int. */
    public int code(int field, int number) {
        return (int) Math.min(Integer.MAX_VALUE, code(field, (long) number));
    }

    /** Codes a yes or no. */
    public boolean code(int field, boolean flag) {
        return code(field, flag ? 1L : 0L) != 0;
    }

    private char[] nodes(int field) {
        if (field >= fields.length) {
            fields = Arrays.copyOf(fields, field * 2);
        }
        if (fields[field] == null) {
            fields[field] = new char[NODES];
            Arrays.fill(fields[field], (char) (BitCoder.ONE / 2));
        }
        return fields[field];
    }

    private int decide(char[] nodes, int node, int bit) {
        int p = Math.max(64, Math.min(BitCoder.ONE - 64, nodes[node]));
        int coded = coder.code(bit, p);
        nodes[node] += (char) (((coded == 0 ? 0 : BitCoder.ONE - 1) - nodes[node]) >> RATE);
        return coded;
    }
}
