package io.hourglass.plan;

import io.hourglass.network.BatchNorm;
import io.hourglass.network.Layer;
import io.hourglass.network.LayerNorm;
import java.util.Locale;
import java.util.Optional;

/** How hidden layers are normalised, with Keras' settings. */
public enum Norm {
    NONE,
    LAYER,
    BATCH;

    private static final float EPSILON = 1e-3f;
    private static final float MOMENTUM = 0.99f;

    /** The layer after each hidden dense one, if there is one. */
    Optional<Layer> layer() {
        return switch (this) {
            case NONE -> Optional.empty();
            case LAYER -> Optional.of(new LayerNorm(EPSILON));
            case BATCH -> Optional.of(new BatchNorm(MOMENTUM, EPSILON));
        };
    }

    /** The normalisation of a name as the command line writes it. */
    public static Norm of(String name) {
        for (Norm norm : values()) {
            if (norm.name().toLowerCase(Locale.ROOT).equals(name)) {
                return norm;
            }
        }
        throw new IllegalArgumentException(
                "no normalisation is called '" + name + "'; there are none, layer and batch");
    }
}
