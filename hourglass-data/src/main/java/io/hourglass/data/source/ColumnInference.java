package io.hourglass.data.source;

import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.TextColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Decides what a column of a text file holds, from all its cells that are not missing. The first rule that fits is used:
 *
 * <ol>
 *   <li>no cell at all: left out;
 *   <li>different whole numbers under a name such as {@code id}, {@code user_id} or {@code userId}: left out;
 *   <li>two texts that are 0 and 1, false and true, no and yes, f and t, or n and y, in any case: boolean;
 *   <li>numbers alone: numeric, but for codes with leading zeros, which are judged as words are;
 *   <li>ISO 8601 dates or times, all of one pattern: instants;
 *   <li>at least 90 % numbers, and at most 10 different words beside them: numeric, the words taken as missing;
 *   <li>more than 10,000 different texts, or at least 20 that make up more than half of the cells: free text or an identifier, left out;
 *   <li>categorical.
 * </ol>
 *
 * A number starts with a zero and another digit only if it is a code: {@code 02134} would not be written back as it was. Every choice
 * that a user may want to change gives a notice.
 */
final class ColumnInference {
    private static final double NUMERIC_SHARE = 0.9;
    private static final double TEXT_SHARE = 0.5;
    private static final int LEAST_TEXTS = 20;
    private static final String TO_CHANGE = "; a schema file (--schema) changes that";
    private static final Set<List<String>> PAIRS = Set.of(
            List.of("0", "1"), List.of("false", "true"), List.of("no", "yes"), List.of("f", "t"), List.of("n", "y"));

    private final List<String> notices = new ArrayList<>();

    /** What the choices made so far should be known for. */
    List<String> notices() {
        return notices;
    }

    /** The column for what was found. */
    Column infer(ColumnProfile profile) {
        String name = profile.name();
        if (profile.values() == 0) {
            return leftOut(name, "every cell is missing");
        }
        if (profile.isNumberedId()) {
            return leftOut(name, "an identifier: every cell is a whole number of its own");
        }
        Column pair = booleans(name, profile.pair());
        if (pair != null) {
            return pair;
        }
        if (profile.wordCount() == 0 && !profile.isCode()) {
            return new NumericColumn(name, profile.decimals());
        }
        if (profile.instants() != null) {
            return profile.instants();
        }
        if (isNumericWithStrayWords(profile)) {
            return strayWords(profile);
        }
        return words(profile);
    }

    private static boolean isNumericWithStrayWords(ColumnProfile profile) {
        return profile.wordCount() > 0
                && !profile.isCode()
                && profile.numbers() >= NUMERIC_SHARE * profile.values()
                && profile.words().size() <= ColumnProfile.MOST_STRAY_WORDS;
    }

    /** The boolean column of two texts; null if they are not such a pair. */
    static BooleanColumn booleans(String name, String[] pair) {
        if (pair == null) {
            return null;
        }
        String a = pair[0].toLowerCase(Locale.ROOT);
        String b = pair[1].toLowerCase(Locale.ROOT);
        if (PAIRS.contains(List.of(a, b))) {
            return new BooleanColumn(name, pair[0], pair[1]);
        }
        return PAIRS.contains(List.of(b, a)) ? new BooleanColumn(name, pair[1], pair[0]) : null;
    }

    private Column strayWords(ColumnProfile profile) {
        ColumnProfile.Cell word = profile.firstWord();
        notices.add("column '" + profile.name() + "' is taken as numeric: " + profile.numbers() + " cells are numbers; "
                + words(profile.wordCount()) + " and taken as missing, the first '" + Place.shown(word.text())
                + "' in line " + word.line() + TO_CHANGE);
        return new NumericColumn(profile.name(), profile.decimals(), List.copyOf(profile.words()));
    }

    private Column words(ColumnProfile profile) {
        int distinct = profile.distinct();
        if (distinct > ColumnProfile.MOST_CATEGORIES) {
            return leftOut(
                    profile.name(),
                    "free text or an identifier: more than " + ColumnProfile.MOST_CATEGORIES + " different texts");
        }
        if (distinct >= LEAST_TEXTS && distinct > TEXT_SHARE * profile.values()) {
            return leftOut(
                    profile.name(),
                    "free text or an identifier: " + distinct + " different texts in " + profile.values() + " cells");
        }
        if (profile.isCode() && profile.wordCount() == 0) {
            notices.add("column '" + profile.name() + "' is taken as categorical: it holds numbers with leading zeros"
                    + TO_CHANGE);
        } else if (profile.numbers() * 2 > profile.values()) {
            ColumnProfile.Cell word = profile.firstWord();
            notices.add("column '" + profile.name() + "' is taken as categorical: " + profile.numbers()
                    + " cells are numbers, " + words(profile.wordCount()) + ", the first '"
                    + Place.shown(word.text()) + "' in line " + word.line() + TO_CHANGE);
        }
        return new CategoricalColumn(profile.name());
    }

    private static String words(long count) {
        return count == 1 ? "1 is a word" : count + " are words";
    }

    private Column leftOut(String name, String reason) {
        notices.add("column '" + name + "' is left out, " + reason + TO_CHANGE);
        return new TextColumn(name, reason);
    }
}
