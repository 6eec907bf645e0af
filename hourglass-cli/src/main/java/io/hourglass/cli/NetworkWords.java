package io.hourglass.cli;

import io.hourglass.model.AutoencoderSpec;
import io.hourglass.network.Activation;
import io.hourglass.network.Layer;
import io.hourglass.network.Network;
import io.hourglass.network.Recurrent;
import io.hourglass.network.Shape;
import io.hourglass.words.NetworkWidths;
import java.util.List;
import java.util.Locale;

/** Networks in words. */
final class NetworkWords {
    private NetworkWords() {}

    /** The widths from the inputs through the code to the outputs, for instance {@code 784-128-32-128-784}. */
    static String chain(AutoencoderSpec spec) {
        return NetworkWidths.of(spec).toString();
    }

    /** The layers, for instance {@code 14 -> cell encoding 108 -> dense 128 -> relu}. */
    static String layers(Network network) {
        List<Shape> shapes = network.shapes();
        StringBuilder text = new StringBuilder(words(shapes.get(0)));
        for (int i = 0; i < network.layers().size(); i++) {
            text.append(" -> ").append(name(network.layers().get(i)));
            if (!shapes.get(i + 1).equals(shapes.get(i))) {
                text.append(' ').append(words(shapes.get(i + 1)));
            }
        }
        return text.toString();
    }

    private static String words(Shape shape) {
        return shape.dimensions().size() == 1 ? Integer.toString(shape.size()) : shape.toString();
    }

    private static String name(Layer layer) {
        return layer instanceof Activation activation
                ? SettingConverter.name(activation.function())
                : layer instanceof Recurrent recurrent
                        ? SettingConverter.name(recurrent.cell())
                        : words(layer.getClass());
    }

    /** The name of a type in words, for instance {@code batch norm}. */
    static String words(Class<?> type) {
        return words(type.getSimpleName());
    }

    /** A name of several words, written as Java has it, in words. */
    static String words(String name) {
        return name.replaceAll("(?<=.)([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
