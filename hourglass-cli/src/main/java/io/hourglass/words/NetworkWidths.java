package io.hourglass.words;

import io.hourglass.model.AutoencoderSpec;
import io.hourglass.network.Conv2d;
import io.hourglass.network.ConvTranspose2d;
import io.hourglass.network.Dense;
import io.hourglass.network.Layer;
import io.hourglass.network.Network;
import io.hourglass.network.Recurrent;
import io.hourglass.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How wide an autoencoder is from its inputs to its outputs.
 *
 * @param shapes the inputs, what each dense or recurrent layer and each convolution gives, the code among them, and the outputs
 * @param code the place of the code in them
 */
public record NetworkWidths(List<Shape> shapes, int code) {
    private static final Set<Class<? extends Layer>> COUNTED =
            Set.of(Dense.class, Conv2d.class, ConvTranspose2d.class, Recurrent.class);

    public NetworkWidths {
        shapes = List.copyOf(shapes);
    }

    /** Those of an autoencoder. */
    public static NetworkWidths of(AutoencoderSpec spec) {
        List<Shape> shapes = new ArrayList<>(List.of(inputs(spec.encoder())));
        List<Shape> encoder = outputs(spec.encoder());
        shapes.addAll(encoder.subList(0, Math.max(0, encoder.size() - 1)));
        int code = shapes.size();
        shapes.add(Shape.of(spec.codeWidth()));
        shapes.addAll(outputs(spec.decoder()));
        return new NetworkWidths(shapes, code);
    }

    /** What the first layer that counts takes: a table's columns become more inputs than they are. */
    private static Shape inputs(Network network) {
        List<Shape> shapes = network.shapes();
        for (int i = 0; i < network.layers().size(); i++) {
            if (counts(network, i)) {
                return shapes.get(i);
            }
        }
        return network.input();
    }

    private static boolean counts(Network network, int layer) {
        return COUNTED.contains(network.layers().get(layer).getClass());
    }

    private static List<Shape> outputs(Network network) {
        List<Shape> shapes = network.shapes();
        List<Shape> outputs = new ArrayList<>();
        for (int i = 0; i < network.layers().size(); i++) {
            if (counts(network, i)) {
                outputs.add(shapes.get(i + 1));
            }
        }
        return outputs;
    }

    /** The numbers of each. */
    public List<Integer> widths() {
        return shapes.stream().map(Shape::size).toList();
    }

    /** For instance {@code 784-128-32-128-784}, or {@code 28x28x1-14x14x32-16-14x14x32-28x28x1}. */
    @Override
    public String toString() {
        return String.join("-", shapes.stream().map(NetworkWidths::words).toList());
    }

    private static String words(Shape shape) {
        return String.join("x", shape.dimensions().stream().map(String::valueOf).toList());
    }
}
