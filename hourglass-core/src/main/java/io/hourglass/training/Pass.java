package io.hourglass.training;

import io.hourglass.engine.Engine;
import io.hourglass.engine.Precision;
import io.hourglass.engine.Session;
import io.hourglass.kernel.Workers;
import io.hourglass.loss.LossBatch;
import io.hourglass.math.RandomStream;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.CodeBatch;
import io.hourglass.model.Layout;
import io.hourglass.model.Revival;
import io.hourglass.network.Mode;
import io.hourglass.optimizer.Optimizer;
import java.util.Arrays;
import java.util.Optional;

/** One batch through an autoencoder and back: encoder, bottleneck, decoder, loss. */
final class Pass implements AutoCloseable {
    /** The operations that the loss of an output costs, roughly. */
    private static final double OPERATIONS = 10;

    private final AutoencoderSpec spec;
    private final Workers workers;
    private final Feed feed;
    private final Session encoder;
    private final Session decoder;
    private final float[] h;
    private final float[] z;
    private final float[] dh;
    private final float[] dz;
    private final float[] output;
    private final float[] dy;
    private final double[] rowLoss;
    private final float[] gradient;
    /** Whether encoder and decoder have weights in common, so that their gradients add up. */
    private final boolean shared;

    private final Layout layout;
    private CodeBatch.State codeState;
    private CodeBatch codes;
    private final Contraction contraction;
    private final Optional<Adversary> adversary;
    private final HiddenLoss hidden;
    private final Optional<Teacher> teacher;
    /** What the autoencoder's loss counts: all there is, but beside a head's. */
    private final float weight;

    Pass(AutoencoderSpec spec, Layout layout, int maxRows, Engine engine, Precision precision) {
        this(spec, layout, maxRows, new Computing(engine, precision), Optional.empty());
    }

    /** What computes, and in what arithmetic. */
    record Computing(Engine engine, Precision precision) {}

    Pass(AutoencoderSpec spec, Layout layout, int maxRows, Computing computing, Optional<Supervision> supervision) {
        Engine engine = computing.engine;
        Precision precision = computing.precision;
        this.spec = spec;
        this.layout = layout;
        this.workers = engine.workers();
        requireRoom(spec, maxRows);
        Optional<Augmentation> varied =
                supervision.flatMap(each -> each.lesson().augmentation());
        this.feed = new Feed(spec, maxRows, workers.threads() > 1, varied);
        this.encoder = engine.open(spec.encoder(), layout.encoder(), maxRows, precision);
        this.decoder = engine.open(spec.decoder(), layout.decoder(), maxRows, precision);
        this.contraction = Contraction.of(spec, layout, maxRows, engine, precision);
        this.adversary = Adversary.of(spec, layout, maxRows, engine, precision);
        this.hidden = new HiddenLoss(spec, maxRows);
        this.teacher = supervision.map(each -> new Teacher(each, layout, maxRows, engine, precision));
        double nat = spec.loss().nat(spec.inputWidth());
        this.weight = teacher.map(each -> each.reconstruction(nat)).orElse(1f);
        int code = spec.codeWidth();
        int outputs = spec.bottleneck().encoderOutputs(code);
        this.h = new float[maxRows * outputs];
        this.dh = new float[maxRows * outputs];
        this.z = new float[maxRows * code];
        this.dz = new float[maxRows * code];
        this.output = new float[maxRows * spec.rawWidth()];
        this.dy = new float[output.length];
        this.rowLoss = new double[maxRows];
        this.gradient = new float[layout.trainedCount()];
        this.shared = spec.encoder().weightCount() + spec.decoder().weightCount() > layout.weightCount();
    }

    private static void requireRoom(AutoencoderSpec spec, int rows) {
        int hidden = spec.encoder().output().size();
        boolean drawn = spec.bottleneck().deception() > 0f; // as many draws lie behind the codes
        int codes = Math.max(hidden, drawn ? 2 * spec.codeWidth() : 0);
        int widest = Math.max(codes, Math.max(spec.inputWidth(), spec.rawWidth()));
        if ((long) rows * widest > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a batch of " + rows + " rows of " + widest
                    + " values does not fit into an array; at most " + (Integer.MAX_VALUE - 8) / widest + " rows do");
        }
    }

    void load(float[] weights, float[] state) {
        codeState = new CodeBatch.State(state, layout.bottleneckState(0));
        encoder.load(weights, state);
        decoder.load(weights, state);
        contraction.load(weights, state);
        adversary.ifPresent(each -> each.load(weights, state));
        teacher.ifPresent(each -> each.load(weights, state));
    }

    /** The gradient of the mean loss of the last {@link #train}ed batch. */
    float[] gradient() {
        return gradient;
    }

    /**
     * Computes loss and gradient of a batch.
     *
     * @param wanted the rows, and the key of noise, sampling and dropout
     * @param next the batch that will be asked for after this one; null if that is not known
     * @param trim the share of rows, those with the largest losses, that count for nothing
     * @return the mean loss of the rows that count, times all rows
     */
    double train(Feed.Wanted wanted, Feed.Wanted next, float trim) {
        int count = wanted.to() - wanted.from();
        Feed.Batch rows = feed.take(wanted);
        if (next != null) {
            feed.prepare(next);
        }
        double together = forward(rows, count, wanted.key(), Mode.TRAIN);
        boolean[] left = Trimming.largest(rowLoss, count, trim);
        float share = left == null ? 1f : Trimming.leaveOut(left, dy, spec.rawWidth());
        double loss = sum(count, left) * share + together;
        loss += share * contract(rows, count, wanted.key(), left);
        if (shared) {
            Arrays.fill(gradient, 0f);
        }
        decoder.backward(dy, gradient, dz, shared);
        double taught =
                teacher.map(each -> each.train(wanted, z, dz, gradient, shared)).orElse(0.0);
        float nat = weight * (float) spec.loss().nat(spec.inputWidth()) * (share / count);
        spec.bottleneck().backward(codes, dz, dh, nat);
        adversary.ifPresent(
                each -> each.train(codes, left, nat * spec.bottleneck().deception(), dh, gradient));
        loss += revive(rows, count, wanted.key(), left);
        contraction.addSlopes(h, dh, count, nat * spec.bottleneck().contraction());
        if (left != null) {
            Trimming.clear(left, dh, dh.length / rowLoss.length);
        }
        encoder.backward(dh, gradient, null, shared);
        contraction.addGradient(gradient);
        return weight * loss + taught;
    }

    /**
     * The sum of the losses of rows in use: the mean code, no dropout; noise as in training, from a key that stays the same, so that
     * epochs compare. With a head, the sum of its losses, without noise.
     */
    double evaluate(Feed.Wanted wanted) {
        int count = wanted.to() - wanted.from();
        if (teacher.isPresent()) {
            encoder.forward(feed.take(wanted).target(), count, h, Mode.INFER, 0);
            codes = codes(count, 0, Mode.INFER);
            spec.bottleneck().forward(codes);
            return teacher.get().judge(wanted, z);
        }
        double together = forward(feed.take(wanted), count, wanted.key(), Mode.INFER);
        return sum(count, null) + together;
    }

    /** What the losses of all validation rows, each {@link #evaluate}d, come to. */
    double verdict(double sum) {
        return teacher.map(each -> each.verdict(sum)).orElse(sum);
    }

    /** Sets outputs and the losses of rows; gives the penalty of the batch as a whole, times all rows. */
    private double forward(Feed.Batch rows, int count, long key, Mode mode) {
        RandomStream keys = RandomStream.of(key);
        keys.nextLong(); // the noise's
        encoder.forward(rows.noisy(), count, h, mode, keys.nextLong());
        codes = codes(count, keys.nextLong(), mode);
        spec.bottleneck().forward(codes);
        decoder.forward(z, count, output, mode, keys.nextLong());
        evaluate(rows, count, mode == Mode.TRAIN ? dy : null, weight / count);
        double nat = spec.loss().nat(spec.inputWidth());
        spec.bottleneck().penalty(codes, nat, rowLoss);
        return count * spec.bottleneck().together(codes, nat);
    }

    /** The penalty on the encoder's slope at the rows that count. */
    private double contract(Feed.Batch rows, int count, long key, boolean[] left) {
        RandomStream keys = RandomStream.of(key);
        keys.nextLong();
        double norm = contraction.norm(rows.noisy(), h, count, keys.nextLong(), left); // with the encoder's own dropout
        return spec.bottleneck().contraction() * spec.loss().nat(spec.inputWidth()) * norm;
    }

    /** The sum of the losses of all rows but those that are left out. */
    private double sum(int count, boolean[] left) {
        double sum = 0;
        for (int r = 0; r < count; r++) {
            sum += left != null && left[r] ? 0 : rowLoss[r];
        }
        return sum;
    }

    /** Another pass through the decoder with what was dead in the code; its weighed loss. */
    private double revive(Feed.Batch rows, int count, long key, boolean[] left) {
        Revival revival = spec.bottleneck().revival(codes);
        if (revival.weight() == 0f) {
            return 0;
        }
        decoder.forward(revival.codes(), count, output, Mode.TRAIN, key);
        evaluate(rows, count, dy, weight * revival.weight() / count);
        float share = left == null ? 1f : Trimming.leaveOut(left, dy, spec.rawWidth());
        float[] slopes = new float[count * spec.codeWidth()];
        decoder.backward(dy, gradient, slopes, true);
        revival.addSlopes(slopes, dh);
        return revival.weight() * (sum(count, left) * share);
    }

    /** The loss of each row of outputs, and their gradients if there is an array for them. */
    private void evaluate(Feed.Batch rows, int count, float[] slopes, float scale) {
        LossBatch batch = new LossBatch(output, spec.rawWidth(), rows.target(), spec.inputWidth(), rowLoss, slopes);
        workers.run(count, OPERATIONS * spec.rawWidth(), (from, to) -> evaluate(batch, rows.hidden(), from, to, scale));
    }

    private CodeBatch codes(int count, long key, Mode mode) {
        CodeBatch.Purpose purpose = new CodeBatch.Purpose(mode == Mode.TRAIN, key);
        return new CodeBatch(h, z, count, spec.codeWidth(), purpose, codeState);
    }

    /** The losses of some rows and their gradients, scaled to those of the batch's mean. */
    private void evaluate(LossBatch batch, float[] hiddenAlone, int from, int to, float scale) {
        spec.loss().evaluate(batch, from, to);
        if (hiddenAlone != null) {
            hidden.weigh(batch, hiddenAlone, from, to);
        }
        float[] slopes = batch.gradient();
        for (int i = from * batch.outputs(); slopes != null && i < to * batch.outputs(); i++) {
            slopes[i] = (slopes[i] * scale + Optimizer.FLUSH) - Optimizer.FLUSH; // no denormals on the way back
        }
    }

    /** Copies the losses of the last {@link #evaluate}d rows. */
    void copyLosses(double[] into, int at, int count) {
        System.arraycopy(rowLoss, 0, into, at, count);
    }

    /** The memory that its sessions hold outside the heap so far, in bytes. */
    long nativeBytes() {
        return encoder.nativeBytes()
                + decoder.nativeBytes()
                + contraction.nativeBytes()
                + adversary.map(Adversary::nativeBytes).orElse(0L)
                + teacher.map(Teacher::nativeBytes).orElse(0L);
    }

    @Override
    public void close() {
        feed.close();
        encoder.close();
        decoder.close();
        contraction.close();
        adversary.ifPresent(Adversary::close);
        teacher.ifPresent(Teacher::close);
    }
}
