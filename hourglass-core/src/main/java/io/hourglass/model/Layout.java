package io.hourglass.model;

import io.hourglass.math.RandomStream;
import io.hourglass.network.Network;
import io.hourglass.network.Parameter;
import io.hourglass.network.Placement;
import io.hourglass.network.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Where encoder and decoder lie in a model's one block of weights and one block of state, and behind them, while training, the
 * discriminator and the head.
 *
 * @param encoder the encoder's places, first in the blocks
 * @param decoder the decoder's, with tied kernels at the encoder's places
 * @param discriminator the discriminator's, behind the decoder's weights; without layers where there is none
 * @param head the head's, behind the discriminator's; without layers where there is none
 * @param bottleneck the bottleneck's state, last in its block
 */
public record Layout(
        Placement encoder, Placement decoder, Placement discriminator, Placement head, List<Parameter> bottleneck) {
    public Layout {
        bottleneck = List.copyOf(bottleneck);
    }

    /** The layout of an autoencoder. */
    public static Layout of(AutoencoderSpec spec) {
        return of(spec, new Network(Shape.of(spec.codeWidth()), List.of()));
    }

    /** The layout of an autoencoder that is trained with a head, which keeps no state. */
    public static Layout of(AutoencoderSpec spec, Network head) {
        Placement encoder = Placement.following(spec.encoder(), 0, 0);
        Placement decoder = Placement.tied(spec.decoder(), spec.encoder(), encoder);
        int code = spec.codeWidth();
        Placement discriminator =
                Placement.following(spec.bottleneck().discriminator(code), decoder.weightEnd(), decoder.stateEnd());
        return new Layout(
                encoder,
                decoder,
                discriminator,
                Placement.following(head, discriminator.weightEnd(), discriminator.stateEnd()),
                spec.bottleneck().state(code));
    }

    /** The number of weights of the model, shared ones counted once. */
    public int weightCount() {
        return decoder.weightEnd();
    }

    /** The number of weights while training: the model's, then the discriminator's, then the head's. */
    public int trainedCount() {
        return head.weightEnd();
    }

    /** The number of state values. */
    public int stateCount() {
        return bottleneckState(bottleneck.size());
    }

    /** Where one of the bottleneck's parameters begins in the block of state; after the last, where the block ends. */
    public int bottleneckState(int parameter) {
        int at = decoder.stateEnd();
        for (Parameter each : bottleneck.subList(0, parameter)) {
            at = Math.addExact(at, each.length());
        }
        return at;
    }

    /** Fresh weights; the encoder is filled last, so that it decides what a tied kernel starts from. */
    public float[] initialWeights(AutoencoderSpec spec, long seed) {
        float[] weights = new float[weightCount()];
        spec.decoder().initialise(weights, decoder, seed + 1);
        spec.encoder().initialise(weights, encoder, seed);
        return weights;
    }

    /** Fresh weights to train from: the model's, then the discriminator's, then room for the head's. */
    public float[] trainingWeights(AutoencoderSpec spec, long seed) {
        float[] weights = Arrays.copyOf(initialWeights(spec, seed), trainedCount());
        spec.bottleneck().discriminator(spec.codeWidth()).initialise(weights, discriminator, seed + 2);
        return weights;
    }

    /** The state before training. */
    public float[] initialState(AutoencoderSpec spec) {
        float[] state = new float[stateCount()];
        fill(spec.encoder(), encoder, state);
        fill(spec.decoder(), decoder, state);
        for (int p = 0; p < bottleneck.size(); p++) {
            Parameter parameter = bottleneck.get(p);
            parameter.fill(state, bottleneckState(p), RandomStream.of(0, p));
        }
        return state;
    }

    private static void fill(Network network, Placement placement, float[] state) {
        network.initialiseState(state, placement);
    }
}
