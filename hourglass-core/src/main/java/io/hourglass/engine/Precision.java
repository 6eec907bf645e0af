package io.hourglass.engine;

/** The arithmetic of a session; weights, losses and the optimizer are always 32-bit floats. */
public enum Precision {
    /** 32-bit floats throughout. */
    F32,
    /** Products of 16-bit floats with the exponents of 32-bit ones (8 bits of precision), summed in 32 bits. */
    BF16
}
