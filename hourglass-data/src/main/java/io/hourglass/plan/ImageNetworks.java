package io.hourglass.plan;

import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Conv2d;
import io.hourglass.network.ConvTranspose2d;
import io.hourglass.network.Initializer;
import io.hourglass.network.Layer;
import io.hourglass.network.Padding;
import io.hourglass.network.Shape;
import io.hourglass.network.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The convolutional part of an autoencoder for images: convolutions of stride 2, and in the decoder their mirror of transposed ones.
 *
 * @param image the shape of an image
 * @param channels those after each convolution
 * @param blocks the residual blocks after each convolution of the encoder
 */
record ImageNetworks(Shape image, List<Integer> channels, int blocks) {
    /** Twice the stride, so that every value of an image made by a transposed convolution comes from as many positions. */
    private static final int SIZE = 4;

    private static final int STRIDE = 2;
    /** Images are halved until their shorter side is at most this. */
    private static final int SMALL = 7;

    private static final int FIRST_CHANNELS = 32;
    private static final int MOST_CHANNELS = 256;

    static ImageNetworks of(Shape image, Convolution convolution) {
        return new ImageNetworks(
                image,
                convolution.channels().orElseGet(() -> fitting(image)),
                convolution.blocks().orElse(0));
    }

    private static List<Integer> fitting(Shape image) {
        List<Integer> channels = new ArrayList<>();
        int side = Math.min(image.at(0), image.at(1));
        int next = FIRST_CHANNELS;
        do {
            channels.add(next);
            next = Math.min(MOST_CHANNELS, 2 * next);
            side = (side + STRIDE - 1) / STRIDE;
        } while (side > SMALL);
        return channels;
    }

    private static Window window() {
        return Window.square(SIZE, STRIDE, Padding.SAME);
    }

    /** The convolutions of the encoder, without what follows each. */
    List<Layer> encoder(Initializer initializer) {
        List<Layer> layers = new ArrayList<>();
        for (int each : channels) {
            layers.add(new Conv2d(each, window(), true, initializer));
        }
        return layers;
    }

    /** The residual blocks that follow the convolution at a place, and its activation. */
    List<Layer> blocks(int place, ActivationFunction activation, Initializer initializer) {
        return Collections.nCopies(blocks, ResidualNetwork.block(channels.get(place), activation, initializer));
    }

    /** The shape between the convolutions and the dense part. */
    Shape smallest() {
        Shape shape = image;
        for (Layer layer : encoder(new Initializer.GlorotUniform())) {
            shape = layer.output(shape);
        }
        return shape;
    }

    /** The transposed convolutions of the decoder but the last layer, without what follows each. */
    List<Layer> decoder(Initializer initializer) {
        List<Layer> layers = new ArrayList<>();
        for (int i = channels.size() - 2; i >= 0; i--) {
            layers.add(new ConvTranspose2d(channels.get(i), window(), true, initializer));
        }
        if (!fits()) {
            layers.add(new ConvTranspose2d(channels.get(0), window(), true, initializer));
        }
        return layers;
    }

    /** The last layer: what gives an image of the right size, also where a side was not divided by 2 without rest. */
    Layer last(int outputs) {
        Initializer initializer = new Initializer.GlorotUniform();
        if (fits()) {
            return new ConvTranspose2d(outputs, window(), true, initializer);
        }
        Window cut = new Window(
                new Window.Side(doubled(0) - image.at(0) + 1, 1, 1),
                new Window.Side(doubled(1) - image.at(1) + 1, 1, 1),
                Padding.VALID);
        return new Conv2d(outputs, cut, true, initializer);
    }

    private boolean fits() {
        return doubled(0) == image.at(0) && doubled(1) == image.at(1);
    }

    private int doubled(int side) {
        return smallest().at(side) << channels.size();
    }
}
