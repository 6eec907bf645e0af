package io.hourglass.model;

import io.hourglass.cell.Cell;
import io.hourglass.engine.Engine;
import io.hourglass.engine.Engines;
import io.hourglass.engine.Precision;
import io.hourglass.engine.Session;
import io.hourglass.loss.LossBatch;
import io.hourglass.math.RandomStream;
import io.hourglass.network.Mode;
import io.hourglass.network.Shape;
import java.util.Arrays;
import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A trained autoencoder: immutable, and safe to share between threads. Rows are prepared rows, one after the other in flat arrays, or
 * arrays of rows; a row's results do not depend on the rows beside it.
 */
public final class Autoencoder {
    /** Rows per pass; more gain nothing and only take memory. */
    private static final int CHUNK = 256;
    /** Values of the widest layer per pass: of large images fewer fit. */
    private static final int CHUNK_VALUES = 1 << 23;

    private final AutoencoderSpec spec;
    private final float[] weights;
    private final float[] state;
    private final Engine engine;
    private final Layout layout;
    private final int chunk;
    /** For each value of a row its cell. */
    private final Cell[] places;

    private final Queue<Sessions> idle = new ConcurrentLinkedQueue<>();

    /** What one caller at a time computes with; the buffers hold a chunk of the widest rows. */
    private record Sessions(Session encoder, Session decoder, float[] in, float[] out) {}

    /**
     * @param spec what it is made of; a last sigmoid or softmax may be taken into the loss
     * @param weights the block of weights, laid out by {@link Layout#of}; copied
     * @param state the block of state; copied
     * @param engine what computes
     */
    public Autoencoder(AutoencoderSpec spec, float[] weights, float[] state, Engine engine) {
        this.spec = spec.fused();
        this.layout = Layout.of(this.spec);
        if (weights.length != layout.weightCount() || state.length != layout.stateCount()) {
            throw new IllegalArgumentException("this autoencoder has " + layout.weightCount() + " weights and "
                    + layout.stateCount() + " state values, got " + weights.length + " and " + state.length);
        }
        this.weights = weights.clone();
        this.state = state.clone();
        this.engine = engine;
        int widest = Math.max(this.spec.encoder().widest(), this.spec.decoder().widest());
        this.chunk = Math.max(1, Math.min(CHUNK, CHUNK_VALUES / widest));
        this.places = this.spec.cells().stream()
                .flatMap(cell -> Collections.nCopies(cell.width(), cell).stream())
                .toArray(Cell[]::new);
    }

    /** The same with the Java engine that all share, on all cores. */
    public Autoencoder(AutoencoderSpec spec, float[] weights, float[] state) {
        this(spec, weights, state, Engines.java());
    }

    /** What it is made of. */
    public AutoencoderSpec spec() {
        return spec;
    }

    /** A copy of the weights. */
    public float[] weights() {
        return weights.clone();
    }

    /** A copy of the state. */
    public float[] state() {
        return state.clone();
    }

    /** How many threads its engine may use. */
    public int threads() {
        return engine.workers().threads();
    }

    /** The same autoencoder on another engine. */
    public Autoencoder on(Engine other) {
        return new Autoencoder(spec, weights, state, other);
    }

    /**
     * The same autoencoder over images of another size: one of convolutions alone has the very same weights for all.
     *
     * @param image the shape of a row: height, width and channels
     * @throws IllegalArgumentException if it has a layer for one size alone, or would give back another size
     */
    public Autoencoder resized(Shape image) {
        return new Autoencoder(spec.resized(image), weights, state, engine);
    }

    /** One pass over a chunk: from {@code in}, {@code rows} rows from row {@code first} on, into the same rows of {@code out}. */
    @FunctionalInterface
    private interface Pass {
        void run(Sessions sessions, float[] in, int rows, float[] out);
    }

    private float[] inChunks(float[] in, int inWidth, int outWidth, Pass pass) {
        requireWhole(in, inWidth);
        int rows = in.length / inWidth;
        float[] out = new float[Math.multiplyExact(rows, outWidth)];
        Sessions sessions = borrow();
        for (int first = 0; first < rows; first += chunk) {
            int count = Math.min(chunk, rows - first);
            System.arraycopy(in, first * inWidth, sessions.in, 0, count * inWidth);
            pass.run(sessions, sessions.in, count, sessions.out);
            System.arraycopy(sessions.out, 0, out, first * outWidth, count * outWidth);
        }
        idle.add(sessions);
        return out;
    }

    private Sessions borrow() {
        Sessions sessions = idle.poll();
        if (sessions == null) {
            int hidden = spec.encoder().output().size();
            int in = chunk * Math.max(spec.inputWidth(), spec.codeWidth());
            int out = chunk * Math.max(hidden, spec.rawWidth());
            sessions = new Sessions(
                    engine.open(spec.encoder(), layout.encoder(), chunk, Precision.F32),
                    engine.open(spec.decoder(), layout.decoder(), chunk, Precision.F32),
                    new float[in],
                    new float[out]);
            sessions.encoder.load(weights, state);
            sessions.decoder.load(weights, state);
        }
        return sessions;
    }

    /**
     * Codes of prepared rows; a variational code is its mean.
     *
     * @param rows rows × input width
     * @return rows × code width
     * @throws IllegalArgumentException if a value is none that its cell can hold, or the last row is not whole
     */
    public float[] encode(float[] rows) {
        return encode(rows, CodeTally.NONE);
    }

    /** The same, with a count of how the rows use the code. */
    public float[] encode(float[] rows, CodeTally tally) {
        CodeBatch batch = coded(rows);
        tally.add(batch);
        return batch.z();
    }

    private float[] hidden(float[] rows) {
        requireRows(rows);
        return inChunks(
                rows,
                spec.inputWidth(),
                spec.encoder().output().size(),
                (sessions, in, count, out) -> sessions.encoder.forward(in, count, out, Mode.INFER, 0));
    }

    /** Levels that do not exist, for one, would end up among the inputs of another cell. */
    private void requireRows(float[] rows) {
        int width = spec.inputWidth();
        requireWhole(rows, width);
        for (int start = 0; start < rows.length; start += width) {
            for (int i = 0; i < width; i++) {
                if (!places[i].holds(rows[start + i])) {
                    int row = start / width;
                    String objection = spec.objection(rows, start, place -> "row " + row + ", value " + place)
                            .orElseThrow();
                    throw new IllegalArgumentException(objection);
                }
            }
        }
    }

    private static void requireWhole(float[] values, int width) {
        if (values.length % width != 0) {
            throw new IllegalArgumentException(
                    "rows of " + width + " values were needed, got " + values.length + " values");
        }
    }

    private CodeBatch coded(float[] rows) {
        CodeBatch batch = inUse(hidden(rows));
        spec.bottleneck().forward(batch);
        return batch;
    }

    private CodeBatch inUse(float[] hidden) {
        int rows = hidden.length / spec.encoder().output().size();
        return new CodeBatch(
                hidden,
                new float[rows * spec.codeWidth()],
                rows,
                spec.codeWidth(),
                CodeBatch.Purpose.USE,
                new CodeBatch.State(state, layout.bottleneckState(0)));
    }

    /**
     * Codes as they are written down: fewer numbers where several are an entry of a codebook, whose index is written.
     *
     * @param rows rows × input width
     * @return rows × {@link Bottleneck#symbols}
     */
    public float[] symbols(float[] rows) {
        return spec.bottleneck().write(coded(rows));
    }

    /**
     * The codes that were written down.
     *
     * @param symbols rows × {@link Bottleneck#symbols}
     * @return rows × code width
     * @throws IllegalArgumentException if a number cannot be part of a code
     */
    public float[] codesOf(float[] symbols) {
        int width = spec.symbolWidth();
        requireWhole(symbols, width);
        for (float symbol : symbols) {
            spec.bottleneck().objection(symbol).ifPresent(words -> {
                throw new IllegalArgumentException(symbol + " is no part of a code; " + words);
            });
        }
        CodeBatch batch =
                inUse(new float[symbols.length / width * spec.encoder().output().size()]);
        spec.bottleneck().read(symbols, batch);
        return batch.z();
    }

    /** Counts how rows use the code. */
    public CodeTally tally(float[] rows) {
        CodeTally tally = spec.tally();
        tally.add(coded(rows));
        return tally;
    }

    /**
     * Reconstructions of codes.
     *
     * @param codes rows × code width
     * @return rows × output width: numbers as prepared, probabilities for truth values and levels
     */
    public float[] decode(float[] codes) {
        return linked(decodeRaw(codes));
    }

    /** The reconstructions that raw outputs come to; the outputs are used up. */
    private float[] linked(float[] outputs) {
        int raw = spec.rawWidth();
        int rows = outputs.length / raw;
        int width = spec.outputWidth();
        spec.loss().link(outputs, raw, rows);
        if (raw == width) {
            return outputs;
        }
        float[] reconstructions = new float[rows * width];
        for (int r = 0; r < rows; r++) {
            System.arraycopy(outputs, r * raw, reconstructions, r * width, width);
        }
        return reconstructions;
    }

    /** The reconstructions of a batch of losses, whose raw outputs are used up. */
    public float[] reconstructions(LossBatch batch) {
        return linked(batch.output());
    }

    private float[] decodeRaw(float[] codes) {
        return inChunks(
                codes,
                spec.codeWidth(),
                spec.rawWidth(),
                (sessions, in, count, out) -> sessions.decoder.forward(in, count, out, Mode.INFER, 0));
    }

    /** Encodes, then decodes. */
    public float[] reconstruct(float[] rows) {
        return decode(encode(rows));
    }

    /** Encodes rows that are arrays of their own. */
    public float[][] encode(float[][] rows) {
        return unflatten(encode(flatten(rows, spec.inputWidth())), spec.codeWidth());
    }

    /** Decodes codes that are arrays of their own. */
    public float[][] decode(float[][] codes) {
        return unflatten(decode(flatten(codes, spec.codeWidth())), spec.outputWidth());
    }

    /** Reconstructs rows that are arrays of their own; what Keras calls predict. */
    public float[][] reconstruct(float[][] rows) {
        return unflatten(reconstruct(flatten(rows, spec.inputWidth())), spec.outputWidth());
    }

    /**
     * The losses and raw outputs of rows, without noise; the bottleneck's penalty of each row is counted.
     *
     * @param rows rows × input width
     * @return outputs, targets and the loss of each row; no gradient
     */
    public LossBatch losses(float[] rows) {
        return losses(rows, CodeTally.NONE);
    }

    /** The same, with a count of how the rows use the code. */
    public LossBatch losses(float[] rows, CodeTally tally) {
        CodeBatch codes = coded(rows);
        tally.add(codes);
        LossBatch batch = lossesOf(codes.z(), rows);
        spec.bottleneck().penalty(codes, spec.loss().nat(spec.inputWidth()), batch.rowLoss());
        return batch;
    }

    /** The losses of rows that codes stand for, without the bottleneck's penalty. */
    LossBatch lossesOf(float[] codes, float[] rows) {
        int count = codes.length / spec.codeWidth();
        LossBatch batch =
                new LossBatch(decodeRaw(codes), spec.rawWidth(), rows, spec.inputWidth(), new double[count], null);
        spec.loss().evaluate(batch, 0, count);
        return batch;
    }

    /**
     * How probable a variational autoencoder holds rows to be, from below.
     *
     * @param rows rows × input width
     * @param samples the codes drawn for each row, at least 1
     * @param seed the same seed draws the same codes
     * @throws IllegalArgumentException if codes have no distribution, or the loss is that of none
     */
    public Evidence evidence(float[] rows, int samples, long seed) {
        return new ImportanceBound(this, samples, seed).of(rows, hidden(rows));
    }

    /**
     * New reconstructions from codes drawn from the standard normal distribution.
     *
     * @param rows how many, at least 1
     * @param seed the same seed draws the same rows
     * @return rows × output width
     * @throws IllegalArgumentException if the codes of this autoencoder have no known distribution
     */
    public float[] generate(int rows, long seed) {
        if (!spec.bottleneck().generative()) {
            throw new IllegalArgumentException(
                    "only a variational, Wasserstein or adversarial autoencoder generates: the codes of this one follow no"
                            + " known distribution; train with kind variational, wasserstein or adversarial");
        }
        if (rows < 1) {
            throw new IllegalArgumentException("at least 1 row must be generated, got " + rows);
        }
        return decode(RandomStream.of(seed).gaussians(Math.multiplyExact(rows, spec.codeWidth())));
    }

    private static float[] flatten(float[][] rows, int width) {
        float[] flat = new float[Math.multiplyExact(rows.length, width)];
        for (int r = 0; r < rows.length; r++) {
            if (rows[r].length != width) {
                throw new IllegalArgumentException(
                        "row " + r + " has " + rows[r].length + " values, " + width + " were needed");
            }
            System.arraycopy(rows[r], 0, flat, r * width, width);
        }
        return flat;
    }

    private static float[][] unflatten(float[] flat, int width) {
        float[][] rows = new float[flat.length / width][];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = Arrays.copyOfRange(flat, r * width, (r + 1) * width);
        }
        return rows;
    }
}
