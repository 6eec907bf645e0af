package io.hourglass.use;

import io.hourglass.engine.Engine;
import io.hourglass.file.Section;
import io.hourglass.file.SectionFile;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.ModelSections;
import io.hourglass.training.History;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One of several autoencoders of the same networks, which were trained from different seeds and whose mean counts.
 *
 * @param autoencoder what it is
 * @param profile what its scores are measured by; that of the first member has the quantiles of all members' mean scores,
 *     others the least and the greatest of their own
 * @param history how its training went; of a detector's nothing is kept
 */
public record Member(Autoencoder autoencoder, ScoreProfile profile, Optional<History> history) {
    /** The most members of an ensemble. */
    public static final int MOST = 100;

    static final String THRESHOLDS = "thresholds.json";
    private static final String HISTORY = "history.json";
    private static final String PREFIX = "member-";

    /** A member of which no history is kept. */
    Member(Autoencoder autoencoder, ScoreProfile profile) {
        this(autoencoder, profile, Optional.empty());
    }

    /** The same with how its training went. */
    public Member with(History own) {
        return new Member(autoencoder, profile, Optional.of(own));
    }

    /**
     * A number of members.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static int checked(int count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("--members is from 1 to " + MOST + ", got " + count);
        }
        return count;
    }

    /** Whether a section is one of a further member. */
    static boolean owns(String section) {
        return section.startsWith(PREFIX);
    }

    /** Of a further member's sections; the first of them is the second of all. */
    private static String prefix(int further) {
        return PREFIX + (further + 2) + "-";
    }

    private void write(String prefix, List<Section> sections) {
        sections.addAll(ModelSections.of(autoencoder, prefix));
        sections.add(Section.record(prefix + THRESHOLDS, profile, ScoreProfile.class));
        history.ifPresent(each -> sections.add(Section.record(prefix + HISTORY, each, History.class)));
    }

    /**
     * Writes the further members of a model.
     *
     * @param scoring the further members of its detector, as many or none
     */
    static void write(List<Member> members, List<Member> scoring, List<Section> sections) {
        for (int i = 0; i < members.size(); i++) {
            members.get(i).write(prefix(i), sections);
            if (!scoring.isEmpty()) {
                scoring.get(i).write(prefix(i) + Detector.PREFIX, sections);
            }
        }
    }

    /**
     * The further members of a model.
     *
     * @param spec what they are made of
     * @param inner behind the prefix of each, for those of a detector
     */
    static List<Member> read(SectionFile file, AutoencoderSpec spec, String inner, Engine engine) {
        int count = count(file);
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String prefix = prefix(i) + inner;
            Autoencoder autoencoder = ModelSections.read(file, engine, prefix);
            if (!autoencoder.spec().equals(spec)) {
                throw file.corrupt(
                        prefix + ModelSections.NETWORK,
                        "the members of an ensemble have the same networks, and it differs from " + inner
                                + ModelSections.NETWORK);
            }
            Member member = new Member(autoencoder, ScoreProfile.read(file, prefix + THRESHOLDS, spec));
            members.add(inner.isEmpty() ? member.with(file.record(prefix + HISTORY, History.class)) : member);
        }
        return members;
    }

    private static int count(SectionFile file) {
        int count = 0;
        while (count < MOST - 1 && file.names().contains(prefix(count) + ModelSections.NETWORK)) {
            count++;
        }
        return count;
    }

    /** Refuses sections that begin like those of a member and are of none. */
    static void check(SectionFile file) {
        boolean detects = file.names().contains(Detector.PREPARATION);
        Set<String> known = new HashSet<>();
        for (int i = 0; i < count(file); i++) {
            known.add(prefix(i) + HISTORY);
            for (String name : List.of(ModelSections.NETWORK, ModelSections.WEIGHTS, ModelSections.STATE, THRESHOLDS)) {
                known.add(prefix(i) + name);
                known.add(prefix(i) + (detects ? Detector.PREFIX : "") + name);
            }
        }
        for (String name : file.names()) {
            if (owns(name) && !known.contains(name)) {
                throw file.corrupt(
                        name,
                        "members are numbered from 2 to at most " + MOST + " without a gap, and each has a network,"
                                + " weights, a state, thresholds and a history, and what a detector has if the model has one");
            }
        }
    }
}
