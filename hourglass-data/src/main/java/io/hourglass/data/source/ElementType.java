package io.hourglass.data.source;

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
