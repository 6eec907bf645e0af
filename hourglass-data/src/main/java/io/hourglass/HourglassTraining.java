package io.hourglass;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.preparation.Unseen;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Split;
import io.hourglass.data.table.Table;
import io.hourglass.data.table.TextColumn;
import io.hourglass.engine.Engine;
import io.hourglass.engine.Engines;
import io.hourglass.engine.Precision;
import io.hourglass.error.TrainingDivergedException;
import io.hourglass.file.ProgramVersion;
import io.hourglass.label.Classifier;
import io.hourglass.label.LabelPlan;
import io.hourglass.label.LabelTraining;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.plan.Design;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.Pacing;
import io.hourglass.plan.SeriesPlan;
import io.hourglass.series.LearntSeries;
import io.hourglass.series.Series;
import io.hourglass.training.History;
import io.hourglass.training.Pretraining;
import io.hourglass.training.RowDigest;
import io.hourglass.training.Rows;
import io.hourglass.training.SpilledRows;
import io.hourglass.training.Trainer;
import io.hourglass.training.TrainingListener;
import io.hourglass.training.TrainingPlan;
import io.hourglass.training.TrainingResult;
import io.hourglass.use.ModelFile;
import io.hourglass.use.Provenance;
import io.hourglass.use.Scorer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/** A training on a table that is being set up; {@link #run} does it. */
public final class HourglassTraining {
    /** The share of rows held back to judge epochs by, unless another is asked for. */
    public static final double USUAL_VALIDATION = 0.1;

    /** Of the heap, for the prepared rows; those to judge by may take as much again. */
    private static final int SHARE_OF_HEAP = 4;

    private static final long MEBIBYTE = 1 << 20;
    /** Each layer is pre-trained for one in so many of the epochs. */
    private static final int LAYERWISE_SHARE = 4;
    /** In the folder of checkpoints, those of the head's training. */
    private static final String LABEL_FOLDER = "label";

    private final Table table;
    private final HourglassPlan plan;
    private final List<TrainingListener> listeners = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private Collection<String> ignored = List.of();
    private double share = USUAL_VALIDATION;
    private Table validation;
    private Engine engine;
    private Precision precision = Precision.F32;
    private Path checkpoints;
    private boolean resume;
    private Optional<SeriesPlan> windows = Optional.empty();
    private Optional<LabelPlan> label = Optional.empty();
    private long mostBytes = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    private Supplier<Optional<Hourglass>> best = Optional::empty;

    /** A training on a table; {@link Hourglass#training} is the usual way to start one. */
    public HourglassTraining(Table table, HourglassPlan plan) {
        this.table = table;
        this.plan = plan;
    }

    /** Leaves columns out. */
    public HourglassTraining ignore(Collection<String> columns) {
        ignored = List.copyOf(columns);
        return this;
    }

    /**
     * Holds back another share of the rows. None are held back for a share of 0, or where it comes to less than half a row; epochs are
     * then judged by the training loss.
     */
    public HourglassTraining validation(double shareOfRows) {
        if (!(shareOfRows >= 0 && shareOfRows < 1)) {
            throw new IllegalArgumentException("a share of validation rows lies in 0 to below 1, got " + shareOfRows);
        }
        share = shareOfRows;
        validation = null;
        return this;
    }

    /** Judges epochs by the rows of another table. */
    public HourglassTraining validation(Table rows) {
        validation = rows;
        return this;
    }

    /**
     * Learns windows of consecutive rows instead of rows. Validation rows are then held back in stretches: whole series of many, the
     * end of each of few.
     */
    public HourglassTraining series(SeriesPlan series) {
        windows = Optional.of(series);
        return this;
    }

    /**
     * Learns a label too: what {@link Hourglass#classify} then tells. Its column is no input; rows whose cell is empty are learnt without it.
     * The autoencoder learns all rows first, then a head learns from the codes of those with a label, and the encoder with it.
     */
    public HourglassTraining label(LabelPlan asked) {
        label = Optional.of(asked);
        return this;
    }

    /**
     * Keeps prepared rows in a temporary file if they take more memory than so many bytes; the model has the same bits. A quarter of
     * the JVM's memory unless another limit is given.
     */
    public HourglassTraining memory(long bytes) {
        mostBytes = bytes;
        return this;
    }

    /** Adds somebody who is told how it goes. */
    public HourglassTraining listener(TrainingListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Computes on an engine; the Java engine on all cores unless one is given. */
    public HourglassTraining engine(Engine other) {
        engine = other;
        return this;
    }

    /** Computes in another arithmetic than 32-bit floats; not every engine and not every machine has one. */
    public HourglassTraining precision(Precision other) {
        precision = other;
        return this;
    }

    /** Writes checkpoints to a folder, and goes on from the one there if asked to. */
    public HourglassTraining checkpoints(Path folder, boolean goOn) {
        checkpoints = folder;
        resume = goOn;
        return this;
    }

    /** After a training that did not end well: the model of the best epoch; empty if no epoch ended. */
    public Optional<Hourglass> best() {
        return best.get();
    }

    /**
     * Trains.
     *
     * @throws io.hourglass.error.DataException if there is nothing to learn from
     * @throws io.hourglass.error.TrainingDivergedException if the loss is no longer finite; {@link #best} may have a model then
     * @throws IllegalArgumentException if the plan does not fit the data
     */
    public Hourglass run() {
        notices.clear();
        Table learnt = learnt();
        notice(learnt.notices());
        return windows.isPresent() ? runWindows(learnt, windows.get()) : runRows(learnt);
    }

    private Hourglass runRows(Table learnt) {
        Table training = learnt;
        Table judging = validation;
        Table told = table;
        Table toldLater = validation;
        if (judging == null && share > 0) {
            long rows = learnt.countRows();
            if (rows >= 2 && Math.round(share * rows) >= 1) { // of a handful all are needed
                Split split = Split.of(learnt, OptionalLong.of(rows), share, plan.seed());
                training = split.training();
                judging = split.validation();
                Split same = Split.of(table, OptionalLong.of(rows), share, plan.seed());
                told = same.training();
                toldLater = same.validation();
            }
        }
        List<String> said = new ArrayList<>();
        Preparation preparation = Preparation.fit(training, plan.scale(), Design.hides(plan), said);
        notice(said);
        AutoencoderSpec spec = new Design(plan, preparation.cells(), preparation.image(), Optional.empty()).spec();
        Unseen unseen = new Unseen();
        try (SpilledRows rows = rows(preparation);
                SpilledRows held = judging == null ? null : rows(preparation)) {
            preparation.apply(training, new Unseen(), rows::add);
            if (judging != null) {
                fill(preparation, spec, judging, unseen, row -> true, held);
            }
            notice(unseen.notices());
            tellIfSpilled(rows);
            Job job = new Job(preparation, spec, rows, held, Optional.empty());
            if (label.isEmpty()) {
                return train(job);
            }
            return train(job, new LabelTraining(label.get(), told, Optional.ofNullable(toldLater)));
        }
    }

    private void tellIfSpilled(SpilledRows rows) {
        if (rows.isSpilled()) { // which is no part of where the model comes from
            String sentence = "the prepared rows are kept in a temporary file: they would take more than "
                    + mostBytes / MEBIBYTE + " MiB of memory";
            listeners.forEach(listener -> listener.noticed(sentence));
        }
    }

    private Hourglass runWindows(Table learnt, SeriesPlan cut) {
        if (learnt.schema().image() >= 0) {
            throw new IllegalArgumentException("images are no rows of a series; a sequence is for tables");
        }
        if (label.isPresent()) {
            throw new IllegalArgumentException("a label is told of single rows; leave out the label or the sequence");
        }
        Series series = Series.of(cut, learnt.schema());
        LearntSeries training = new LearntSeries(learnt, series, validation == null ? share : 0, plan.seed());
        List<String> said = new ArrayList<>();
        Preparation preparation = Preparation.fit(
                training.training().without(cut.columns()), plan.scale(), Design.hides(plan), said, cut.window());
        notice(said);
        notice(List.of(training.notice()));
        AutoencoderSpec spec = new Design(plan, preparation.cells(), Optional.empty(), windows).spec();
        Unseen unseen = new Unseen();
        try (SpilledRows rows = rows(preparation);
                SpilledRows others = rows(preparation)) {
            fill(preparation, spec, training.table(), unseen, training::isHeld, rows);
            Rows held = training.holdsBack() ? training.heldWindows(rows) : null;
            if (validation != null) {
                Schema needed = preparation.schema().with(series.columns());
                LearntSeries judging = new LearntSeries(validation.as(needed), series, 0, plan.seed());
                fill(preparation, spec, judging.table(), unseen, row -> true, others);
                held = judging.windows(others);
            }
            notice(unseen.notices());
            tellIfSpilled(rows);
            return train(new Job(preparation, spec, training.windows(rows), held, Optional.of(series)));
        }
    }

    /** Prepares rows; those to judge by are moved to where the loss can take them. */
    private void fill(
            Preparation preparation,
            AutoencoderSpec spec,
            Table table,
            Unseen unseen,
            LongPredicate judging,
            SpilledRows filled) {
        WithinTraining within = new WithinTraining(preparation, spec.loss());
        preparation.apply(table, unseen, (rows, at) -> {
            if (judging.test(filled.count())) {
                within.move(rows, at);
            }
            filled.add(rows, at);
        });
        tellOfMoved(within, spec);
    }

    private SpilledRows rows(Preparation preparation) {
        return new SpilledRows(preparation.width(), preparation.cellNames(), mostBytes);
    }

    private void tellOfMoved(WithinTraining within, AutoencoderSpec spec) {
        if (within.count() > 0) {
            notice(List.of(within.count() + " validation rows have numbers beyond those of the training rows; "
                    + spec.loss().demands() + ", so they count as the nearest"));
        }
    }

    /** What is trained on what; {@code held} is null where nothing is held back. */
    private record Job(Preparation preparation, AutoencoderSpec spec, Rows rows, Rows held, Optional<Series> series) {}

    private Hourglass train(Job job) {
        TrainingPlan pacing = Pacing.of(plan, job.rows.count());
        Finish finish = finish(job, pacing);
        TrainingResult result = train(job, pacing, finish);
        return finish.model(result.model(), result.history(), Optional.empty());
    }

    /** Trains the autoencoder, then the head and the autoencoder with it. */
    private Hourglass train(Job job, LabelTraining lesson) {
        notice(List.of(lesson.notice()));
        double limit = plan.length().seconds();
        TrainingPlan first = Pacing.beforeLabel(plan, job.rows.count(), limit / 2);
        Finish finish = finish(job, first);
        Optional<TrainingResult> before =
                lesson.plan().pretraining() ? Optional.of(train(job, first, finish)) : Optional.empty();
        double spent = before.map(each -> each.history().best().seconds()).orElse(0.0);
        TrainingPlan second = Pacing.ofLabel(plan, lesson.rows(), Math.max(limit - spent, limit / 2));
        Trainer trainer =
                trainer(job.spec, second, Optional.ofNullable(checkpoints).map(folder -> folder.resolve(LABEL_FOLDER)));
        LabelTraining.Source source =
                new LabelTraining.Source(job.rows, Optional.ofNullable(job.held), job.preparation.image());
        LabelTraining.Taught taught =
                lesson.run(source, job.spec.codeWidth(), before.map(TrainingResult::model), trainer);
        History history = before.map(TrainingResult::history)
                .orElseGet(() -> taught.classifier().told().history());
        return finish.model(taught.model(), history, Optional.of(taught.classifier()));
    }

    private Finish finish(Job job, TrainingPlan pacing) {
        return (model, history, classifier) -> new Hourglass(new ModelFile(
                job.preparation,
                model,
                Scorer.profile(model, job.rows),
                history,
                provenance(job.rows, job.held, pacing, engine()),
                new ModelFile.Additions(job.series, classifier)));
    }

    private Engine engine() {
        return engine == null ? Engines.java() : engine;
    }

    private Trainer trainer(AutoencoderSpec spec, TrainingPlan pacing, Optional<Path> folder) {
        Trainer trainer = new Trainer(spec, pacing, engine()).precision(precision);
        listeners.forEach(trainer::listener);
        folder.ifPresent(each -> trainer.checkpoints(each, resume));
        return trainer;
    }

    private TrainingResult train(Job job, TrainingPlan pacing, Finish finish) {
        Trainer trainer = trainer(job.spec, pacing, Optional.ofNullable(checkpoints));
        if (plan.length().layerwise()) {
            trainer.pretraining(new Pretraining(Math.max(1, pacing.epochs() / LAYERWISE_SHARE), mostBytes));
        }
        best = () -> trainer.best().map(model -> finish.model(model, trainer.history(), Optional.empty()));
        try {
            TrainingResult result = trainer.train(job.rows, job.held);
            notices.addAll(result.findings());
            return result;
        } catch (TrainingDivergedException e) {
            Optional<Hourglass> kept = best.get(); // it takes the rows, which will be gone
            best = () -> kept;
            throw e;
        }
    }

    /** Makes a model of what training gave. */
    private interface Finish {
        Hourglass model(Autoencoder model, History history, Optional<Classifier> classifier);
    }

    private Provenance provenance(Rows rows, Rows held, TrainingPlan pacing, Engine used) {
        String digest = held == null ? RowDigest.of(rows) : RowDigest.of(rows, held);
        return new Provenance(
                new Provenance.Origin(table.source(), rows.count(), held == null ? 0 : held.count(), digest),
                plan,
                pacing.batch(),
                pacing.updates().rate(),
                new Provenance.Machine(
                        "Hourglass " + ProgramVersion.current(),
                        used.name(),
                        precision.name().toLowerCase(Locale.ROOT),
                        System.getProperty("java.version")),
                notices);
    }

    private void notice(List<String> sentences) {
        for (String sentence : sentences) {
            notices.add(sentence);
            listeners.forEach(listener -> listener.noticed(sentence));
        }
    }

    /** The columns to learn from: of a table with images, the images alone. */
    private Table learnt() {
        List<String> leftOut = new ArrayList<>(ignored);
        label.map(LabelPlan::column).filter(each -> !leftOut.contains(each)).ifPresent(leftOut::add);
        Table left = leftOut.isEmpty() ? table : table.without(leftOut);
        Schema schema = left.schema();
        if (schema.image() >= 0) {
            String image = schema.column(schema.image()).name();
            for (Column column : schema.columns()) {
                if (!column.name().equals(image) && !(column instanceof TextColumn)) {
                    notice(List.of("'" + column.name() + "' stands beside images and is not learnt from"));
                }
            }
            return left.select(List.of(image));
        }
        return left;
    }
}
