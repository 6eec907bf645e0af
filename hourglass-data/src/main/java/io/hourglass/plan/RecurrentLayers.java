package io.hourglass.plan;

import io.hourglass.network.Conv2d;
import io.hourglass.network.Dropout;
import io.hourglass.network.Initializer;
import io.hourglass.network.Layer;
import io.hourglass.network.Padding;
import io.hourglass.network.Recurrent;
import io.hourglass.network.RecurrentCell;
import io.hourglass.network.Repeat;
import io.hourglass.network.Reshape;
import io.hourglass.network.Shape;
import io.hourglass.network.Window;
import io.hourglass.plan.NetworkPlan.Regularity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A recurrent encoder, whose last state becomes the code, and a recurrent decoder, which is given the code at every step and ends in the
 * same dense layer for each (Malhotra et al., "LSTM-based encoder-decoder for multi-sensor anomaly detection", 2016, with the code repeated
 * instead of outputs fed back).
 *
 * @param cell of all layers
 * @param steps of a window
 * @param units of the encoder's layers, mirrored in the decoder
 * @param regularity what keeps the layers in bounds
 */
record RecurrentLayers(RecurrentCell cell, int steps, List<Integer> units, Regularity regularity) {
    private static final int FEWEST_UNITS = 32;
    private static final int MOST_UNITS = 128;

    /**
     * Those of a plan: one layer of about twice the units that a code has numbers, unless others are asked for.
     *
     * @throws IllegalArgumentException if the plan asks for what recurrent layers have not
     */
    static RecurrentLayers of(RecurrentCell cell, int steps, NetworkPlan plan, int code) {
        if (plan.tied()) {
            throw new IllegalArgumentException("a recurrent decoder has weights of its own; tied is for dense layers");
        }
        if (plan.activation() != NetworkPlan.defaults().activation()) {
            throw new IllegalArgumentException(
                    "recurrent layers have activations of their own, sigmoid and tanh; an activation is for dense layers");
        }
        if (plan.regularity().convolution().isPresent()) {
            throw new IllegalArgumentException(
                    "a network over series goes from step to step or has convolutions; leave out --recurrent or --conv");
        }
        List<Integer> units = plan.hidden().orElseGet(() -> {
            int fitting = FEWEST_UNITS;
            while (fitting < 2 * code && fitting < MOST_UNITS) {
                fitting *= 2;
            }
            return List.of(fitting);
        });
        if (units.isEmpty()) {
            throw new IllegalArgumentException("a recurrent encoder needs at least one hidden layer");
        }
        return new RecurrentLayers(cell, steps, units, plan.regularity());
    }

    /** From [steps, inputs] to the last state. */
    List<Layer> encoder() {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            add(layers, units.get(i), i < units.size() - 1);
        }
        return layers;
    }

    /** From the code to [steps, outputs]. */
    List<Layer> decoder(int outputs) {
        List<Integer> mirrored = new ArrayList<>(units);
        Collections.reverse(mirrored);
        List<Layer> layers = new ArrayList<>(List.of(new Repeat(steps)));
        mirrored.forEach(each -> add(layers, each, true));
        layers.add(new Reshape(Shape.of(steps, 1, units.get(0))));
        // a convolution of one value is the same dense layer at every step
        layers.add(new Conv2d(outputs, Window.square(1, 1, Padding.VALID), true, new Initializer.GlorotUniform()));
        return layers;
    }

    private void add(List<Layer> layers, int width, boolean everyStep) {
        layers.add(new Recurrent(cell, width, everyStep));
        regularity.norm().layer().ifPresent(layers::add);
        if (regularity.dropout() > 0) {
            layers.add(new Dropout(regularity.dropout()));
        }
    }
}
