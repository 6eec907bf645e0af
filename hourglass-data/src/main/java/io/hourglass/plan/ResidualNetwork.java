package io.hourglass.plan;

import io.hourglass.loss.Loss;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Corruption;
import io.hourglass.model.Plain;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Conv2d;
import io.hourglass.network.ConvTranspose2d;
import io.hourglass.network.Initializer;
import io.hourglass.network.Layer;
import io.hourglass.network.Network;
import io.hourglass.network.Padding;
import io.hourglass.network.Residual;
import io.hourglass.network.Shape;
import io.hourglass.network.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A network of convolutions that finds the noise of an image and takes it off (Zhang, Zuo, Chen, Meng and Zhang, "Beyond a Gaussian denoiser:
 * residual learning of deep CNN for image denoising", 2017, section 3.2), at half the resolution and below, where a pixel costs least
 * (Zhang, Zuo and Zhang, "FFDNet", 2018, section 3.1): an hourglass whose every level is added to what went around it. Every residual block
 * starts as nothing, so that an untrained network gives the image back.
 *
 * @param image the shape of what is learnt
 * @param channels those of each level, each half as high and wide as the one before
 * @param activation between the convolutions of a block
 */
record ResidualNetwork(Shape image, List<Integer> channels, ActivationFunction activation) {
    private static final List<Integer> USUAL_CHANNELS = List.of(32, 64);
    /** The residual blocks on the way in at each level, and as many on the way out. */
    private static final int BLOCKS = 2;

    private static final Window SAME = Window.square(3, 1, Padding.SAME);
    private static final Window HALVING = Window.square(4, 2, Padding.SAME);

    /** Refuses an image that cannot be halved as often as there are levels. */
    ResidualNetwork {
        channels = List.copyOf(channels);
        int multiple = 1 << channels.size();
        if (image.at(0) % multiple != 0 || image.at(1) % multiple != 0) {
            throw new IllegalArgumentException(
                    "for " + channels.size() + " levels the side of a patch is a multiple of " + multiple + ", got "
                            + image.at(0) + "; another --patch would do");
        }
    }

    static ResidualNetwork of(Shape image, Convolution asked, ActivationFunction activation) {
        return new ResidualNetwork(image, asked.channels().orElse(USUAL_CHANNELS), activation);
    }

    /** The encoder finds the image without noise: that is the code, which the decoder hands on. */
    AutoencoderSpec spec(Initializer initializer, Loss loss, Corruption noise) {
        Network encoder = Network.of(image, level(0, image.last(), initializer));
        Network decoder = Network.of(image, Activation.of(ActivationFunction.LINEAR));
        return new AutoencoderSpec(encoder, new Plain(), decoder, loss, noise);
    }

    /** One level and those below it, as what is added to the image above. */
    private Layer level(int depth, int above, Initializer initializer) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Conv2d(channels.get(depth), HALVING, true, initializer));
        layers.addAll(blocks(depth, initializer));
        if (depth + 1 < channels.size()) {
            layers.add(level(depth + 1, channels.get(depth), initializer));
            layers.addAll(blocks(depth, initializer));
        }
        layers.add(new ConvTranspose2d(above, HALVING, true, Initializer.zeros()));
        return new Residual(layers);
    }

    private List<Layer> blocks(int depth, Initializer initializer) {
        int filters = channels.get(depth);
        boolean lowest = depth + 1 == channels.size();
        return Collections.nCopies(lowest ? 2 * BLOCKS : BLOCKS, block(SAME, filters, activation, initializer));
    }

    /** Two convolutions whose result is added to what they see; it starts as nothing, so that it needs no normalisation. */
    static Residual block(Window window, int filters, ActivationFunction activation, Initializer initializer) {
        return Residual.of(
                new Conv2d(filters, window, true, initializer),
                Activation.of(activation),
                new Conv2d(filters, window, true, Initializer.zeros()));
    }
}
