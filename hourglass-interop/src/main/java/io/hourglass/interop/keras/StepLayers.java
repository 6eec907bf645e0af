package io.hourglass.interop.keras;

import io.hourglass.network.Recurrent;
import io.hourglass.network.RecurrentCell;
import io.hourglass.network.Repeat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Layers over the steps of a series. */
final class StepLayers {
    static final Map<String, Layers.Translation> ALL = Map.of(
            "LSTM", item -> recurrent(item, RecurrentCell.LSTM, 4),
            "GRU", item -> recurrent(item, RecurrentCell.GRU, 3),
            "RepeatVector", item -> item.chain().add(item.path(), new Repeat(item.count("n"))));

    private StepLayers() {}

    /** Gates and biases are Keras' own, in its order. */
    private static void recurrent(Item item, RecurrentCell cell, int gates) {
        item.requireUsual(Set.of("go_backwards", "return_state", "stateful", "time_major"));
        requireFunction(item, "activation", "tanh");
        requireFunction(item, "recurrent_activation", "sigmoid");
        if (cell == RecurrentCell.GRU && !item.flag("reset_after", true)) {
            throw item.unsupported("reset_after=False has no counterpart");
        }
        int units = item.count("units");
        int all = Math.multiplyExact(gates, units);
        int features = item.chain().shape().last();
        Item inner = item.inner(item.type(), item.config(), "cell");
        float[] kernel = inner.read(0, "kernel", features, all);
        float[] recurrent = inner.read(1, "recurrent_kernel", units, all);
        boolean apart = cell == RecurrentCell.GRU;
        float[] bias = new float[apart ? 2 * all : all];
        if (item.flag("use_bias", true)) {
            bias = apart ? inner.read(2, "bias", 2, all) : inner.read(2, "bias", all);
        }
        Recurrent layer = new Recurrent(cell, units, item.flag("return_sequences", false));
        item.chain().add(item.path(), layer, List.of(kernel, recurrent, bias), List.of());
    }

    private static void requireFunction(Item item, String key, String needed) {
        if (item.has(key) && !item.config().get(key).toString().contains("\"" + needed + "\"")) {
            throw item.unsupported(
                    key + " must be " + needed + ", got " + item.config().get(key));
        }
    }
}
