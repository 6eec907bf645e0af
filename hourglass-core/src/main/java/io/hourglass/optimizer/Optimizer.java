package io.hourglass.optimizer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A rule for moving weights against their gradient. It is a value; what it remembers lies in slots, arrays as long as the
 * block of weights, which belong to whoever trains and are stored in checkpoints. Each rule's defaults are those of its
 * constructor without arguments: Keras' own.
 *
 * <p>A step treats every weight by itself, so several threads may share a block by ranges, and the result has the same bits.
 */
public sealed interface Optimizer permits Sgd, Adadelta, Adagrad, RmsProp, Adam, AdamW {
    /**
     * Added to a decaying average and taken away again, which rounds it to a multiple of 2^-103: an average that fades comes to
     * rest at zero or at a normal number. Left alone it would fade through the denormals, at a hundred cycles each.
     */
    float FLUSH = 0x1p-80f;

    /** The name by which {@link #of} finds it. */
    String name();

    /** How many arrays of state it needs, each as long as the weights. */
    int slots();

    /** The learning rate that it is used with when none is given. */
    float defaultRate();

    /** Sets the state to where training starts: zeros, where the rule does not say otherwise. */
    default void initialise(float[][] slots) {
        for (float[] slot : slots) {
            Arrays.fill(slot, 0);
        }
    }

    /**
     * Moves the weights from {@code from} (inclusive) to {@code to} (exclusive); the others, and their state, stay.
     *
     * @param weights the flat block
     * @param gradient d loss / d weights, as long as the block
     * @param slots {@link #slots} arrays as long as the block, once given to {@link #initialise}
     * @param from the first weight to move
     * @param to one past the last
     * @param rate the learning rate, at least 0
     * @param step which update this is, counted from 1
     */
    void step(float[] weights, float[] gradient, float[][] slots, int from, int to, float rate, long step);

    /**
     * The optimizer of a name, with its defaults.
     *
     * @throws IllegalArgumentException for a name that is not one of them; the message lists them
     */
    static Optimizer of(String name) {
        List<Optimizer> all = List.of(new Sgd(), new Adam(), new AdamW(), new Adadelta(), new Adagrad(), new RmsProp());
        return all.stream()
                .filter(optimizer -> optimizer.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("an optimizer is one of "
                        + String.join(", ", all.stream().map(Optimizer::name).toList()) + "; got " + name));
    }
}
