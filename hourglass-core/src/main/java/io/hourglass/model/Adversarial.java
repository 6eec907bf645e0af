package io.hourglass.model;

import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Dense;
import io.hourglass.network.Initializer;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;

/**
 * A code whose distribution over rows is drawn towards the standard normal one by a discriminator, which learns to tell codes of rows from
 * draws while the encoder learns to deceive it (Makhzani et al. 2015, "Adversarial autoencoders", section 2). The trainer does both; neither
 * is part of a reported loss. See {@code docs/maths/adversarial.md}.
 *
 * @param weight of the encoder's loss through the discriminator, in units of a loss that is a sum over the row's values
 */
public record Adversarial(float weight) implements Bottleneck {
    /** The weight unless another is given. */
    public static final float USUAL_WEIGHT = 0.2f;

    /** The units of each of the discriminator's two hidden layers. */
    private static final int UNITS = 128;

    public Adversarial {
        Bottleneck.requireWeight("the weight of the adversary", weight);
    }

    @Override
    public Network discriminator(int code) {
        if (weight == 0f) {
            return Bottleneck.super.discriminator(code);
        }
        return Network.of(
                Shape.of(code),
                hidden(),
                Activation.of(ActivationFunction.RELU),
                hidden(),
                Activation.of(ActivationFunction.RELU),
                Dense.of(1));
    }

    private static Dense hidden() {
        return new Dense(UNITS, true, false, new Initializer.HeUniform());
    }

    @Override
    public float deception() {
        return weight;
    }

    @Override
    public boolean generative() {
        return true;
    }

    @Override
    public CodeTally tally(int code) {
        return new PriorTally(code);
    }
}
