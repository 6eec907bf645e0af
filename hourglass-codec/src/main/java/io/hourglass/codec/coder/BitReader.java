package io.hourglass.codec.coder;

/** The decoder of {@link BitWriter}'s codes. It reads zeros behind the last byte. */
public final class BitReader implements BitCoder {
    private final byte[] bytes;
    private final int end;
    private int position;
    private long low;
    private long high = BitWriter.MASK;
    private long value;

    /** Reads the {@code length} bytes from {@code offset}. */
    public BitReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
        for (int i = 0; i < 7; i++) {
            value = (value << 8) | next();
        }
    }

    @Override
    public int code(int ignored, int probability) {
        long middle = BitWriter.split(low, high, probability);
        int bit;
        if (value <= middle) {
            bit = 1;
            high = middle;
        } else {
            bit = 0;
            low = middle + 1;
        }
        while (((low ^ high) >>> BitWriter.SHIFT) == 0) {
            low = (low << 8) & BitWriter.MASK;
            high = ((high << 8) & BitWriter.MASK) | 0xff;
            value = ((value << 8) & BitWriter.MASK) | next();
        }
        return bit;
    }

    private int next() {
        return position < end ? bytes[position++] & 0xff : 0;
    }
}
