package io.hourglass.pixel;

import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Dense;
import io.hourglass.network.Layer;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * What a predictor of pixels is made of: a dense network from the samples around a sample to {@code experts} logistic distributions of it.
 *
 * @param height rows of the images it learnt
 * @param width pixels of a row
 * @param channels 1 to 4
 * @param window what it sees
 * @param hidden the units of the hidden layers, at least one layer
 * @param experts how many logistic distributions are mixed, 1 to 32
 */
public record PixelDesign(int height, int width, int channels, PixelWindow window, List<Integer> hidden, int experts) {
    /** The most channels of a pixel. */
    public static final int MOST_CHANNELS = 4;

    /** Images with longer sides are not told the place of a pixel, so that images of any size can be predicted. */
    private static final int LONGEST_PLACED = 64;

    private static final int LONGEST_SIDE = 1 << 20;
    private static final int MOST_EXPERTS = 32;
    private static final int MOST_LAYERS = 4;
    private static final int MOST_UNITS = 1024;

    public PixelDesign {
        hidden = List.copyOf(hidden);
        within("rows", height, LONGEST_SIDE);
        within("columns", width, LONGEST_SIDE);
        within("channels", channels, MOST_CHANNELS);
        within("experts", experts, MOST_EXPERTS);
        within("hidden layers", hidden.size(), MOST_LAYERS);
        hidden.forEach(units -> within("units of a hidden layer", units, MOST_UNITS));
    }

    private static void within(String what, int number, int most) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(
                    "a predictor of pixels has 1 to " + most + " " + what + ", got " + number);
        }
    }

    /** Whether it is told the place of a pixel, and so predicts images of its own size alone. */
    public boolean isPlaced() {
        return Math.max(height, width) <= LONGEST_PLACED;
    }

    /** Whether it can predict images of a size. */
    public boolean fits(int otherHeight, int otherWidth, int otherChannels) {
        return channels == otherChannels && (!isPlaced() || (height == otherHeight && width == otherWidth));
    }

    /** The inputs that are known when a row begins; they come first. */
    public int early() {
        return window.pixelsAbove() * channels + (isPlaced() ? width + height : 0);
    }

    /** The inputs that only the samples of the row itself give. */
    public int late() {
        return window.left() * channels + 2 * channels - 1;
    }

    /** The network over early and late inputs; its outputs are {@link LogisticMixture}'s. */
    public Network network() {
        List<Layer> layers = new ArrayList<>();
        for (int units : hidden) {
            layers.add(Dense.of(units));
            layers.add(Activation.of(ActivationFunction.RELU));
        }
        layers.add(Dense.of(LogisticMixture.PARAMETERS * experts));
        return new Network(Shape.of(early() + late()), layers);
    }
}
