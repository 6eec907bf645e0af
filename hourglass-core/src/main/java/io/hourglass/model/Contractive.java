package io.hourglass.model;

/**
 * A code that hardly moves when the row does: the penalty of a row is {@code weight ‖∂h/∂x‖²}, the squared Frobenius norm of the encoder's
 * slope (Rifai et al. 2011, "Contractive auto-encoders", equation 4). It belongs to the encoder, so the trainer adds it; it is no part of
 * the loss of rows in use. See {@code docs/maths/contractive.md}.
 *
 * @param weight of the penalty, in units of a loss that is a sum over the row's values
 */
public record Contractive(float weight) implements Bottleneck {
    /** The weight unless another is given. */
    public static final float USUAL_WEIGHT = 0.1f;

    public Contractive {
        Bottleneck.requireWeight("the weight of the contraction", weight);
    }

    @Override
    public float contraction() {
        return weight;
    }
}
