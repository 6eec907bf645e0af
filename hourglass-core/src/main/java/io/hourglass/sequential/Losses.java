package io.hourglass.sequential;

import io.hourglass.loss.AbsoluteError;
import io.hourglass.loss.BinaryCrossEntropy;
import io.hourglass.loss.CategoricalCrossEntropy;
import io.hourglass.loss.Huber;
import io.hourglass.loss.Loss;
import io.hourglass.loss.SquaredError;

/** The losses by Keras' names. */
public final class Losses {
    private Losses() {}

    /** Keras' {@code mse}. */
    public static Loss meanSquaredError() {
        return new SquaredError();
    }

    /** Keras' {@code mae}. */
    public static Loss meanAbsoluteError() {
        return new AbsoluteError();
    }

    /** Keras' {@code binary_crossentropy}; computed from logits where the last layer is a sigmoid. */
    public static Loss binaryCrossEntropy() {
        return new BinaryCrossEntropy(false);
    }

    /** Keras' {@code categorical_crossentropy}; computed from logits where the last layer is a softmax. */
    public static Loss categoricalCrossEntropy() {
        return new CategoricalCrossEntropy(false);
    }

    /** Keras' {@code huber}. */
    public static Loss huber() {
        return new Huber(Huber.USUAL_DELTA);
    }
}
