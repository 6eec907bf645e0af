package io.hourglass.codec.model;

import io.hourglass.math.RandomStream;
import io.hourglass.math.StrictFunctions;
import java.util.Arrays;

/**
 * A network of one hidden layer that predicts a column's decisions from the row's known cells, and learns from each row once
 * it is coded: a masked autoencoder's column (Germain et al., "MADE", 2015), trained while coding. Every sum has one order
 * and no function of the JDK is called, so that a decoder gets the same bits.
 *
 * <p>Inputs are one-hot rows and scaled numbers; a decision's logit is its node's weights times the hidden units. Weights
 * learn by Adagrad (Duchi, Hazan and Singer, 2011).
 */
final class ConditionalNetwork {
    /** Hidden units. */
    static final int HIDDEN = 32;

    private static final float RATE = 0.05f;
    private static final float DAMPING = 1e-3f;
    private static final float LIMIT = 12;

    private final float[][] input;
    private final float[][] inputSquares;
    private final float[][] output;
    private final float[][] outputSquares;
    private final float[] sum = new float[HIDDEN];
    private final float[] hidden = new float[HIDDEN + 1];
    private final float[] gradient = new float[HIDDEN];
    private final int[] active;
    private final float[] amount;
    private int actives;
    private float logit;

    /**
     * @param inputs how many input weights' rows there are, the last being the bias
     * @param nodes how many kinds of decision there are
     * @param most how many inputs are active in a row at most, the bias included
     */
    ConditionalNetwork(int inputs, int nodes, int most) {
        input = new float[inputs][HIDDEN];
        inputSquares = new float[inputs][HIDDEN];
        output = new float[nodes][HIDDEN + 1];
        outputSquares = new float[nodes][HIDDEN + 1];
        active = new int[most];
        amount = new float[most];
        RandomStream random = new RandomStream(1);
        for (float[] row : input) {
            for (int h = 0; h < HIDDEN; h++) {
                row[h] = (random.nextInt(2001) - 1000) * 0.0004f;
            }
        }
    }

    /** Begins a row. */
    void begin() {
        actives = 0;
    }

    /** Adds an active input of the row. */
    void add(int index, float value) {
        active[actives] = index;
        amount[actives++] = value;
    }

    /** Computes the hidden units from the inputs added. */
    void compute() {
        Arrays.fill(sum, 0);
        for (int i = 0; i < actives; i++) {
            float[] row = input[active[i]];
            float x = amount[i];
            for (int h = 0; h < HIDDEN; h++) {
                sum[h] += x * row[h];
            }
        }
        for (int h = 0; h < HIDDEN; h++) {
            hidden[h] = StrictFunctions.tanh(sum[h]);
        }
        hidden[HIDDEN] = 1;
        Arrays.fill(gradient, 0);
    }

    /** The logit of a one at a node. */
    float logit(int node) {
        float[] row = output[node];
        float a = 0;
        float b = 0;
        float c = 0;
        float d = row[HIDDEN];
        for (int h = 0; h < HIDDEN; h += 4) {
            a += row[h] * hidden[h];
            b += row[h + 1] * hidden[h + 1];
            c += row[h + 2] * hidden[h + 2];
            d += row[h + 3] * hidden[h + 3];
        }
        logit = Math.max(-LIMIT, Math.min(LIMIT, (a + b) + (c + d)));
        return logit;
    }

    /** Learns the decision whose logit was asked for last. */
    void learn(int node, int bit) {
        float error = bit - StrictFunctions.sigmoid(logit);
        float[] row = output[node];
        float[] squares = outputSquares[node];
        for (int h = 0; h < HIDDEN; h++) {
            gradient[h] += error * row[h];
        }
        for (int h = 0; h <= HIDDEN; h++) {
            float g = error * hidden[h];
            squares[h] += g * g;
            row[h] += RATE * g / ((float) Math.sqrt(squares[h]) + DAMPING);
        }
    }

    /** Takes the row's errors back to the input weights. */
    void finish() {
        for (int h = 0; h < HIDDEN; h++) {
            gradient[h] *= 1 - hidden[h] * hidden[h];
        }
        for (int i = 0; i < actives; i++) {
            float[] row = input[active[i]];
            float[] squares = inputSquares[active[i]];
            float x = amount[i];
            for (int h = 0; h < HIDDEN; h++) {
                float g = gradient[h] * x;
                squares[h] += g * g;
                row[h] += RATE * g / ((float) Math.sqrt(squares[h]) + DAMPING);
            }
        }
    }
}
