package io.hourglass.words;

import io.hourglass.model.AutoencoderSpec;
import io.hourglass.network.Conv2d;
import io.hourglass.network.Dense;
import io.hourglass.network.Layer;
import io.hourglass.network.Network;
import io.hourglass.network.Recurrent;
import io.hourglass.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How wide an autoencoder is from its inputs to its outputs.
 *
 * @param widths the inputs, the units of each dense and recurrent layer, the code among them, and the outputs; of steps those of one
 * @param code the place of the code in them
 */
public record NetworkWidths(List<Integer> widths, int code) {
    private static final Set<Class<? extends Layer>> COUNTED = Set.of(Conv2d.class, Dense.class, Recurrent.class);

    public NetworkWidths {
        widths = List.copyOf(widths);
    }

    /** Those of an autoencoder. */
    public static NetworkWidths of(AutoencoderSpec spec) {
        List<Integer> widths = new ArrayList<>(List.of(inputs(spec.encoder())));
        List<Integer> encoder = units(spec.encoder());
        widths.addAll(encoder.subList(0, Math.max(0, encoder.size() - 1)));
        int code = widths.size();
        widths.add(spec.codeWidth());
        widths.addAll(units(spec.decoder()));
        return new NetworkWidths(widths, code);
    }

    /** What the first layer that counts takes: a table's columns become more inputs than they are. */
    private static int inputs(Network network) {
        List<Shape> shapes = network.shapes();
        for (int i = 0; i < network.layers().size(); i++) {
            if (COUNTED.contains(network.layers().get(i).getClass())) {
                return shapes.get(i).last();
            }
        }
        return network.input().size();
    }

    private static List<Integer> units(Network network) {
        List<Shape> shapes = network.shapes();
        return IntStream.range(0, network.layers().size())
                .filter(i -> COUNTED.contains(network.layers().get(i).getClass()))
                .mapToObj(i -> shapes.get(i + 1).last())
                .toList();
    }

    /** For instance {@code 784-128-32-128-784}. */
    @Override
    public String toString() {
        return String.join("-", widths.stream().map(String::valueOf).toList());
    }
}
