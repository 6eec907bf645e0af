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
import io.hourglass.label.LabelPlan;
import io.hourglass.label.LabelTraining;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.patches.LearntPatches;
import io.hourglass.pixel.PixelPlan;
import io.hourglass.plan.Design;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.Patching;
import io.hourglass.plan.SeriesPlan;
import io.hourglass.series.LearntSeries;
import io.hourglass.series.Series;
import io.hourglass.training.Rows;
import io.hourglass.training.SpilledRows;
import io.hourglass.training.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A training on a table that is being set up; {@link #run} does it. */
public final class HourglassTraining {
    /** The share of rows held back to judge epochs by, unless another is asked for. */
    public static final double USUAL_VALIDATION = 0.1;

    /** Of the heap, for the prepared rows; those to judge by may take as much again. */
    private static final int SHARE_OF_HEAP = 4;

    private static final long MEBIBYTE = 1 << 20;

    private final Table table;
    private HourglassPlan plan;
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
    private boolean ownScores;
    private Optional<LabelPlan> label = Optional.empty();
    private Optional<PixelPlan> pixels = Optional.empty();
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
     * Learns to predict a pixel from those before it too, once the autoencoder is trained: what a compressor of images uses. For images of one
     * size, of 8 bits.
     */
    public HourglassTraining pixels(PixelPlan asked) {
        pixels = Optional.of(asked);
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

    /**
     * Scores rows by the errors of the model itself. Otherwise rows that are no images are scored by a small autoencoder beside it, in the
     * same file, that strange training rows cannot lead astray.
     */
    public HourglassTraining scoreByModel() {
        ownScores = true;
        return this;
    }

    /** Writes checkpoints to a folder, and goes on from the one there if asked to. */
    public HourglassTraining checkpoints(Path folder, boolean goOn) {
        checkpoints = folder;
        resume = goOn;
        return this;
    }

    /** What of the data is learnt from and judged by, and how it is seen, by name: two trainings of which this differs do not compare. */
    public Map<String, String> described() {
        Map<String, String> described = new TreeMap<>();
        described.put("columns", described(table.schema()));
        described.put("ignored", String.join(", ", ignored));
        described.put(
                "validation",
                validation == null
                        ? Double.toString(share)
                        : validation.source() + ": " + described(validation.schema()));
        windows.ifPresent(series -> {
            described.put("sequence", Integer.toString(series.window()));
            series.time().ifPresent(column -> described.put("time", column));
            described.put("by", String.join(", ", series.by()));
            series.recurrent().ifPresent(cell -> described.put("recurrent", lower(cell)));
        });
        described.put("precision", lower(precision));
        return Collections.unmodifiableMap(described);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String described(Schema schema) {
        return schema.columns().stream()
                .map(column -> column.name() + " " + column.kind())
                .collect(Collectors.joining(", "));
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
        plan = Patching.fitted(plan, LearntPatches.sizes(table));
        pixels.ifPresent(
                each -> each.check(table.schema().image() >= 0, plan.network().cut()));
        if (plan.network().cut()) {
            return runPatches();
        }
        Table learnt = learnt(table);
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
            if (label.isEmpty()) {
                return train(preparation, spec, rows, held, Optional.empty());
            }
            LabelTraining lesson = new LabelTraining(label.get(), told, Optional.ofNullable(toldLater));
            return training().train(new ModelTraining.Job(preparation, spec, rows, held, Optional.empty()), lesson);
        }
    }

    private Hourglass runPatches() {
        if (label.isPresent()) {
            throw new IllegalArgumentException(
                    "a label is told of images of one size, seen whole; leave out the label, or --patch where it was asked for");
        }
        if (windows.isPresent()) {
            throw new IllegalArgumentException("images are no rows of a series; a sequence is for tables");
        }
        List<Table> images = table.sizes().stream().map(this::learnt).toList();
        int side =
                plan.network().regularity().convolution().orElseThrow().patch().orElseThrow();
        try (LearntPatches patches = new LearntPatches(images, side, mostBytes, plan.seed())) {
            if (validation == null) {
                patches.holdBack(share);
            } else {
                patches.judgeBy(validation);
            }
            patches.cut();
            notice(table.notices());
            Preparation preparation = patches.preparation();
            AutoencoderSpec spec = new Design(plan, preparation.cells(), preparation.image(), Optional.empty()).spec();
            tellIfSpilled(patches.tiles());
            return train(preparation, spec, patches.training(), patches.judging(), Optional.empty());
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
            return train(preparation, spec, training.windows(rows), held, Optional.of(series));
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

    private Hourglass train(
            Preparation preparation, AutoencoderSpec spec, Rows rows, Rows held, Optional<Series> series) {
        return training().train(new ModelTraining.Job(preparation, spec, rows, held, series));
    }

    /** What trains what was prepared, as it is set up now. */
    private ModelTraining training() {
        ModelTraining training = new ModelTraining(
                new ModelTraining.Setup(plan, table.source(), mostBytes, !ownScores, pixels),
                new ModelTraining.Computing(engine == null ? Engines.java() : engine, precision),
                new ModelTraining.Checkpointing(Optional.ofNullable(checkpoints), resume),
                listeners,
                notices);
        best = training::best;
        return training;
    }

    private void notice(List<String> sentences) {
        for (String sentence : sentences) {
            notices.add(sentence);
            listeners.forEach(listener -> listener.noticed(sentence));
        }
    }

    /** The columns to learn from: of a table with images, the images alone. */
    private Table learnt(Table given) {
        List<String> leftOut = new ArrayList<>(ignored);
        label.map(LabelPlan::column).filter(each -> !leftOut.contains(each)).ifPresent(leftOut::add);
        Table left = leftOut.isEmpty() ? given : given.without(leftOut);
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
