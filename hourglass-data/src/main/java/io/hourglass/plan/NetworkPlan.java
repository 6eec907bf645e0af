package io.hourglass.plan;

import io.hourglass.network.ActivationFunction;
import java.util.List;
import java.util.Optional;

/**
 * The shape of the network.
 *
 * @param code the numbers of a code; empty to fit the data
 * @param hidden the units of the encoder's hidden layers, mirrored in the decoder; empty to fit the data, an empty list for none
 * @param activation of the hidden layers
 * @param output of the last layer; empty for a sigmoid on pixels and none elsewhere
 * @param tied whether the decoder uses the encoder's kernels, transposed
 * @param regularity what keeps the hidden layers in bounds
 */
public record NetworkPlan(
        Optional<Integer> code,
        Optional<List<Integer>> hidden,
        ActivationFunction activation,
        Optional<ActivationFunction> output,
        boolean tied,
        Regularity regularity) {
    public NetworkPlan {
        if (code.isPresent() && code.get() < 1) {
            throw new IllegalArgumentException("a code needs at least 1 number, got " + code.get());
        }
        hidden = hidden.map(List::copyOf);
        for (int units : hidden.orElse(List.of())) {
            if (units < 1) {
                throw new IllegalArgumentException("a hidden layer needs at least 1 unit, got " + units);
            }
        }
        if (activation == ActivationFunction.SOFTMAX) {
            throw new IllegalArgumentException("softmax is no activation for hidden layers; relu, elu or tanh are");
        }
    }

    /**
     * What keeps the hidden layers in bounds: noise, scale, and what they may see of an image.
     *
     * @param dropout the share of hidden values dropped while training
     * @param norm how hidden layers are normalised
     * @param convolution what stands before the dense part of a network for images; empty for nothing
     */
    public record Regularity(float dropout, Norm norm, Optional<Convolution> convolution) {
        public Regularity {
            if (!(dropout >= 0f && dropout < 1f)) {
                throw new IllegalArgumentException("dropout lies in 0 to below 1, got " + dropout);
            }
        }

        /** Nothing dropped, normalised or convolved. */
        public static Regularity none() {
            return new Regularity(0f, Norm.NONE, Optional.empty());
        }

        /** The same with another share dropped. */
        public Regularity withDropout(float share) {
            return new Regularity(share, norm, convolution);
        }

        /** The same, normalised otherwise. */
        public Regularity withNorm(Norm other) {
            return new Regularity(dropout, other, convolution);
        }

        /** The same with convolutions before the dense part. */
        public Regularity withConvolution(Convolution other) {
            return new Regularity(dropout, norm, Optional.of(other));
        }
    }

    /** Everything fitted to the data, relu, nothing tied, dropped or normalised. */
    public static NetworkPlan defaults() {
        return new NetworkPlan(
                Optional.empty(),
                Optional.empty(),
                ActivationFunction.RELU,
                Optional.empty(),
                false,
                Regularity.none());
    }

    /** The same with a code of so many numbers. */
    public NetworkPlan withCode(int numbers) {
        return new NetworkPlan(Optional.of(numbers), hidden, activation, output, tied, regularity);
    }

    /** The same with other hidden layers. */
    public NetworkPlan withHidden(Integer... units) {
        return new NetworkPlan(code, Optional.of(List.of(units)), activation, output, tied, regularity);
    }

    /** The same with convolutions before the dense part. */
    public NetworkPlan withConvolution(Convolution convolution) {
        return withRegularity(regularity.withConvolution(convolution));
    }

    /** The same with hidden layers kept in bounds otherwise. */
    public NetworkPlan withRegularity(Regularity other) {
        return new NetworkPlan(code, hidden, activation, output, tied, other);
    }

    /** The same for a model that tells a label: what encodes images sees more of them. */
    public NetworkPlan forLabel() {
        return regularity
                .convolution()
                .map(each -> withConvolution(each.forLabel()))
                .orElse(this);
    }

    /** Whether images are learnt by patches, as far as that was decided. */
    public boolean cut() {
        return regularity.convolution().map(Convolution::cut).orElse(false);
    }

    /** The same with another activation of the hidden layers. */
    public NetworkPlan withActivation(ActivationFunction function) {
        return new NetworkPlan(code, hidden, function, output, tied, regularity);
    }
}
