package io.hourglass.training;

import io.hourglass.cell.Cell;
import io.hourglass.engine.Engine;
import io.hourglass.engine.Precision;
import io.hourglass.engine.Session;
import io.hourglass.kernel.Workers;
import io.hourglass.loss.LossBatch;
import io.hourglass.math.RandomStream;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Layout;
import io.hourglass.network.Mode;
import java.util.Arrays;
import java.util.List;

/** One batch through an autoencoder and back: encoder, bottleneck, decoder, loss. */
final class Pass implements AutoCloseable {
    /** The operations that the loss of an output costs, roughly. */
    private static final double OPERATIONS = 10;

    private final AutoencoderSpec spec;
    private final Workers workers;
    private final List<Cell> cells;
    private final Session encoder;
    private final Session decoder;
    private final float[] noisy;
    private final float[] h;
    private final float[] z;
    private final float[] dh;
    private final float[] dz;
    private final LossBatch batch;
    private final float[] gradient;

    Pass(AutoencoderSpec spec, Layout layout, int maxRows, Engine engine, Precision precision) {
        this.spec = spec;
        this.workers = engine.workers();
        requireRoom(spec, maxRows);
        this.cells = spec.cells();
        this.encoder = engine.open(spec.encoder(), layout.encoder(), maxRows, precision);
        this.decoder = engine.open(spec.decoder(), layout.decoder(), maxRows, precision);
        int code = spec.codeWidth();
        int hidden = spec.bottleneck().encoderOutputs(code);
        this.noisy = new float[maxRows * spec.inputWidth()];
        this.h = new float[maxRows * hidden];
        this.dh = new float[maxRows * hidden];
        this.z = new float[maxRows * code];
        this.dz = new float[maxRows * code];
        this.batch = LossBatch.of(maxRows, spec.outputWidth(), spec.inputWidth(), true);
        this.gradient = new float[layout.weightCount()];
    }

    private static void requireRoom(AutoencoderSpec spec, int rows) {
        int hidden = spec.encoder().output().size();
        int widest = Math.max(hidden, Math.max(spec.inputWidth(), spec.outputWidth()));
        if ((long) rows * widest > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a batch of " + rows + " rows of " + widest
                    + " values does not fit into an array; at most " + (Integer.MAX_VALUE - 8) / widest + " rows do");
        }
    }

    void load(float[] weights, float[] state) {
        encoder.load(weights, state);
        decoder.load(weights, state);
    }

    /** The gradient of the mean loss of the last {@link #train}ed batch. */
    float[] gradient() {
        return gradient;
    }

    /**
     * Computes loss and gradient of a batch.
     *
     * @param order the rows' numbers
     * @param key the key of noise, sampling and dropout
     * @return the sum of the rows' losses
     */
    double train(Rows rows, int[] order, int from, int to, long key) {
        int count = to - from;
        double loss = forward(rows, order, from, to, Mode.TRAIN, key);
        float scale = 1f / count;
        float[] dy = batch.gradient();
        int values = count * batch.outputs();
        for (int i = 0; i < values; i++) {
            dy[i] *= scale;
        }
        Arrays.fill(gradient, 0f);
        decoder.backward(dy, gradient, dz);
        float nat = (float) spec.loss().nat(spec.inputWidth()) * scale;
        spec.bottleneck().backward(h, z, dz, dh, count, spec.codeWidth(), nat);
        encoder.backward(dh, gradient, null);
        return loss;
    }

    /**
     * The sum of the losses of rows in use: the mean code, no dropout; noise as in training, from a key that stays the same, so that
     * epochs compare.
     */
    double evaluate(Rows rows, int[] order, int from, int to, long key) {
        return forward(rows, order, from, to, Mode.INFER, key);
    }

    private double forward(Rows rows, int[] order, int from, int to, Mode mode, long key) {
        int count = to - from;
        for (int i = 0; i < count; i++) {
            rows.copy(order[from + i], batch.target(), i * spec.inputWidth());
        }
        RandomStream keys = RandomStream.of(key);
        spec.corruption().corrupt(batch.target(), noisy, count, cells, keys.nextLong());
        encoder.forward(noisy, count, h, mode, keys.nextLong());
        spec.bottleneck().forward(h, z, count, spec.codeWidth(), mode == Mode.TRAIN, keys.nextLong());
        decoder.forward(z, count, batch.output(), mode, keys.nextLong());
        workers.run(
                count, OPERATIONS * batch.outputs(), (first, end) -> spec.loss().evaluate(batch, first, end));
        spec.bottleneck().penalty(h, count, spec.codeWidth(), spec.loss().nat(spec.inputWidth()), batch.rowLoss());
        double sum = 0;
        for (int r = 0; r < count; r++) {
            sum += batch.rowLoss()[r];
        }
        return sum;
    }

    @Override
    public void close() {
        encoder.close();
        decoder.close();
    }
}
