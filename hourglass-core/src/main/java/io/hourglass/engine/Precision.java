package io.hourglass.engine;

/** The arithmetic of a session; weights, losses and the optimizer are always 32-bit floats. */
public enum Precision {
    /** 32-bit floats throughout. */
    F32
}
