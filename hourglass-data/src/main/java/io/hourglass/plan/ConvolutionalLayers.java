package io.hourglass.plan;

import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Conv2d;
import io.hourglass.network.ConvTranspose2d;
import io.hourglass.network.Initializer;
import io.hourglass.network.Layer;
import io.hourglass.network.Padding;
import io.hourglass.network.Residual;
import io.hourglass.network.Shape;
import io.hourglass.network.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The convolutional part of an autoencoder for images or for series: convolutions of stride 2, and in the decoder their mirror of
 * transposed ones. A window of a series is an image of height 1, as wide as it has steps, and windows move along its width.
 *
 * @param image the shape of an image, [height, width, channels], or of a window, [1, steps, values of a step]
 * @param move how a convolution moves
 * @param channels those after each convolution
 * @param blocks the residual blocks after each convolution of the encoder
 */
record ConvolutionalLayers(Shape image, Move move, List<Integer> channels, int blocks) {
    /** Twice the stride, so that every value that a transposed convolution gives comes from as many positions. */
    private static final int SIZE = 4;

    private static final int STRIDE = 2;
    private static final int FIRST_CHANNELS = 32;
    private static final int MOST_CHANNELS = 256;
    /** The widest window that a layer may have. */
    private static final int WIDEST = 1024;

    /** Over what a convolution moves. */
    enum Move {
        /** Over height and width, until the shorter side is at most 7. */
        OVER_IMAGES(7) {
            @Override
            Window window(int size, int stride) {
                return Window.square(size, stride, Padding.SAME);
            }
        },
        /** Along the steps of a window, until at most 16 are left: as many places as a small image has. */
        ALONG_TIME(16) {
            @Override
            Window window(int size, int stride) {
                return Window.along(size, stride, Padding.SAME);
            }
        };

        private final int small;

        Move(int small) {
            this.small = small;
        }

        abstract Window window(int size, int stride);
    }

    /** Refuses windows of a series that cannot be halved as often as there are convolutions. */
    ConvolutionalLayers {
        channels = List.copyOf(channels);
        int steps = image.at(1);
        if (move == Move.ALONG_TIME && steps <= 1 << (channels.size() - 1)) {
            int most = Integer.SIZE - Integer.numberOfLeadingZeros(steps - 1);
            throw new IllegalArgumentException("each convolution halves a window, and one of " + steps
                    + " steps cannot be halved " + channels.size() + " times; at most " + most
                    + " convolutions, or a longer --sequence, would do");
        }
    }

    /** Those over an image. */
    static ConvolutionalLayers of(Shape image, Convolution asked) {
        return of(image, Move.OVER_IMAGES, Math.min(image.at(0), image.at(1)), asked);
    }

    /**
     * Those over a window of a series.
     *
     * @param values what a step becomes to the network
     */
    static ConvolutionalLayers along(int steps, int values, Convolution asked) {
        return of(Shape.of(1, steps, values), Move.ALONG_TIME, steps, asked);
    }

    private static ConvolutionalLayers of(Shape image, Move move, int side, Convolution asked) {
        return new ConvolutionalLayers(
                image,
                move,
                asked.channels().orElseGet(() -> fitting(side, move.small)),
                asked.blocks().orElse(0));
    }

    private static List<Integer> fitting(int shorter, int small) {
        List<Integer> channels = new ArrayList<>();
        int side = shorter;
        int next = FIRST_CHANNELS;
        do {
            channels.add(next);
            next = Math.min(MOST_CHANNELS, 2 * next);
            side = (side + STRIDE - 1) / STRIDE;
        } while (side > small);
        return channels;
    }

    private Window window() {
        return move.window(SIZE, STRIDE);
    }

    /** What makes a code at each place, and leads from it. */
    Layer atEachPlace(int filters, Initializer initializer) {
        return new Conv2d(filters, move.window(3, 1), true, initializer);
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
        Residual block = ResidualNetwork.block(move.window(3, 1), channels.get(place), activation, initializer);
        return Collections.nCopies(blocks, block);
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
        Window cut = new Window(cut(0), cut(1), Padding.VALID);
        return new Conv2d(outputs, cut, true, initializer);
    }

    private Window.Side cut(int side) {
        int size = restored(side) - image.at(side) + 1;
        if (size > WIDEST) {
            throw new IllegalArgumentException("halved " + channels.size() + " times and doubled again, a side of "
                    + image.at(side) + " is " + restored(side) + " long, which is too much to cut off; fewer"
                    + " convolutions would do");
        }
        return new Window.Side(size, 1, 1);
    }

    private boolean fits() {
        return restored(0) == image.at(0) && restored(1) == image.at(1);
    }

    /** A side after it was halved and doubled; one along which nothing moves is what it was. */
    private int restored(int side) {
        int stride = (side == 0 ? window().vertical() : window().horizontal()).stride();
        return stride == 1 ? image.at(side) : smallest().at(side) << channels.size();
    }
}
