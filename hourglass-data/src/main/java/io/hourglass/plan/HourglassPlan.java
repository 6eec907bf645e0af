package io.hourglass.plan;

import io.hourglass.data.preparation.Scale;

/**
 * Everything that decides a training but the data. Whatever is left out is fitted to the data.
 *
 * @param scale how numbers are scaled
 * @param network the shape of the network
 * @param kind the kind of autoencoder
 * @param learning what is learnt by
 * @param length how long
 * @param seed of the split, the weights, the order of rows and all noise
 */
public record HourglassPlan(
        Scale scale, NetworkPlan network, KindPlan kind, LearningPlan learning, LengthPlan length, long seed) {
    /** The seed unless another is given. */
    public static final long USUAL_SEED = 42;

    /** A plain autoencoder fitted to the data. */
    public static HourglassPlan defaults() {
        return new HourglassPlan(
                Scale.AUTO,
                NetworkPlan.defaults(),
                KindPlan.plain(),
                LearningPlan.defaults(),
                LengthPlan.defaults(),
                USUAL_SEED);
    }

    /** The same with another scaling of numbers. */
    public HourglassPlan withScale(Scale other) {
        return new HourglassPlan(other, network, kind, learning, length, seed);
    }

    /** The same with another network. */
    public HourglassPlan withNetwork(NetworkPlan other) {
        return new HourglassPlan(scale, other, kind, learning, length, seed);
    }

    /** The same as another kind. */
    public HourglassPlan withKind(KindPlan other) {
        return new HourglassPlan(scale, network, other, learning, length, seed);
    }

    /** The same, learnt otherwise. */
    public HourglassPlan withLearning(LearningPlan other) {
        return new HourglassPlan(scale, network, kind, other, length, seed);
    }

    /** The same for another length. */
    public HourglassPlan withLength(LengthPlan other) {
        return new HourglassPlan(scale, network, kind, learning, other, seed);
    }

    /** The same from another seed. */
    public HourglassPlan withSeed(long other) {
        return new HourglassPlan(scale, network, kind, learning, length, other);
    }
}
