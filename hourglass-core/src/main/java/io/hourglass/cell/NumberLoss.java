package io.hourglass.cell;

/** How far a number's output is from its target; the element losses are the ones there are. */
public interface NumberLoss {
    /** The loss of one output. */
    float value(float output, float target);

    /** Its derivative by the output. */
    float slope(float output, float target);

    /** The output's part of the reconstruction: itself, or the sigmoid of a logit. */
    float link(float output);
}
