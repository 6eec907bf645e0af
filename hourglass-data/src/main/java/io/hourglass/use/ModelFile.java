package io.hourglass.use;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.engine.Engine;
import io.hourglass.file.Section;
import io.hourglass.file.SectionFile;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.ModelSections;
import io.hourglass.training.History;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model file holds. Its bytes are specified in {@code docs/format/model.md}.
 *
 * @param preparation how columns become prepared rows
 * @param autoencoder what is computed on them
 * @param profile what scores are measured by
 * @param history how training went
 * @param provenance where it comes from
 */
public record ModelFile(
        Preparation preparation,
        Autoencoder autoencoder,
        ScoreProfile profile,
        History history,
        Provenance provenance) {
    /** The kind of section file that a model is. */
    public static final String KIND = "model";

    private static final String PREPARATION = "preparation.json";
    private static final String HISTORY = "history.json";
    private static final String PROVENANCE = "provenance.json";
    private static final String THRESHOLDS = "thresholds.json";

    void writeSections(List<Section> sections) {
        sections.add(Section.record(PREPARATION, preparation, Preparation.class));
        sections.addAll(ModelSections.of(autoencoder));
        sections.add(Section.record(HISTORY, history, History.class));
        sections.add(Section.record(PROVENANCE, provenance, Provenance.class));
        sections.add(Section.record(THRESHOLDS, profile, ScoreProfile.class));
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
        Preparation preparation = file.record(PREPARATION, Preparation.class);
        Autoencoder autoencoder = ModelSections.read(file, engine);
        if (preparation.width() != autoencoder.spec().inputWidth()) {
            throw file.corrupt(
                    PREPARATION,
                    "it prepares rows of " + preparation.width() + " values, the networks take "
                            + autoencoder.spec().inputWidth());
        }
        int outputs = preparation.cells().stream()
                .mapToInt(io.hourglass.cell.Cell::outputs)
                .sum();
        if (outputs != autoencoder.spec().outputWidth()) {
            throw file.corrupt(
                    PREPARATION,
                    "its columns have " + outputs + " outputs, the networks have "
                            + autoencoder.spec().outputWidth());
        }
        ScoreProfile profile = file.record(THRESHOLDS, ScoreProfile.class);
        if (profile.variance().length != preparation.width()) {
            throw file.corrupt(
                    THRESHOLDS,
                    "it has variances of " + profile.variance().length + " values, rows have " + preparation.width());
        }
        History history = file.record(HISTORY, History.class);
        return new ModelFile(preparation, autoencoder, profile, history, file.record(PROVENANCE, Provenance.class));
    }
}
