package io.hourglass.model;

import io.hourglass.network.Network;
import io.hourglass.network.Placement;

/**
 * Where encoder and decoder lie in a model's one block of weights and one block of state.
 *
 * @param encoder the encoder's places, first in the blocks
 * @param decoder the decoder's, with tied kernels at the encoder's places
 */
public record Layout(Placement encoder, Placement decoder) {
    /** The layout of an autoencoder. */
    public static Layout of(AutoencoderSpec spec) {
        Placement encoder = Placement.following(spec.encoder(), 0, 0);
        return new Layout(encoder, Placement.tied(spec.decoder(), spec.encoder(), encoder));
    }

    /** The number of weights, shared ones counted once. */
    public int weightCount() {
        return decoder.weightEnd();
    }

    /** The number of state values. */
    public int stateCount() {
        return decoder.stateEnd();
    }

    /** Fresh weights; the encoder is filled last, so that it decides what a tied kernel starts from. */
    public float[] initialWeights(AutoencoderSpec spec, long seed) {
        float[] weights = new float[weightCount()];
        spec.decoder().initialise(weights, decoder, seed + 1);
        spec.encoder().initialise(weights, encoder, seed);
        return weights;
    }

    /** The state before training. */
    public float[] initialState(AutoencoderSpec spec) {
        float[] state = new float[stateCount()];
        fill(spec.encoder(), encoder, state);
        fill(spec.decoder(), decoder, state);
        return state;
    }

    private static void fill(Network network, Placement placement, float[] state) {
        network.initialiseState(state, placement);
    }
}
