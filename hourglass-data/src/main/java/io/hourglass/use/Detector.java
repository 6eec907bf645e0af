package io.hourglass.use;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.file.Section;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.ModelSections;
import java.util.List;

/**
 * What scores the rows of a table: an autoencoder that learnt from the rows that are least strange, beside the one that does all else.
 *
 * @param preparation how columns become the rows that it sees
 * @param autoencoder what rebuilds them
 * @param profile what its scores are measured by
 */
public record Detector(Preparation preparation, Autoencoder autoencoder, ScoreProfile profile) {
    static final String PREFIX = "detector-";
    static final String PREPARATION = PREFIX + "preparation.json";
    static final String THRESHOLDS = PREFIX + "thresholds.json";

    void writeSections(List<Section> sections) {
        sections.add(Section.record(PREPARATION, preparation, Preparation.class));
        sections.addAll(ModelSections.of(autoencoder, PREFIX));
        sections.add(Section.record(THRESHOLDS, profile, ScoreProfile.class));
    }

    Scorer scorer() {
        return new Scorer(autoencoder, profile.variance());
    }
}
