package io.hourglass.cell;

import io.hourglass.math.RandomStream;

/**
 * What one column of a prepared table is to a network. A prepared row holds one float a cell (dense cells: several): a scaled
 * number, a level's index, 0 or 1; NaN where the value is missing. A missing value never enters a loss.
 *
 * <p>Methods work on one row inside larger arrays: {@code at} is where the cell starts among the prepared values, {@code start} where
 * it starts among the network's outputs.
 */
public sealed interface Cell permits BooleanCell, CategoryCell, DenseCells, NumberCell {
    /** The floats it takes in a prepared row. */
    default int width() {
        return 1;
    }

    /** The inputs that it becomes. */
    int inputs();

    /** The raw outputs of a network that rebuilds it. */
    default int outputs() {
        return width();
    }

    /** The size of its embedding vectors; 0 if it has none. */
    default int embedding() {
        return 0;
    }

    /**
     * Writes the inputs of one row.
     *
     * @param inputs the network's input rows, zero on entry
     * @param to where this cell's inputs start
     * @param table the embedding vectors, one a level; null if there are none
     */
    void encode(float[] cells, int at, float[] inputs, int to, float[][] table);

    /** The loss of each of its values; 0 where one is missing. */
    void parts(float[] output, int start, float[] target, int at, NumberLoss numbers, float[] parts, int to);

    /** The derivative of the sum of its parts by its outputs, times {@code scale}, into {@code gradient} from {@code start} on. */
    void gradient(float[] output, int start, float[] target, int at, NumberLoss numbers, float[] gradient, float scale);

    /** Turns its raw outputs into its reconstruction, in place. */
    void link(float[] output, int start, NumberLoss numbers);

    /** Its prepared values in the reconstruction's terms (one-hot for a level); NaN where missing. */
    default void expand(float[] cells, int at, float[] expanded, int start) {
        System.arraycopy(cells, at, expanded, start, width());
    }

    /** Reads prepared values out of a reconstruction: the likeliest level, the number itself. */
    default void read(float[] reconstruction, int start, float[] cells, int at) {
        System.arraycopy(reconstruction, start, cells, at, width());
    }

    /** As {@link #read}, but levels and truth values are drawn by their probabilities. */
    default void draw(float[] reconstruction, int start, float[] cells, int at, RandomStream random) {
        read(reconstruction, start, cells, at);
    }

    /** The standard deviation that noise is measured in; 0 where adding noise makes no sense. */
    float deviation();

    /** What a hidden value becomes: NaN, that is missing, or black for a pixel. */
    default float hidden() {
        return Float.NaN;
    }

    /** An extreme value, as salt-and-pepper noise sets it. */
    float impulse(RandomStream random);

    /** Whether its targets are numbers that the loss of numbers must accept. */
    boolean numeric();

    /** Whether a prepared value can be one of its own. */
    boolean holds(float value);

    /** What its prepared values are, for the message about one that is not, for instance {@code a finite number}. */
    String values();
}
