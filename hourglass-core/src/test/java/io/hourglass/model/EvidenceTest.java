package io.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.loss.SquaredError;
import io.hourglass.network.Dense;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import org.junit.jupiter.api.Test;

/** Bounds of a model whose true evidence is known: a line through the plane with normal noise. */
class EvidenceTest {
    private static final float[] DIRECTION = {0.8f, -0.5f};

    /** p(x) is normal with covariance w wᵀ + ½ I; q is a fixed distribution that the encoder gives. */
    private static Autoencoder model(float logVariance) {
        AutoencoderSpec spec = new AutoencoderSpec(
                Network.of(Shape.of(2), Dense.of(2)),
                new Variational(1f),
                Network.of(Shape.of(1), Dense.of(2)),
                new SquaredError(),
                new NoCorruption());
        float[] weights = new float[Layout.of(spec).weightCount()];
        weights[5] = logVariance; // the encoder's kernel is 0, its biases are mean and logarithm of the variance
        weights[6] = DIRECTION[0];
        weights[7] = DIRECTION[1];
        return new Autoencoder(spec, weights, new float[0]);
    }

    private static double evidence(float... x) {
        double a = DIRECTION[0] * DIRECTION[0] + 0.5;
        double b = DIRECTION[0] * DIRECTION[1];
        double d = DIRECTION[1] * DIRECTION[1] + 0.5;
        double determinant = a * d - b * b;
        double quadratic = (d * x[0] * x[0] - 2 * b * x[0] * x[1] + a * x[1] * x[1]) / determinant;
        return -0.5 * quadratic - Math.log(2 * Math.PI) - 0.5 * Math.log(determinant);
    }

    @Test
    void theBoundOfManySamplesIsTheEvidenceAndThatOfOneLiesBelow() {
        float[] rows = {0.3f, -0.9f, 1.2f, 0.4f};
        Evidence many = model(0f).evidence(rows, 20_000, 1);
        for (int r = 0; r < 2; r++) {
            double exact = evidence(rows[2 * r], rows[2 * r + 1]);
            assertThat(many.importance()[r]).isCloseTo(exact, within(0.02));
            assertThat(many.elbo()[r]).isLessThan(exact - 0.05);
            assertThat(model(0.7f).evidence(rows, 20_000, 1).importance()[r]).isCloseTo(exact, within(0.02));
        }
    }

    @Test
    void aRowAloneHasTheBoundThatItHasFirst() {
        Evidence both = model(0f).evidence(new float[] {0.3f, -0.9f, 1.2f, 0.4f}, 300, 5);
        Evidence alone = model(0f).evidence(new float[] {0.3f, -0.9f}, 300, 5);
        assertThat(alone.importance()[0]).isEqualTo(both.importance()[0]);
        assertThat(alone.elbo()[0]).isEqualTo(both.elbo()[0]);
    }

    @Test
    void othersHaveNone() {
        AutoencoderSpec spec = new AutoencoderSpec(
                Network.of(Shape.of(2), Dense.of(1)),
                new Plain(),
                Network.of(Shape.of(1), Dense.of(2)),
                new SquaredError(),
                new NoCorruption());
        Autoencoder plain = new Autoencoder(spec, new float[Layout.of(spec).weightCount()], new float[0]);
        assertThatThrownBy(() -> plain.evidence(new float[2], 5, 1)).hasMessageContaining("variational");
        assertThatThrownBy(() -> model(0f).evidence(new float[2], 0, 1)).hasMessageContaining("at least 1 sample");
    }
}
