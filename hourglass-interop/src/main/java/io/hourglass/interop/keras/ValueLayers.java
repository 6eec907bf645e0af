package io.hourglass.interop.keras;

import com.google.gson.JsonPrimitive;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.BatchNorm;
import io.hourglass.network.Dropout;
import io.hourglass.network.LayerNorm;
import io.hourglass.network.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Layers that keep the shape of rows: activations, normalisations, scalings, noise. */
final class ValueLayers {
    static final Map<String, Layers.Translation> ALL = Map.ofEntries(
            Map.entry("Activation", Item::addActivation),
            Map.entry("ReLU", ValueLayers::relu),
            Map.entry("LeakyReLU", item -> leaky(item, slope(item, 0.3))),
            Map.entry("ELU", ValueLayers::elu),
            Map.entry("PReLU", ValueLayers::learntSlope),
            Map.entry("Softmax", ValueLayers::softmax),
            Map.entry("Dropout", ValueLayers::dropout),
            Map.entry("SpatialDropout1D", ValueLayers::dropout),
            Map.entry("SpatialDropout2D", ValueLayers::dropout),
            Map.entry("AlphaDropout", item -> {}),
            Map.entry("GaussianDropout", item -> {}),
            Map.entry("GaussianNoise", item -> {}),
            Map.entry("ActivityRegularization", item -> {}),
            Map.entry("BatchNormalization", ValueLayers::batch),
            Map.entry("LayerNormalization", ValueLayers::layer),
            Map.entry("Normalization", ValueLayers::normalization),
            Map.entry("Rescaling", ValueLayers::rescaling));

    /** Added to a variance it changes none that is a float of its usual size. */
    private static final float NOTHING = Float.MIN_NORMAL;
    /** The least deviation that Keras divides by. */
    private static final float LEAST_DEVIATION = 1e-7f;

    private static final float MOMENTUM = 0.99f;
    /** More than any row has; a damaged file may say anything. */
    private static final int MOST_FEATURES = 1 << 20;

    private ValueLayers() {}

    private static void relu(Item item) {
        double most = item.number("max_value", Double.POSITIVE_INFINITY);
        boolean capped = !Double.isInfinite(most);
        double slope = slope(item, 0);
        if (item.number("threshold", 0) != 0 || (capped && (most != 6 || slope != 0))) {
            throw item.unsupported("a threshold, or a max_value other than 6 without slope, has no counterpart");
        }
        if (capped) {
            KerasActivation.add(item, new JsonPrimitive("relu6"));
        } else if (slope == 0) {
            KerasActivation.add(item, Activation.of(ActivationFunction.RELU));
        } else {
            leaky(item, slope);
        }
    }

    /** The slope below zero, under Keras 3's name or Keras 2's. */
    private static double slope(Item item, double usual) {
        return item.number("negative_slope", item.number("alpha", usual));
    }

    private static void leaky(Item item, double slope) {
        add(item, ActivationFunction.LEAKY_RELU, slope);
    }

    private static void add(Item item, ActivationFunction function, double alpha) {
        KerasActivation.add(item, new Activation(function, (float) alpha));
    }

    private static void elu(Item item) {
        add(item, ActivationFunction.ELU, item.number("alpha", 1));
    }

    /** Where all slopes are one number it is a leaky relu. */
    private static void learntSlope(Item item) {
        List<Integer> shape = new ArrayList<>(item.chain().shape().dimensions());
        for (double axis : item.numbers("shared_axes")) {
            if (axis < 1 || axis > shape.size()) {
                throw item.unsupported("shared_axes must be 1 to " + shape.size());
            }
            shape.set((int) axis - 1, 1);
        }
        float[] slopes = item.read(0, "alpha", shape.toArray(Integer[]::new));
        for (float slope : slopes) {
            if (slope != slopes[0]) {
                throw item.unsupported("slopes that differ from value to value have no counterpart");
            }
        }
        leaky(item, slopes[0]);
    }

    private static void softmax(Item item) {
        requireLastAxis(item);
        add(item, ActivationFunction.SOFTMAX, 1);
    }

    private static void requireLastAxis(Item item) {
        int axes = item.chain().shape().dimensions().size();
        for (double axis : item.numbers("axis")) {
            if (axis != -1 && axis != axes) {
                throw item.unsupported("an axis other than the last has no counterpart, got "
                        + item.config().get("axis"));
            }
        }
    }

    private static void dropout(Item item) {
        item.chain().add(item.path(), new Dropout((float) item.number("rate", 0)));
    }

    /** Its arrays in the order in which Keras makes them: gamma, beta, the moving mean, the moving variance. */
    private static void batch(Item item) {
        requireLastAxis(item);
        int width = item.chain().shape().last();
        int[] next = {0};
        float[] gamma = item.flag("scale", true) ? item.read(next[0]++, "gamma", width) : filled(width, 1f);
        float[] beta = item.flag("center", true) ? item.read(next[0]++, "beta", width) : filled(width, 0f);
        float[] mean = item.read(next[0]++, "moving_mean", width);
        float[] variance = item.read(next[0], "moving_variance", width);
        float epsilon = (float) item.number("epsilon", 1e-3);
        float momentum = (float) item.number("momentum", MOMENTUM);
        addBatch(item, new BatchNorm(momentum, epsilon), List.of(gamma, beta), List.of(mean, variance));
    }

    private static void addBatch(Item item, BatchNorm layer, List<float[]> weights, List<float[]> state) {
        item.chain().add(item.path(), layer, weights, state);
    }

    private static float[] filled(int width, float value) {
        if (width > MOST_FEATURES) {
            throw new IllegalArgumentException("at most " + MOST_FEATURES + " values are scaled each, got " + width);
        }
        float[] values = new float[width];
        Arrays.fill(values, value);
        return values;
    }

    private static void layer(Item item) {
        requireLastAxis(item);
        item.requireUsual(Set.of("rms_scaling"));
        int width = item.chain().shape().last();
        boolean scale = item.flag("scale", true);
        float[] gamma = scale ? item.read(0, "gamma", width) : filled(width, 1f);
        float[] beta = item.flag("center", true) ? item.read(scale ? 1 : 0, "beta", width) : filled(width, 0f);
        LayerNorm layer = new LayerNorm((float) item.number("epsilon", 1e-3));
        item.chain().add(item.path(), layer, List.of(gamma, beta), List.of());
    }

    /** (x - mean) / deviation, or back: a batch normalisation by what was learnt once. */
    private static void normalization(Item item) {
        Shape shape = item.chain().shape();
        int width = shape.last();
        if (item.numbers("axis").isEmpty() && item.config().has("axis") && width > 1) {
            throw item.unsupported("axis=None has no counterpart");
        }
        requireLastAxis(item);
        float[] mean = given(item, "mean", 0, width);
        float[] variance = given(item, "variance", 1, width);
        for (int i = 0; i < width; i++) {
            variance[i] = Math.max(variance[i], LEAST_DEVIATION * LEAST_DEVIATION);
        }
        if (item.flag("invert", false)) {
            float[] deviation = new float[width];
            for (int i = 0; i < width; i++) {
                deviation[i] = (float) Math.sqrt(variance[i]);
            }
            affine(item, deviation, mean, filled(width, 0f), filled(width, 1f));
        } else {
            affine(item, filled(width, 1f), filled(width, 0f), mean, variance);
        }
    }

    /** What was given to the layer stands in its settings, what it adapted to among its arrays. */
    private static float[] given(Item item, String key, int index, int width) {
        List<Double> written = item.numbers(key);
        if (written.isEmpty()) {
            return item.read(index, key, width).clone();
        }
        return spread(item, written, width);
    }

    private static float[] spread(Item item, List<Double> written, int width) {
        if (written.size() != 1 && written.size() != width) {
            throw item.unsupported("it has " + written.size() + " values for " + width + " of a row");
        }
        float[] values = new float[width];
        for (int i = 0; i < width; i++) {
            values[i] = written.get(written.size() == 1 ? 0 : i).floatValue();
        }
        return values;
    }

    private static void affine(Item item, float[] gamma, float[] beta, float[] mean, float[] variance) {
        addBatch(item, new BatchNorm(MOMENTUM, NOTHING), List.of(gamma, beta), List.of(mean, variance));
    }

    /** x · scale + offset. */
    private static void rescaling(Item item) {
        int width = item.chain().shape().last();
        List<Double> scale = item.has("scale") ? item.numbers("scale") : List.of(1.0);
        List<Double> offset = item.has("offset") ? item.numbers("offset") : List.of(0.0);
        affine(item, spread(item, scale, width), spread(item, offset, width), filled(width, 0f), filled(width, 1f));
    }
}
