package io.hourglass.interop.onnx;

import io.hourglass.interop.onnx.Walk.Axes;
import io.hourglass.network.Recurrent;
import io.hourglass.network.RecurrentCell;

/** LSTM and GRU of one direction. */
final class StepOperators {
    private StepOperators() {}

    static void lstm(Walk walk) {
        recurrent(walk, RecurrentCell.LSTM);
    }

    static void gru(Walk walk) {
        if (walk.node().integer("linear_before_reset", 0) != 1) {
            throw walk.node().unsupported("linear_before_reset=0 has no counterpart");
        }
        recurrent(walk, RecurrentCell.GRU);
    }

    private static void recurrent(Walk walk, RecurrentCell cell) {
        walk.require(Axes.STEPS_FIRST);
        StoredNode node = walk.node();
        boolean usual = node.text("direction", "forward").equals("forward") && node.integer("layout", 0) == 0;
        if (!usual || given(node, 4) || node.integers("activations") != null || walk.optional(7) != null) {
            throw node.unsupported("another direction, layout, activations, peepholes or lengths have no counterpart");
        }
        for (int state = 5; state <= 6; state++) {
            requireZeros(walk, state);
        }
        int units = Math.toIntExact(node.integer("hidden_size", 0));
        int[] gates = StepGraphs.gates(cell);
        int all = Math.multiplyExact(gates.length, units);
        int features = walk.shape().last();
        float[] kernel = turned(values(walk, 1, (long) all * features), features, units, gates);
        float[] recurrent = turned(values(walk, 2, (long) all * units), units, units, gates);
        float[] both = given(node, 3) ? values(walk, 3, 2L * all) : new float[2 * all];
        boolean every = walk.file().usedOutput(node) == 0;
        walk.add(new Recurrent(cell, units, every), kernel, recurrent, biases(both, cell, units, gates));
        walk.axes(Axes.DIRECTIONS);
    }

    private static boolean given(StoredNode node, int input) {
        return input < node.inputs().size() && !node.inputs().get(input).isEmpty();
    }

    private static void requireZeros(Walk walk, int input) {
        if (!given(walk.node(), input)) {
            return;
        }
        for (float value : walk.constant(input).floats()) {
            if (value != 0) {
                throw walk.node().unsupported("a first state that is not zero has no counterpart");
            }
        }
    }

    private static float[] values(Walk walk, int input, long count) {
        float[] values = walk.constant(input).floats();
        if (values.length != count) {
            throw walk.node()
                    .unsupported("its input " + input + " must have " + count + " values, got " + values.length);
        }
        return values;
    }

    /** [gates · units][rows], gates in ONNX' order, as [rows][gates · units]. */
    private static float[] turned(float[] kernel, int rows, int units, int[] gates) {
        float[] turned = new float[kernel.length];
        int all = gates.length * units;
        for (int gate = 0; gate < gates.length; gate++) {
            for (int unit = 0; unit < units; unit++) {
                for (int row = 0; row < rows; row++) {
                    turned[row * all + gates[gate] * units + unit] = kernel[(gate * units + unit) * rows + row];
                }
            }
        }
        return turned;
    }

    /** An LSTM's two biases are only ever added. */
    private static float[] biases(float[] both, RecurrentCell cell, int units, int[] gates) {
        int all = gates.length * units;
        int sides = cell == RecurrentCell.GRU ? 2 : 1;
        float[] bias = new float[sides * all];
        for (int i = 0; i < 2 * all; i++) {
            int side = Math.min(sides - 1, i / all);
            int gate = i % all / units;
            bias[side * all + gates[gate] * units + i % units] += both[i];
        }
        return bias;
    }
}
