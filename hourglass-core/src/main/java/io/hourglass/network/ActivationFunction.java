package io.hourglass.network;

import io.hourglass.math.StrictFunctions;
import java.util.Locale;

/**
 * The activation functions. Each gives its value and its slope; the slope may use the value where that is cheaper. Softmax is the
 * one that looks at a whole row, and so has no slope of its own.
 */
public enum ActivationFunction {
    /** x. */
    LINEAR {
        @Override
        float value(float x, float alpha) {
            return x;
        }

        @Override
        float slope(float x, float y, float alpha) {
            return 1f;
        }
    },
    /** max(0, x). */
    RELU {
        @Override
        float value(float x, float alpha) {
            return Math.max(x, 0f); // what is not a number stays so
        }

        @Override
        float slope(float x, float y, float alpha) {
            return x > 0f ? 1f : 0f;
        }
    },
    /** min(max(0, x), 6) (Krizhevsky 2010). */
    RELU6 {
        @Override
        float value(float x, float alpha) {
            return Math.min(Math.max(x, 0f), 6f); // what is not a number stays so
        }

        @Override
        float slope(float x, float y, float alpha) {
            return x > 0f && x < 6f ? 1f : 0f;
        }
    },
    /** x where positive, alpha · x elsewhere (Maas et al. 2013). */
    LEAKY_RELU {
        @Override
        float value(float x, float alpha) {
            return x > 0f ? x : alpha * x;
        }

        @Override
        float slope(float x, float y, float alpha) {
            return x > 0f ? 1f : alpha;
        }
    },
    /** x where positive, alpha (eˣ - 1) elsewhere (Clevert et al. 2016). */
    ELU {
        @Override
        float value(float x, float alpha) {
            return x > 0f ? x : alpha * StrictFunctions.expm1(x);
        }

        @Override
        float slope(float x, float y, float alpha) {
            return x > 0f ? 1f : y + alpha;
        }
    },
    /** The scaled elu that keeps mean and variance (Klambauer et al. 2017, equation 2). */
    SELU {
        @Override
        float value(float x, float alpha) {
            return SELU_SCALE * (x > 0f ? x : SELU_ALPHA * StrictFunctions.expm1(x));
        }

        @Override
        float slope(float x, float y, float alpha) {
            return x > 0f ? SELU_SCALE : y + SELU_SCALE * SELU_ALPHA;
        }
    },
    /** x · Φ(x), exact (Hendrycks and Gimpel 2016). */
    GELU {
        @Override
        float value(float x, float alpha) {
            return x * normalDistribution(x);
        }

        @Override
        float slope(float x, float y, float alpha) {
            return normalDistribution(x) + x * INVERSE_ROOT_TWO_PI * StrictFunctions.exp(-0.5f * x * x);
        }
    },
    /** x · sigmoid(x), also called swish (Elfwing et al. 2018). */
    SILU {
        @Override
        float value(float x, float alpha) {
            return x * StrictFunctions.sigmoid(x);
        }

        @Override
        float slope(float x, float y, float alpha) {
            float s = StrictFunctions.sigmoid(x);
            return s + y * (1f - s);
        }
    },
    /** x · tanh(ln(1 + eˣ)) (Misra 2020, equation 1). */
    MISH {
        @Override
        float value(float x, float alpha) {
            return x * StrictFunctions.tanh(StrictFunctions.softplus(x));
        }

        @Override
        float slope(float x, float y, float alpha) {
            float t = StrictFunctions.tanh(StrictFunctions.softplus(x));
            return t + x * (1f - t * t) * StrictFunctions.sigmoid(x);
        }
    },
    /** 1 / (1 + e⁻ˣ). */
    SIGMOID {
        @Override
        float value(float x, float alpha) {
            return StrictFunctions.sigmoid(x);
        }

        @Override
        float slope(float x, float y, float alpha) {
            return y * (1f - y);
        }
    },
    /** tanh x. */
    TANH {
        @Override
        float value(float x, float alpha) {
            return StrictFunctions.tanh(x);
        }

        @Override
        float slope(float x, float y, float alpha) {
            return 1f - y * y;
        }
    },
    /** x / (1 + |x|) (Bergstra et al. 2009). */
    SOFTSIGN {
        @Override
        float value(float x, float alpha) {
            return x / (1f + Math.abs(x));
        }

        @Override
        float slope(float x, float y, float alpha) {
            float rest = 1f / (1f + Math.abs(x));
            return rest * rest;
        }
    },
    /** ln(1 + eˣ). */
    SOFTPLUS {
        @Override
        float value(float x, float alpha) {
            return StrictFunctions.softplus(x);
        }

        @Override
        float slope(float x, float y, float alpha) {
            return StrictFunctions.sigmoid(x);
        }
    },
    /** eˣⁱ / Σ eˣʲ over the row, or over the channels of each position. */
    SOFTMAX {
        @Override
        float value(float x, float alpha) {
            throw new UnsupportedOperationException("softmax looks at a whole row");
        }

        @Override
        float slope(float x, float y, float alpha) {
            throw new UnsupportedOperationException("softmax looks at a whole row");
        }
    };

    private static final float SELU_SCALE = 1.050701f;
    private static final float SELU_ALPHA = 1.6732632f;
    private static final float INVERSE_ROOT_TWO_PI = 0.3989423f;
    private static final float INVERSE_ROOT_TWO = 0.70710677f;

    /**
     * @param x the input
     * @param alpha the slope or scale below zero, for the functions that have one
     */
    abstract float value(float x, float alpha);

    /**
     * @param x the input
     * @param y the value there
     * @param alpha as for the value
     */
    abstract float slope(float x, float y, float alpha);

    /** The function of a name as Keras writes it, for instance {@code leaky_relu}; dashes and capitals are accepted. */
    public static ActivationFunction of(String name) {
        String wanted = name.toUpperCase(Locale.ROOT).replace('-', '_');
        for (ActivationFunction function : values()) {
            if (function.name().equals(wanted)) {
                return function;
            }
        }
        throw new IllegalArgumentException(
                "no activation is called '" + name + "'; there are relu, relu6, leaky_relu, elu, selu,"
                        + " gelu, silu, mish, sigmoid, tanh, softsign, softplus, softmax and linear");
    }

    private static float normalDistribution(float x) {
        return 0.5f * (1f + StrictFunctions.erf(x * INVERSE_ROOT_TWO));
    }
}
