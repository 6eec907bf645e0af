package io.hourglass.interop.onnx;

import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.LayerNorm;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The operators of ONNX that have a counterpart. */
final class Operators {
    /** Adds what a node is here. */
    @FunctionalInterface
    interface Translation {
        void add(Walk walk);
    }

    private static final Map<String, Translation> ALL = new TreeMap<>();

    static {
        ALL.putAll(ProductOperators.ALL);
        ALL.putAll(WindowOperators.ALL);
        ALL.putAll(AxisOperators.ALL);
        ALL.put("LSTM", StepOperators::lstm);
        ALL.put("GRU", StepOperators::gru);
        ALL.put("Identity", walk -> {});
        ALL.put("Dropout", walk -> {});
        ALL.put("Relu", walk -> add(walk, ActivationFunction.RELU, 1));
        ALL.put(
                "LeakyRelu",
                walk -> add(walk, ActivationFunction.LEAKY_RELU, walk.node().real("alpha", 0.01f)));
        ALL.put("Elu", walk -> add(walk, ActivationFunction.ELU, walk.node().real("alpha", 1f)));
        ALL.put("Selu", Operators::selu);
        ALL.put("Sigmoid", walk -> add(walk, ActivationFunction.SIGMOID, 1));
        ALL.put("Tanh", walk -> add(walk, ActivationFunction.TANH, 1));
        ALL.put("Mish", walk -> add(walk, ActivationFunction.MISH, 1));
        ALL.put("Softsign", walk -> add(walk, ActivationFunction.SOFTSIGN, 1));
        ALL.put("Softplus", walk -> add(walk, ActivationFunction.SOFTPLUS, 1));
        ALL.put("Softmax", Operators::softmax);
        ALL.put("LayerNormalization", Operators::layerNorm);
    }

    private Operators() {}

    static void add(Walk walk) {
        Translation translation = ALL.get(walk.node().type());
        if (translation == null) {
            throw walk.node().unsupported("there is no counterpart; there are for " + String.join(", ", ALL.keySet()));
        }
        translation.add(walk);
    }

    private static void add(Walk walk, ActivationFunction function, float alpha) {
        walk.add(new Activation(function, alpha));
    }

    private static void selu(Walk walk) {
        boolean usual = Math.abs(walk.node().real("alpha", 1.67326f) - 1.67326f) < 1e-4
                && Math.abs(walk.node().real("gamma", 1.0507f) - 1.0507f) < 1e-4;
        if (!usual) {
            throw walk.node().unsupported("scales other than the usual ones have no counterpart");
        }
        add(walk, ActivationFunction.SELU, 1);
    }

    private static void softmax(Walk walk) {
        int last = walk.shape().dimensions().size();
        long axis = walk.node().integer("axis", -1);
        if ((axis != -1 && axis != last) || walk.axes() != Walk.Axes.AS_HERE) {
            throw walk.node().unsupported("an axis other than the last has no counterpart");
        }
        add(walk, ActivationFunction.SOFTMAX, 1);
    }

    private static void layerNorm(Walk walk) {
        walk.require(Walk.Axes.AS_HERE);
        int width = walk.shape().last();
        long axis = walk.node().integer("axis", -1);
        if (axis != -1 && axis != walk.shape().dimensions().size()) {
            throw walk.node().unsupported("an axis other than the last has no counterpart");
        }
        StoredTensor beta = walk.optional(2);
        walk.add(
                new LayerNorm(walk.node().real("epsilon", 1e-5f)),
                walk.constant(1).floats(),
                beta == null ? Walk.filled(width, 0f) : beta.floats());
    }

    /** Whole numbers as int. */
    static int[] ints(StoredNode node, String key, int count, int usual) {
        List<Long> written = node.integers(key);
        boolean told = written != null && !written.isEmpty();
        if (told && written.size() != count) {
            throw node.unsupported(key + " must be " + count + " numbers, got " + written);
        }
        int[] values = new int[count];
        Arrays.setAll(values, i -> told ? Math.toIntExact(written.get(i)) : usual);
        return values;
    }
}
