package io.hourglass.interop.onnx;

import io.hourglass.interop.onnx.LayerGraphs.Spot;
import io.hourglass.network.Recurrent;
import io.hourglass.network.RecurrentCell;
import io.hourglass.network.Repeat;

/** Layers over steps. ONNX has the steps first, its kernels transposed, and its gates in another order. */
final class StepGraphs {
    /** Where the gates of an LSTM, i o f g, stand here, i f g o. */
    private static final int[] LSTM_GATES = {0, 3, 1, 2};
    /** Those of a GRU, z r g, stand in the same order. */
    private static final int[] GRU_GATES = {0, 1, 2};

    private StepGraphs() {}

    static int[] gates(RecurrentCell cell) {
        return cell == RecurrentCell.LSTM ? LSTM_GATES : GRU_GATES;
    }

    static String recurrent(Graph graph, Spot spot, String x) {
        Recurrent layer = spot.as(Recurrent.class);
        int units = layer.units();
        int[] gates = gates(layer.cell());
        int all = gates.length * units;
        int features = spot.input().last();
        String kernel = graph.floats(turned(spot.weight(0), features, units, gates), 1, all, features);
        String recurrent = graph.floats(turned(spot.weight(1), units, units, gates), 1, all, units);
        String bias = graph.floats(biases(spot.weight(2), units, gates), 1, 2L * all);
        String stepsFirst = graph.add(new Node("Transpose", x).integers("perm", 1, 0, 2));
        boolean gru = layer.cell() == RecurrentCell.GRU;
        Node node = new Node(gru ? "GRU" : "LSTM", stepsFirst, kernel, recurrent, bias).integer("hidden_size", units);
        if (gru) {
            node.integer("linear_before_reset", 1);
        }
        String y = graph.addTaking(node, layer.everyStep() ? 0 : 1);
        if (!layer.everyStep()) {
            return graph.add("Squeeze", y, graph.longs(0)); // [1, rows, units]
        }
        String one = graph.add("Squeeze", y, graph.longs(1)); // [steps, 1, rows, units]
        return graph.add(new Node("Transpose", one).integers("perm", 1, 0, 2));
    }

    /** [rows][gates · units] as [gates · units][rows], gates in ONNX' order. */
    private static float[] turned(float[] kernel, int rows, int units, int[] gates) {
        float[] turned = new float[kernel.length];
        int all = gates.length * units;
        for (int gate = 0; gate < gates.length; gate++) {
            for (int unit = 0; unit < units; unit++) {
                for (int row = 0; row < rows; row++) {
                    turned[(gate * units + unit) * rows + row] = kernel[row * all + gates[gate] * units + unit];
                }
            }
        }
        return turned;
    }

    /** The biases of the input's side, then those of the step before, which an LSTM has in one. */
    private static float[] biases(float[] bias, int units, int[] gates) {
        int all = gates.length * units;
        float[] both = new float[2 * all];
        for (int side = 0; side < bias.length / all; side++) {
            for (int gate = 0; gate < gates.length; gate++) {
                System.arraycopy(bias, side * all + gates[gate] * units, both, side * all + gate * units, units);
            }
        }
        return both;
    }

    static String repeat(Graph graph, Spot spot, String x) {
        String step = graph.add("Unsqueeze", x, graph.longs(1));
        return graph.add("Tile", step, graph.longs(1, spot.as(Repeat.class).times(), 1));
    }
}
