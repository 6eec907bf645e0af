package io.hourglass.data.preparation;

/** A fitted, invertible map from a column's own units to the order of one. */
public sealed interface Scaling permits Linear, Quantiles {
    /** A value as prepared. */
    double apply(double value);

    /** The value that was prepared. */
    double undo(double prepared);

    /** What it does, in a few words. */
    String description();
}
