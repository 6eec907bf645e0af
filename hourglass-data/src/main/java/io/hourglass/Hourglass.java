package io.hourglass;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import io.hourglass.engine.Engines;
import io.hourglass.file.SectionFile;
import io.hourglass.label.Classifier;
import io.hourglass.measure.Figures;
import io.hourglass.model.Autoencoder;
import io.hourglass.pixel.PixelPredictor;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.series.Series;
import io.hourglass.training.History;
import io.hourglass.use.Classified;
import io.hourglass.use.CommonVerbs;
import io.hourglass.use.Detector;
import io.hourglass.use.Drift;
import io.hourglass.use.Ensemble;
import io.hourglass.use.Evaluation;
import io.hourglass.use.Judged;
import io.hourglass.use.ModelFile;
import io.hourglass.use.Neighbour;
import io.hourglass.use.Provenance;
import io.hourglass.use.Reduction;
import io.hourglass.use.RowEvidence;
import io.hourglass.use.ScoreProfile;
import io.hourglass.use.Scoring;
import io.hourglass.use.SeriesVerbs;
import io.hourglass.use.Verbs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A trained model over tables: the preparation of their columns, the autoencoder, and everything that is done with it. Immutable, and
 * safe to share between threads.
 *
 * <p>The verbs give tables that are computed as they are read, in constant memory; a table's {@link Table#notices()} tell, after a
 * pass, what was found on the way, such as values that training did not see. A table that lacks columns of the model, or has them as
 * another type, is refused with a {@link io.hourglass.error.DataException} that names them.
 */
public final class Hourglass {
    private final Verbs verbs;
    /** Of rows or of windows, whichever the model learnt. */
    private final CommonVerbs common;

    private final ModelFile parts;

    /** A model from what it is made of; for those that read or write models. */
    public Hourglass(ModelFile parts) {
        this.parts = parts;
        this.verbs = new Verbs(parts);
        this.common = parts.series().isPresent() ? new SeriesVerbs(parts) : verbs;
    }

    /**
     * Trains on a table with a tenth of its rows held back to judge epochs by.
     *
     * @throws io.hourglass.error.DataException if there is nothing to learn from
     * @throws io.hourglass.error.TrainingDivergedException if the loss is no longer finite
     */
    public static Hourglass train(Table table, HourglassPlan plan) {
        return training(table, plan).run();
    }

    /** A training to be set up further: validation rows, listeners, engine, checkpoints. */
    public static HourglassTraining training(Table table, HourglassPlan plan) {
        return new HourglassTraining(table, plan);
    }

    /**
     * Opens a model on the Java engine.
     *
     * @throws io.hourglass.error.CorruptFileException if the file is damaged or no model
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static Hourglass open(Path file) {
        return open(file, Engines.java());
    }

    /** Opens a model on an engine. */
    public static Hourglass open(Path file, Engine engine) {
        try (SectionFile sections = SectionFile.open(file)) {
            return new Hourglass(ModelFile.read(sections, engine));
        }
    }

    /**
     * Writes the model, whole or not at all, in place of a file that is there.
     *
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void save(Path file) {
        save(file, true);
    }

    /**
     * Writes the model, whole or not at all.
     *
     * @param replace whether a file that is there may be replaced
     */
    public void save(Path file, boolean replace) {
        parts.write(file, replace);
    }

    /**
     * The codes of rows, as columns {@code c0}, {@code c1} and so on. Of a model of windows those of windows, after {@code start} and
     * {@code end}, the numbers of their first and last rows.
     */
    public Table encode(Table rows) {
        return encode(rows, List.of());
    }

    /** The codes of rows after some of their columns; of windows after those of their first rows. */
    public Table encode(Table rows, List<String> keep) {
        return common.encode(rows, keep);
    }

    /**
     * The rows that codes stand for, in the original columns and units; the columns {@code c0}… are used. Of a model of windows all rows of
     * a window for each code.
     */
    public Table decode(Table codes) {
        return verbs.decode(codes);
    }

    /** Encodes, then decodes; of a model of windows the mean of the windows that hold a row. */
    public Table reconstruct(Table rows) {
        return rows.each(common::reconstruct);
    }

    /** Rows without their noise: the reconstruction, by a model that learnt to undo noise. */
    public Table denoise(Table rows) {
        return reconstruct(rows);
    }

    /** How strange rows are: columns {@code row}, {@code score} and {@code anomaly}. */
    public Table score(Table rows) {
        return score(rows, Scoring.usual());
    }

    /** How strange rows are, with a threshold and reasons as asked for. */
    public Table score(Table rows, Scoring scoring) {
        return common.score(rows, scoring);
    }

    /** The errors of the model on rows. */
    public Evaluation evaluate(Table rows) {
        return evaluate(rows, notice -> {});
    }

    /** The errors of the model on rows; the consumer is told what was found on the way. */
    public Evaluation evaluate(Table rows, Consumer<String> notices) {
        return common.evaluate(rows, notices);
    }

    /**
     * How good a map of rows their codes are: whether rows that are near each other have codes that are, beside principal components.
     *
     * @param label a column whose values neighbours should share; empty for none
     * @throws io.hourglass.error.DataException if there are not more than 20 rows, or no such column
     */
    public Reduction reduction(Table rows, Optional<String> label) {
        return ofRows().reduction(rows, label);
    }

    /**
     * How rows differ from those of another table, such as the training rows.
     *
     * @param before what to compare with
     * @param rows the rows
     * @throws io.hourglass.error.DataException if one of them has no rows or does not fit the model
     */
    public Drift drift(Table before, Table rows) {
        Drift.Side old = new Drift.Side(before, evaluate(before));
        return Drift.of(old, new Drift.Side(rows, evaluate(rows)), preparation().schema(), this::score);
    }

    /**
     * New rows, drawn from a variational, Wasserstein or adversarial model.
     *
     * @param rows how many
     * @param seed the same seed draws the same rows
     * @throws IllegalArgumentException if the codes of the model follow no known distribution
     */
    public Table generate(long rows, long seed) {
        return verbs.generate(rows, seed);
    }

    /**
     * How probable a variational model holds rows to be: its evidence bound, and the tighter one of importance weights.
     *
     * @param samples the codes drawn for each row, at least 1; 500 give a bound that hardly moves
     * @param most how many of the first rows to look at, at least 1: each takes as many decodings as there are samples
     * @throws IllegalArgumentException if the model is not variational, or its loss is that of no distribution
     */
    public RowEvidence evidence(Table rows, int samples, long most) {
        return ofRows().evidence(rows, samples, most);
    }

    /**
     * The rows on the way from one to another: codes at even steps between theirs, decoded.
     *
     * @param from the number of the first row, from 0
     * @param to that of the last
     * @param steps how many rows come out, both ends among them; at least 2
     */
    public Table interpolate(Table rows, long from, long to, int steps) {
        return ofRows().interpolate(rows, from, to, steps);
    }

    /**
     * The rows whose codes are nearest to a row's, the nearest first: by the number of different bits where codes are zeros and ones, else by
     * Euclidean distance.
     *
     * @param query the number of the row, from 0; it is not among what is found
     * @param most how many at most, at least 1
     */
    public List<Neighbour> search(Table rows, long query, int most) {
        return ofRows().search(rows, query, most);
    }

    /**
     * Rows with their missing cells filled from the reconstruction; other cells are left alone.
     *
     * @throws IllegalArgumentException if the model is one of images
     */
    public Table impute(Table rows) {
        return ofRows().impute(rows);
    }

    /**
     * The same for a text file, of which the cells that are not missing keep their characters.
     *
     * @param written the file in its own order of columns, all taken as categories
     * @param rows the same rows in their types
     */
    public Table impute(Table written, Table rows) {
        return ofRows().impute(written, rows);
    }

    /**
     * What the model tells of rows, of the label that it learnt: columns {@code row}, {@code label} and {@code p_CLASS} for each class, or
     * {@code row} and {@code prediction} where the label is a number.
     *
     * @throws IllegalArgumentException if the model learnt no label
     */
    public Table classify(Table rows) {
        return Classified.of(preparation(), autoencoder(), requireClassifier(), rows);
    }

    /**
     * How well the model tells the label of rows: accuracy, balanced accuracy, macro F1, log loss and calibration error, or the root of the
     * mean squared error, the mean absolute error and R², each with its interval.
     *
     * @param notices told what was found on the way
     * @throws IllegalArgumentException if the model learnt no label, or the table has no such column
     */
    public Figures judge(Table rows, Consumer<String> notices) {
        return Judged.of(requireClassifier(), classify(rows), rows, notices).figures();
    }

    private Classifier requireClassifier() {
        return classifier()
                .orElseThrow(() -> new IllegalArgumentException(
                        "this model learnt no label; train --label COL makes one that classifies"));
    }

    /** What is told of rows, of a model that learnt a label. */
    public Optional<Classifier> classifier() {
        return parts.classifier();
    }

    /** What predicts a pixel from those before it, of a model of images that learnt it. */
    public Optional<PixelPredictor> pixels() {
        return parts.pixels();
    }

    /** The columns that a table must have. */
    public Schema schema() {
        return common.schema();
    }

    /** How rows are series, of a model of windows. */
    public Optional<Series> series() {
        return parts.series();
    }

    /** How columns become prepared rows. */
    public Preparation preparation() {
        return parts.preparation();
    }

    /** The autoencoder over prepared rows; of several the first, whose codes are the model's. */
    public Autoencoder autoencoder() {
        return parts.autoencoder();
    }

    /** What rebuilds prepared rows: the autoencoder, or the mean of several, of which it is the first. */
    public Ensemble ensemble() {
        return Ensemble.of(parts);
    }

    /** How many autoencoders there are, whose mean reconstruction is the model's. */
    public int members() {
        return 1 + parts.additions().members().size();
    }

    /** What scores rows: of tables and series a detector, elsewhere the model itself. */
    public Detector scoring() {
        return parts.scoring();
    }

    /** The same model with another autoencoder of the same networks, or as many as it has members, such as with weights from elsewhere. */
    public Hourglass with(Ensemble other) {
        return new Hourglass(parts.with(other));
    }

    /** What scores are measured by. */
    public ScoreProfile scoreProfile() {
        return parts.scoring().profile();
    }

    /** How training went; of several members, that of the first. */
    public History history() {
        return parts.history();
    }

    /** How the training of each member went. */
    public List<History> histories() {
        List<History> histories = new ArrayList<>(List.of(parts.history()));
        parts.additions().members().forEach(each -> histories.add(each.history().orElseThrow()));
        return histories;
    }

    /** The seconds that the epochs of all members took. */
    public double trainingSeconds() {
        return histories().stream().mapToDouble(History::seconds).sum();
    }

    /** Where the model comes from. */
    public Provenance provenance() {
        return parts.provenance();
    }

    /** The same model with its rows scored otherwise. */
    Hourglass with(Optional<Detector> detector) {
        return new Hourglass(parts.with(detector));
    }

    /** The verbs that a model of single rows has and one of windows has not. */
    private Verbs ofRows() {
        if (parts.series().isPresent()) {
            throw new IllegalArgumentException(
                    "this model learnt windows of rows (--sequence), and this verb is for models of single rows; encode, score,"
                            + " reconstruct, denoise and evaluate work on windows");
        }
        return verbs;
    }
}
