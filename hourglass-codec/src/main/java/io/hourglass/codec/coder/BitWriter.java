package io.hourglass.codec.coder;

import java.util.Arrays;

/**
 * A carryless binary arithmetic encoder over an interval of 56 bits, after Witten, Neal and Cleary, "Arithmetic coding for
 * data compression" (1987), with whole bytes shifted out.
 */
public final class BitWriter implements BitCoder {
    static final int SHIFT = 48;
    static final long MASK = (1L << 56) - 1;

    private long low;
    private long high = MASK;
    private byte[] bytes = new byte[1 << 10];
    private int length;

    /** Where the interval of a one ends. */
    static long split(long low, long high, int probability) {
        long range = high - low;
        int p = even(probability);
        return low + (range >>> 16) * p + (((range & 0xffff) * p) >>> 16);
    }

    /** What is coded with: 15 bits of a probability, so that a decision and its probability fit in a char. */
    public static int even(int probability) {
        return Math.max(2, probability & ~1);
    }

    @Override
    public int code(int bit, int probability) {
        long middle = split(low, high, probability);
        if (bit != 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
        while (((low ^ high) >>> SHIFT) == 0) {
            put((int) (high >>> SHIFT));
            low = (low << 8) & MASK;
            high = ((high << 8) & MASK) | 0xff;
        }
        return bit;
    }

    private void put(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = (byte) value;
    }

    /** How many bytes were shifted out so far. */
    public int length() {
        return length;
    }

    /**
     * Ends the code with the fewest bytes that fix a number in the interval, a decoder reading zeros behind the last.
     *
     * @return the code, of which nothing may be written any more
     */
    public byte[] finish() {
        if (low > 0) {
            for (int shift = SHIFT; shift >= 0; shift -= 8) {
                long value = ((low >>> shift) + 1) << shift;
                put((int) (value >>> shift) & 0xff);
                if (value <= high) {
                    break;
                }
                length--;
                put((int) (low >>> shift) & 0xff);
            }
        }
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(bytes, length);
    }
}
