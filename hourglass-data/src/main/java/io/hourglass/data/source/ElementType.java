package io.hourglass.data.source;

import io.hourglass.data.table.NumberText;
import java.nio.ByteBuffer;

/** The type of the elements of an array file. */
enum ElementType {
    BOOLEAN(1),
    U1(1),
    I1(1),
    U2(2),
    I2(2),
    U4(4),
    I4(4),
    I8(8),
    F2(2),
    F4(4),
    F8(8);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** The size of an element. */
    int bytes() {
        return bytes;
    }

    boolean isFloat() {
        return this == F2 || this == F4 || this == F8;
    }

    /** What a pixel of this type is divided by to lie in [0, 1]; 0 if images of this type have no agreed range. */
    float white() {
        return switch (this) {
            case BOOLEAN, F2, F4, F8 -> 1;
            case U1 -> 255;
            case U2 -> 65_535;
            case I1, I2, U4, I4, I8 -> 0;
        };
    }

    /** Bits of a pixel of this type, as images count them. */
    int bits() {
        return isFloat() ? 32 : this == U2 ? 16 : 8;
    }

    /** The element that starts at a byte, in the buffer's byte order. */
    double get(ByteBuffer bytes, int at) {
        return switch (this) {
            case BOOLEAN -> bytes.get(at) == 0 ? 0 : 1;
            case U1 -> bytes.get(at) & 0xFF;
            case I1 -> bytes.get(at);
            case U2 -> bytes.getShort(at) & 0xFFFF;
            case I2 -> bytes.getShort(at);
            case U4 -> bytes.getInt(at) & 0xFFFF_FFFFL;
            case I4 -> bytes.getInt(at);
            case I8 -> bytes.getLong(at);
            case F2 -> half(bytes.getShort(at));
            case F4 -> bytes.getFloat(at);
            case F8 -> bytes.getDouble(at);
        };
    }

    /** The text of the element at a byte, from which {@link #put} makes it again: the shortest decimal, booleans as 0 and 1. */
    String text(ByteBuffer bytes, int at) {
        if (this == I8) {
            return Long.toString(bytes.getLong(at));
        }
        double value = get(bytes, at);
        if (!isFloat()) {
            return Long.toString((long) value);
        }
        String text = NumberText.shortest(value);
        // a double that is a float too is not told by the digits that tell floats apart
        return this == F8 && Double.compare(value, parsed(text)) != 0 ? Double.toString(value) : text;
    }

    private static double parsed(String text) {
        double value = NumberText.parse(text);
        return Double.isNaN(value) ? Double.parseDouble(text) : value;
    }

    /**
     * Puts the element of a text at a byte, in the buffer's byte order.
     *
     * @throws NumberFormatException if the text is no number, or none of this type
     */
    void put(ByteBuffer bytes, int at, String text) {
        if (!isFloat()) {
            long whole = Long.parseLong(text);
            switch (bytes()) {
                case 1 -> bytes.put(at, (byte) whole);
                case 2 -> bytes.putShort(at, (short) whole);
                case 4 -> bytes.putInt(at, (int) whole);
                default -> bytes.putLong(at, whole);
            }
            if (this != I8 && get(bytes, at) != whole) {
                throw new NumberFormatException("no number of type " + this + ": " + text);
            }
            return;
        }
        switch (this) {
            case F2 -> bytes.putShort(at, half(Float.parseFloat(text)));
            case F4 -> bytes.putFloat(at, Float.parseFloat(text));
            default -> bytes.putDouble(at, Double.parseDouble(text));
        }
    }

    /** The bits of a half that is the value; digits beyond it are cut off. */
    private static short half(float value) {
        int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
        float size = Math.abs(value);
        if (Float.isNaN(size)) {
            return (short) 0x7E00;
        }
        if (size >= 0x1p16f) {
            return (short) (sign | 0x7C00);
        }
        int exponent = Math.max(-15, Math.getExponent(size));
        int fraction = exponent < -14 ? (int) (size * 0x1p24f) : (int) Math.scalb(size, 10 - exponent) - 1024;
        return (short) (sign | (exponent + 15) << 10 | fraction);
    }

    /** IEEE 754 binary16: sign, five bits of exponent, ten of fraction. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        double size;
        if (exponent == 31) {
            size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else if (exponent == 0) {
            size = fraction * 0x1p-24;
        } else {
            size = (1024 + fraction) * Math.scalb(1.0, exponent - 25);
        }
        return bits < 0 ? -size : size;
    }
}
