package io.hourglass.use;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.file.Section;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.ModelSections;
import java.util.ArrayList;
import java.util.List;

/**
 * What scores the rows of a table: an autoencoder that learnt from the rows that are least strange, beside the one that does all else.
 *
 * @param preparation how columns become the rows that it sees
 * @param autoencoder what rebuilds them
 * @param profile what its scores are measured by, with the quantiles of all members' mean scores
 * @param members the further members of an ensemble; none of one alone
 */
public record Detector(Preparation preparation, Autoencoder autoencoder, ScoreProfile profile, List<Member> members) {
    static final String PREFIX = "detector-";
    static final String PREPARATION = PREFIX + "preparation.json";
    static final String THRESHOLDS = PREFIX + Member.THRESHOLDS;

    public Detector {
        members = List.copyOf(members);
    }

    /**
     * What scores rows by the mean of members.
     *
     * @param members at least one
     */
    public static Detector of(Preparation preparation, List<Member> members) {
        Member first = members.get(0);
        return new Detector(preparation, first.autoencoder(), first.profile(), members.subList(1, members.size()));
    }

    void writeSections(List<Section> sections) {
        sections.add(Section.record(PREPARATION, preparation, Preparation.class));
        sections.addAll(ModelSections.of(autoencoder, PREFIX));
        sections.add(Section.record(THRESHOLDS, profile, ScoreProfile.class));
    }

    MeanScorer scorer() {
        List<Scorer> scorers = new ArrayList<>(List.of(new Scorer(autoencoder, profile.variance())));
        members.forEach(each ->
                scorers.add(new Scorer(each.autoencoder(), each.profile().variance())));
        return new MeanScorer(scorers);
    }
}
