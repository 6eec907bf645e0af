package io.hourglass.model;

import io.hourglass.math.RandomStream;
import io.hourglass.network.Initializer;
import io.hourglass.network.Parameter;
import java.util.List;
import java.util.Optional;

/**
 * A code whose numbers, {@code width} at a time, are replaced by the nearest entry of a learnt codebook (van den Oord, Vinyals and
 * Kavukcuoglu 2017, "Neural discrete representation learning"). The gradient passes straight through; the penalty of a row is {@code
 * commitment Σ ‖h - e‖²} (their equation 3, last term). Entries are moving means of what they stand for (appendix A.1), and one that stands
 * for next to nothing takes the place of an encoder's output. See {@code docs/maths/vector-quantised.md}.
 *
 * @param entries of the codebook, at least 2
 * @param width the numbers of an entry; the code's are a multiple of it
 * @param commitment the weight of the penalty, in units of a loss that is a sum over the row's values
 */
public record VectorQuantized(int entries, int width, float commitment) implements Bottleneck {
    /** Entries unless others are asked for. */
    public static final int USUAL_ENTRIES = 256;

    /** The paper's own weight. */
    public static final float USUAL_COMMITMENT = 0.25f;

    private static final float DECAY = 0.99f;
    /** Of the even share; an entry that is used less is put elsewhere. */
    private static final float DEAD = 0.03f;
    /** More entries than a float counts are not told apart in a written code. */
    private static final int MOST_ENTRIES = 1 << 24;

    public VectorQuantized {
        if (entries < 2 || entries > MOST_ENTRIES) {
            throw new IllegalArgumentException("a codebook has 2 to " + MOST_ENTRIES + " entries, got " + entries);
        }
        if (width < 1) {
            throw new IllegalArgumentException("an entry of a codebook has at least 1 number, got " + width);
        }
        Bottleneck.requireWeight("the weight of the commitment", commitment);
    }

    @Override
    public int encoderOutputs(int code) {
        if (code % width != 0) {
            throw new IllegalArgumentException(
                    "a code is made of whole entries of " + width + " numbers, got a code of " + code);
        }
        return code;
    }

    /** The entries, how many vectors of a batch each stands for, and the sum of those, both as moving means. */
    @Override
    public List<Parameter> state(int code) {
        Initializer zeros = Initializer.zeros();
        return List.of(
                new Parameter("codebook", entries, width, width, entries, zeros),
                Parameter.vector("uses", entries, zeros),
                new Parameter("sums", entries, width, width, entries, zeros));
    }

    @Override
    public int symbols(int code) {
        return code / width;
    }

    /** What an entry's number is called in the block. */
    private int entry(CodeBatch.State state, int index) {
        return state.at() + index * width;
    }

    private int uses(CodeBatch.State state) {
        return state.at() + entries * width;
    }

    private int sums(CodeBatch.State state) {
        return uses(state) + entries;
    }

    @Override
    public void forward(CodeBatch batch) {
        if (batch.training()) {
            reset(batch);
        }
        int[] nearest = nearest(batch, batch.h());
        for (int v = 0; v < nearest.length; v++) {
            System.arraycopy(batch.state().block(), entry(batch.state(), nearest[v]), batch.z(), v * width, width);
        }
        if (batch.training()) {
            follow(batch, nearest);
        }
    }

    /** The nearest entry of each vector; of equals the first. */
    private int[] nearest(CodeBatch batch, float[] values) {
        float[] block = batch.state().block();
        float[][] columns = new float[width][entries];
        for (int k = 0; k < entries; k++) {
            for (int i = 0; i < width; i++) {
                columns[i][k] = block[entry(batch.state(), k) + i];
            }
        }
        int[] nearest = new int[batch.rows() * batch.code() / width];
        float[] distances = new float[entries];
        for (int v = 0; v < nearest.length; v++) {
            nearest[v] = nearest(values, v * width, columns, distances);
        }
        return nearest;
    }

    private static int nearest(float[] values, int at, float[][] columns, float[] distances) {
        for (int i = 0; i < columns.length; i++) {
            float value = values[at + i];
            float[] column = columns[i];
            for (int k = 0; k < distances.length; k++) {
                float difference = value - column[k];
                distances[k] = (i == 0 ? 0f : distances[k]) + difference * difference;
            }
        }
        int best = 0;
        for (int k = 1; k < distances.length; k++) {
            best = distances[k] < distances[best] ? k : best;
        }
        return best;
    }

    /** Puts entries that stand for next to nothing where an encoder's output is; at first all of them. */
    private void reset(CodeBatch batch) {
        float[] block = batch.state().block();
        int vectors = batch.rows() * batch.code() / width;
        float share = (float) vectors / entries;
        RandomStream random = RandomStream.of(batch.key());
        for (int k = 0; k < entries; k++) {
            if (block[uses(batch.state()) + k] < DEAD * share) {
                int from = random.nextInt(vectors) * width;
                block[uses(batch.state()) + k] = share;
                for (int i = 0; i < width; i++) {
                    block[entry(batch.state(), k) + i] = batch.h()[from + i];
                    block[sums(batch.state()) + k * width + i] = share * batch.h()[from + i];
                }
            }
        }
    }

    /** Moves means towards those of the batch, and entries to them. */
    private void follow(CodeBatch batch, int[] nearest) {
        float[] block = batch.state().block();
        float[] counts = new float[entries];
        float[] sums = new float[entries * width];
        for (int v = 0; v < nearest.length; v++) {
            counts[nearest[v]]++;
            for (int i = 0; i < width; i++) {
                sums[nearest[v] * width + i] += batch.h()[v * width + i];
            }
        }
        for (int k = 0; k < entries; k++) {
            int uses = uses(batch.state()) + k;
            block[uses] = DECAY * block[uses] + (1f - DECAY) * counts[k];
            for (int i = 0; i < width; i++) {
                int sum = sums(batch.state()) + k * width + i;
                block[sum] = DECAY * block[sum] + (1f - DECAY) * sums[k * width + i];
                block[entry(batch.state(), k) + i] = block[sum] / block[uses];
            }
        }
    }

    @Override
    public void penalty(CodeBatch batch, double scale, double[] rowLoss) {
        for (int r = 0; r < batch.rows(); r++) {
            double sum = 0;
            for (int i = r * batch.code(); i < (r + 1) * batch.code(); i++) {
                double difference = (double) batch.h()[i] - batch.z()[i];
                sum += difference * difference;
            }
            rowLoss[r] += commitment * scale * sum;
        }
    }

    /** dh = dz + 2 commitment (h - e), as if the code were the encoder's output. */
    @Override
    public void backward(CodeBatch batch, float[] dz, float[] dh, float scale) {
        for (int i = 0; i < batch.rows() * batch.code(); i++) {
            dh[i] = dz[i] + 2f * commitment * scale * (batch.h()[i] - batch.z()[i]);
        }
    }

    /** Indices of entries. */
    @Override
    public float[] write(CodeBatch batch) {
        int[] nearest = nearest(batch, batch.z());
        float[] symbols = new float[nearest.length];
        for (int v = 0; v < symbols.length; v++) {
            symbols[v] = nearest[v];
        }
        return symbols;
    }

    @Override
    public void read(float[] symbols, CodeBatch batch) {
        for (int v = 0; v < symbols.length; v++) {
            int from = entry(batch.state(), (int) symbols[v]);
            System.arraycopy(batch.state().block(), from, batch.z(), v * width, width);
        }
    }

    @Override
    public Optional<String> objection(float symbol) {
        boolean known = symbol >= 0f && symbol < entries && symbol == (int) symbol;
        return known
                ? Optional.empty()
                : Optional.of("it must be the index of one of the " + entries + " entries of the codebook, from 0");
    }

    @Override
    public CodeTally tally(int code) {
        return new SymbolTally(this, entries, "entries of the codebook");
    }
}
