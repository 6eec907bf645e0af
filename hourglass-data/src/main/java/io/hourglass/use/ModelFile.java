package io.hourglass.use;

import io.hourglass.cell.Cell;
import io.hourglass.cell.DenseCells;
import io.hourglass.data.preparation.Preparation;
import io.hourglass.engine.Engine;
import io.hourglass.file.Section;
import io.hourglass.file.SectionFile;
import io.hourglass.label.Classifier;
import io.hourglass.loss.CellLoss;
import io.hourglass.loss.DiscretisedLogistic;
import io.hourglass.loss.ElementLoss;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.ModelSections;
import io.hourglass.pixel.PixelPredictor;
import io.hourglass.series.Series;
import io.hourglass.training.History;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a model file holds. Its bytes are specified in {@code docs/format/model.md}.
 *
 * @param preparation how columns become prepared rows
 * @param autoencoder what is computed on them
 * @param profile what scores are measured by
 * @param history how training went
 * @param provenance where it comes from
 * @param additions what not every model has
 */
public record ModelFile(
        Preparation preparation,
        Autoencoder autoencoder,
        ScoreProfile profile,
        History history,
        Provenance provenance,
        Additions additions) {
    /**
     * What not every model has.
     *
     * @param series how rows are series, for a model of windows
     * @param detector what scores rows in the autoencoder's place; of models of images none
     * @param classifier what is told of rows, for a model that learnt a label
     * @param members the further members of an ensemble, of the autoencoder's description; none of one alone
     * @param pixels what predicts a pixel from those before it, for a model of images that learnt it
     */
    public record Additions(
            Optional<Series> series,
            Optional<Detector> detector,
            Optional<Classifier> classifier,
            List<Member> members,
            Optional<PixelPredictor> pixels) {
        public Additions {
            members = List.copyOf(members);
        }
    }

    /** The kind of section file that a model is. */
    public static final String KIND = "model";

    private static final String PREPARATION = "preparation.json";
    private static final String HISTORY = "history.json";
    private static final String PROVENANCE = "provenance.json";
    private static final String THRESHOLDS = Member.THRESHOLDS;
    private static final String SERIES = "series.json";

    private static final List<String> SECTIONS = List.of(
            PREPARATION,
            ModelSections.NETWORK,
            ModelSections.WEIGHTS,
            ModelSections.STATE,
            HISTORY,
            PROVENANCE,
            THRESHOLDS,
            SERIES,
            Detector.PREPARATION,
            Detector.PREFIX + ModelSections.NETWORK,
            Detector.PREFIX + ModelSections.WEIGHTS,
            Detector.PREFIX + ModelSections.STATE,
            Detector.THRESHOLDS,
            Classifier.SECTION,
            Classifier.WEIGHTS,
            PixelPredictor.SECTION,
            PixelPredictor.WEIGHTS);

    /** Of a model that only rebuilds. */
    public ModelFile(
            Preparation preparation,
            Autoencoder autoencoder,
            ScoreProfile profile,
            History history,
            Provenance provenance,
            Optional<Series> series) {
        this(
                preparation,
                autoencoder,
                profile,
                history,
                provenance,
                new Additions(series, Optional.empty(), Optional.empty(), List.of(), Optional.empty()));
    }

    /** The same with other autoencoders of the same networks, as many as it has. */
    public ModelFile with(Ensemble other) {
        int further = additions.members.size();
        if (other.members().size() != 1 + further) {
            throw new IllegalArgumentException("the model has " + (1 + further) + " members (--members), got "
                    + other.members().size());
        }
        if (!other.members().stream().allMatch(each -> each.spec().equals(autoencoder.spec()))) {
            throw new IllegalArgumentException("the autoencoder has other networks than the model");
        }
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < further; i++) {
            Member own = additions.members.get(i);
            members.add(new Member(other.members().get(i + 1), own.profile(), own.history()));
        }
        Additions changed =
                new Additions(additions.series, additions.detector, additions.classifier, members, additions.pixels);
        return new ModelFile(preparation, other.first(), profile, history, provenance, changed);
    }

    /** The same with what scores rows in the autoencoder's place; empty for the autoencoder. */
    public ModelFile with(Optional<Detector> detector) {
        return new ModelFile(
                preparation,
                autoencoder,
                profile,
                history,
                provenance,
                new Additions(additions.series, detector, additions.classifier, additions.members, additions.pixels));
    }

    /** How rows are series, for a model of windows. */
    public Optional<Series> series() {
        return additions.series;
    }

    /** What is told of rows, for a model that learnt a label. */
    public Optional<Classifier> classifier() {
        return additions.classifier;
    }

    /** What predicts a pixel from those before it, for a model of images that learnt it. */
    public Optional<PixelPredictor> pixels() {
        return additions.pixels;
    }

    /** What scores rows: the detector, or the autoencoder itself where there is none. */
    public Detector scoring() {
        return additions.detector.orElse(new Detector(preparation, autoencoder, profile, additions.members));
    }

    void writeSections(List<Section> sections) {
        sections.add(Section.record(PREPARATION, preparation, Preparation.class));
        sections.addAll(ModelSections.of(autoencoder));
        sections.add(Section.record(HISTORY, history, History.class));
        sections.add(Section.record(PROVENANCE, provenance, Provenance.class));
        sections.add(Section.record(THRESHOLDS, profile, ScoreProfile.class));
        series().ifPresent(each -> sections.add(Section.record(SERIES, each, Series.class)));
        additions.detector.ifPresent(each -> each.writeSections(sections));
        classifier().ifPresent(each -> each.write(sections));
        Member.write(
                additions.members, additions.detector.map(Detector::members).orElse(List.of()), sections);
        pixels().ifPresent(each -> each.write(sections));
    }

    /** Writes the file, whole or not at all. */
    public void write(Path file, boolean replace) {
        List<Section> sections = new ArrayList<>();
        writeSections(sections);
        SectionFile.write(file, replace, KIND, sections);
    }

    /**
     * Reads a file that was opened.
     *
     * @throws io.hourglass.error.CorruptFileException if it holds no model that fits together
     */
    public static ModelFile read(SectionFile file, Engine engine) {
        file.requireKind(KIND);
        for (String name : file.names()) {
            if (!SECTIONS.contains(name) && !Member.owns(name)) {
                throw file.corrupt(name, "a model has no such section; it has " + String.join(", ", SECTIONS));
            }
        }
        Member.check(file);
        Preparation preparation = file.record(PREPARATION, Preparation.class);
        Autoencoder autoencoder = ModelSections.read(file, engine);
        Optional<Series> series =
                file.names().contains(SERIES) ? Optional.of(file.record(SERIES, Series.class)) : Optional.empty();
        checkSteps(file, preparation, autoencoder.spec(), series);
        checkCells(file, PREPARATION, preparation, autoencoder.spec());
        ScoreProfile profile = ScoreProfile.read(file, THRESHOLDS, autoencoder.spec());
        History history = file.record(HISTORY, History.class);
        Provenance provenance = file.record(PROVENANCE, Provenance.class);
        Optional<Classifier> classifier =
                Classifier.read(file, autoencoder.spec().codeWidth(), engine);
        Additions additions = new Additions(
                series,
                detector(file, preparation, series, engine),
                classifier,
                Member.read(file, autoencoder.spec(), "", engine),
                PixelPredictor.read(file));
        return new ModelFile(preparation, autoencoder, profile, history, provenance, additions);
    }

    private static Optional<Detector> detector(
            SectionFile file, Preparation columns, Optional<Series> series, Engine engine) {
        if (!file.names().contains(Detector.PREPARATION)) {
            return Optional.empty();
        }
        Preparation preparation = file.record(Detector.PREPARATION, Preparation.class);
        boolean fits = series.isPresent()
                ? preparation.equals(columns)
                : preparation.schema().equals(columns.schema());
        if (!fits) {
            throw file.corrupt(Detector.PREPARATION, "its columns are not those of " + PREPARATION);
        }
        Autoencoder autoencoder = ModelSections.read(file, engine, Detector.PREFIX);
        checkSteps(file, preparation, autoencoder.spec(), series);
        checkCells(file, Detector.PREPARATION, preparation, autoencoder.spec());
        ScoreProfile profile = ScoreProfile.read(file, Detector.THRESHOLDS, autoencoder.spec());
        List<Member> members = Member.read(file, autoencoder.spec(), Detector.PREFIX, engine);
        return Optional.of(new Detector(preparation, autoencoder, profile, members));
    }

    /** The networks take windows of as many rows as the series are cut into, and columns are learnt or order series, not both. */
    private static void checkSteps(
            SectionFile file, Preparation preparation, AutoencoderSpec spec, Optional<Series> series) {
        int window = series.map(each -> each.plan().window()).orElse(1);
        if (window != spec.steps()) {
            throw file.corrupt(
                    series.isPresent() ? SERIES : ModelSections.NETWORK,
                    "windows have " + window + " rows, and the networks take " + spec.steps());
        }
        for (String name : series.map(each -> each.plan().columns()).orElse(List.of())) {
            if (preparation.schema().find(name) >= 0) {
                throw file.corrupt(SERIES, "column '" + name + "' is one of those that are learnt");
            }
        }
    }

    /** The networks must see the columns as they are prepared: levels of another number would lie among other cells. */
    private static void checkCells(SectionFile file, String section, Preparation preparation, AutoencoderSpec spec) {
        List<Cell> cells = preparation.cells();
        boolean dense = cells.stream().allMatch(DenseCells.class::isInstance);
        boolean fits = dense
                ? spec.cells().stream().allMatch(DenseCells.class::isInstance)
                        && (spec.loss() instanceof ElementLoss || spec.loss() instanceof DiscretisedLogistic)
                        && spec.inputWidth() == preparation.width()
                : spec.stepCells().equals(cells)
                        && spec.loss() instanceof CellLoss loss
                        && loss.cells().equals(cells);
        if (!fits) {
            throw file.corrupt(section, "its columns are not those that the networks and their loss are made for");
        }
    }
}
