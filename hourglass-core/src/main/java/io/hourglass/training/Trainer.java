package io.hourglass.training;

import io.hourglass.engine.Engine;
import io.hourglass.engine.Precision;
import io.hourglass.error.TrainingDivergedException;
import io.hourglass.math.RandomStream;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Layout;
import io.hourglass.model.Predictor;
import io.hourglass.optimizer.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Trains an autoencoder by mini-batches. The same seed on the same engine gives the same bits; with the Java engine on every machine
 * and for any number of threads.
 */
public final class Trainer {
    /** The operations that moving a weight costs, roughly. */
    private static final double OPERATIONS = 15;

    private final AutoencoderSpec spec;
    private final TrainingPlan plan;
    private final Engine engine;
    private Layout layout;
    private final List<TrainingListener> listeners = new ArrayList<>();
    private Checkpoints checkpoints = Checkpoints.none();
    private Precision precision = Precision.F32;
    private Pretraining pretraining;
    private Optional<Supervision> supervision = Optional.empty();
    private Run run;

    /**
     * @param spec what to train
     * @param plan how
     * @param engine on what
     */
    public Trainer(AutoencoderSpec spec, TrainingPlan plan, Engine engine) {
        this.spec = spec.fused();
        this.plan = plan;
        this.engine = engine;
        this.layout = Layout.of(this.spec);
    }

    /** Adds somebody who is told how it goes. */
    public Trainer listener(TrainingListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Computes in another arithmetic than 32-bit floats; weights and updates stay in those. */
    public Trainer precision(Precision other) {
        precision = other;
        return this;
    }

    /** Trains the layers one after the other first, unless it goes on from a checkpoint. */
    public Trainer pretraining(Pretraining first) {
        pretraining = first;
        return this;
    }

    /** Trains a head along, which learns from the codes what rows are. */
    public Trainer supervision(Supervision truth) {
        supervision = Optional.of(truth);
        layout = Layout.of(spec, truth.lesson().head().network());
        return this;
    }

    /**
     * Writes a checkpoint after every whole epoch.
     *
     * <p>A run that goes on must be the same one: network, loss, updates, batch, shuffling, seed and rows. It may be given more
     * epochs, unless the schedule looks ahead to the last one, and another rule for stopping.
     *
     * @param folder where; made if it does not exist
     * @param resume whether to go on from the checkpoint there, on the same engine bit for bit as if never stopped; where there is
     *     none, training starts afresh
     */
    public Trainer checkpoints(Path folder, boolean resume) {
        checkpoints = Checkpoints.in(folder, resume);
        return this;
    }

    /** Deletes the checkpoint in a folder, if there is one, so that no later run goes on from it. */
    public static void forgetCheckpoint(Path folder) {
        Checkpoints.delete(folder);
    }

    /** The best model of a training that did not end well; empty if no epoch ended. */
    public Optional<Autoencoder> best() {
        return run == null || run.bestEpoch == 0 ? Optional.empty() : Optional.of(model());
    }

    /** How a training that did not end well went up to there; without epochs if none ended. */
    public History history() {
        return run == null
                ? new History(List.of(), 0, History.Stopped.DIVERGED)
                : new History(run.epochs, run.bestEpoch, History.Stopped.DIVERGED);
    }

    /**
     * Trains. Without validation rows epochs are judged by their training loss.
     *
     * @param training the rows to learn from
     * @param validation the rows to judge epochs by; null for none
     * @throws TrainingDivergedException if a loss or a weight is no longer finite
     * @throws IllegalArgumentException if there are no rows, or they do not fit the autoencoder or its loss; with checkpoints, if
     *     the one there is of another run
     * @throws io.hourglass.error.CorruptFileException if the checkpoint to go on from is damaged
     */
    public TrainingResult train(Rows training, Rows validation) {
        Rows judging = validation == null ? new MemoryRows(training.width(), List.of()) : validation;
        if (training.count() == 0) {
            throw new IllegalArgumentException("training needs at least 1 row, got none");
        }
        RowChecks.check(spec, training, "training");
        RowChecks.check(spec, judging, "validation");
        List<String> findings = new ArrayList<>(RowChecks.scaling(training));
        findings.forEach(this::notice);
        supervision.ifPresent(each -> each.check(training, judging));
        checkpoints.identify(spec, plan, supervision, training, judging);
        Clock clock = new Clock(plan.stopping().seconds());
        run = checkpoints.load(spec, layout, plan).orElseGet(() -> fresh(training));
        clock.goOnFrom(run.seconds());
        int rows = Math.max(1, Math.min(plan.batch(), Math.max(training.count(), judging.count())));
        History.Stopped stopped;
        try (Pass pass = new Pass(spec, layout, rows, new Pass.Computing(engine, precision), supervision)) {
            stopped = epochs(pass, training, judging, clock);
            listeners.forEach(listener -> listener.ended(pass.nativeBytes()));
        }
        Autoencoder model = model();
        History history = new History(run.epochs, run.bestEpoch, stopped);
        if (supervision.isPresent()) {
            return new TrainingResult(model, history, findings, Optional.of(predictor()));
        }
        Rows sample = judging.count() >= Diagnosis.FEWEST ? judging : training;
        for (String finding : Diagnosis.of(model, sample, engine)) {
            findings.add(finding);
            notice(finding);
        }
        return new TrainingResult(model, history, findings);
    }

    private Run fresh(Rows training) {
        Run fresh = Run.fresh(spec, layout, plan);
        if (pretraining != null) {
            Pretraining.Work work = new Pretraining.Work(plan, engine, precision, this::notice);
            pretraining.fill(spec, training, work, fresh.weights, fresh.state);
        }
        supervision.ifPresent(each -> {
            long seed = RandomStream.of(plan.seed(), Run.Streams.HEAD).nextLong();
            each.lesson().head().network().initialise(fresh.weights, layout.head(), seed);
            each.start().ifPresent(start -> {
                System.arraycopy(start.weights(), 0, fresh.weights, 0, layout.weightCount());
                System.arraycopy(start.state(), 0, fresh.state, 0, layout.stateCount());
            });
        });
        return fresh;
    }

    private Predictor predictor() {
        int start = layout.discriminator().weightEnd();
        float[] weights = Arrays.copyOfRange(run.bestWeights, start, layout.trainedCount());
        return new Predictor(supervision.orElseThrow().lesson().head(), weights, engine);
    }

    private Autoencoder model() {
        float[] weights = Arrays.copyOf(run.bestWeights, layout.weightCount()); // a discriminator's work is done
        return new Autoencoder(spec, weights, run.bestState, engine);
    }

    private void notice(String finding) {
        listeners.forEach(listener -> listener.noticed(finding));
    }

    private History.Stopped epochs(Pass pass, Rows training, Rows validation, Clock clock) {
        int[] inOrder = RowOrder.ascending(validation.count());
        listeners.forEach(each -> each.began(run.epochsDone() + 1, plan.epochs(), training.count()));
        while (run.epochsDone() < plan.epochs()) {
            if (outOfPatience()) {
                return History.Stopped.PATIENCE;
            }
            if (run.epochsDone() > 0 && clock.over()) {
                return History.Stopped.TIME;
            }
            long wholeEpoch = run.step + stepsPerEpoch(training);
            Rows drawn = training.inEpoch(run.epochsDone() + 1);
            EpochReport report = epoch(pass, drawn, validation, inOrder, clock);
            run.ended(report, plan.stopping().minimumGain());
            if (run.step == wholeEpoch) { // one that was cut short must be done again when the run goes on
                checkpoints.save(run);
            }
            listeners.forEach(listener -> listener.epochEnded(report));
        }
        return History.Stopped.EPOCHS;
    }

    private boolean outOfPatience() {
        int patience = plan.stopping().patience();
        return patience > 0 && run.epochsDone() - run.gainEpoch >= patience;
    }

    private EpochReport epoch(Pass pass, Rows training, Rows validation, int[] inOrder, Clock clock) {
        int epoch = run.epochsDone() + 1;
        double start = clock.seconds();
        int[] order = plan.shuffle()
                ? RowOrder.shuffled(
                        training.count(), training.width(), RandomStream.of(plan.seed(), Run.Streams.ORDER, epoch))
                : RowOrder.ascending(training.count());
        double sum = 0;
        int done = 0;
        float rate = 0f;
        while (done < order.length && (done == 0 || !clock.over())) {
            int end = done + Math.min(order.length - done, plan.batch());
            sum += finite(batch(pass, training, order, done, end), end - done, epoch);
            rate = update(pass, epoch, stepsPerEpoch(training));
            done = end;
            tell(epoch, done, order.length, sum / done);
        }
        if (!run.finite()) {
            throw diverged(epoch);
        }
        double trained = clock.seconds() - start;
        double judged = validate(pass, validation, inOrder, epoch);
        return new EpochReport(epoch, sum / done, judged, rate, clock.seconds(), done / Math.max(trained, 1e-9));
    }

    private double batch(Pass pass, Rows training, int[] order, int from, int to) {
        pass.load(run.weights, run.state);
        run.step++;
        float trim = run.epochsDone() == 0 ? 0f : plan.updates().trim(); // at first a loss says nothing about its row
        return pass.train(wanted(training, order, from, run.step), wanted(training, order, to, run.step + 1), trim);
    }

    /** The batch that starts at a place of an epoch's order; null at its end. */
    private Feed.Wanted wanted(Rows training, int[] order, int from, long step) {
        int to = from + Math.min(order.length - from, plan.batch());
        return from == to ? null : new Feed.Wanted(training, order, from, to, key(Run.Streams.UPDATE, step), true);
    }

    private long stepsPerEpoch(Rows training) {
        return ((long) training.count() + plan.batch() - 1) / plan.batch();
    }

    private float update(Pass pass, int epoch, long perEpoch) {
        Updates updates = plan.updates();
        updates.clipping().apply(pass.gradient());
        float rate = updates.schedule()
                .rate(updates.rate(), new Progress(run.step, perEpoch * plan.epochs(), epoch, run.judgedLosses()));
        engine.workers()
                .run(
                        run.weights.length,
                        OPERATIONS,
                        (from, to) -> updates.optimizer()
                                .step(run.weights, pass.gradient(), run.slots, from, to, rate, run.step));
        return rate;
    }

    private double validate(Pass pass, Rows validation, int[] inOrder, int epoch) {
        if (validation.count() == 0) {
            return Double.NaN;
        }
        pass.load(run.weights, run.state);
        float trim = plan.updates().trim();
        double[] losses = new double[trim > 0 ? inOrder.length : 0];
        double sum = 0;
        int to;
        for (int from = 0; from < inOrder.length; from = to) {
            to = from + Math.min(inOrder.length - from, plan.batch());
            sum += pass.evaluate(new Feed.Wanted(validation, inOrder, from, to, key(Run.Streams.VALIDATION, from)));
            if (trim > 0) {
                pass.copyLosses(losses, from, to - from);
            }
        }
        sum = pass.verdict(sum);
        if (!Double.isFinite(sum)) {
            throw diverged(epoch);
        }
        return trim > 0 ? Trimming.mean(losses, trim) : sum / inOrder.length;
    }

    private double finite(double sum, int rows, int epoch) {
        if (!Double.isFinite(sum)) {
            throw diverged(epoch);
        }
        run.lastFiniteLoss = sum / rows;
        return sum;
    }

    private TrainingDivergedException diverged(int epoch) {
        return new TrainingDivergedException(
                epoch,
                run.step,
                run.lastFiniteLoss,
                "A lower learning rate, clipped gradients or scaled data would help.");
    }

    private void tell(int epoch, int done, int rows, double loss) {
        for (TrainingListener listener : listeners) {
            listener.updated(epoch, done, rows, loss);
        }
    }

    private long key(long stream, long number) {
        return RandomStream.of(plan.seed(), stream, number).nextLong();
    }

    /** Seconds of training, those of pre-training and of earlier parts of the run included. */
    private static final class Clock {
        private final double limit;
        private final long start = System.nanoTime();
        private double before;

        Clock(double limit) {
            this.limit = limit;
        }

        void goOnFrom(double seconds) {
            before = seconds;
        }

        double seconds() {
            return before + (System.nanoTime() - start) / 1e9;
        }

        boolean over() {
            return seconds() >= limit;
        }
    }
}
