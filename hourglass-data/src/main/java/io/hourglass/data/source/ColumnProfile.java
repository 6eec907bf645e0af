package io.hourglass.data.source;

import io.hourglass.data.table.InstantColumn;
import io.hourglass.data.table.NumberColumn;
import io.hourglass.data.table.NumberText;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** What is learnt about one column of a text file from its cells, one at a time, in bounded memory. */
final class ColumnProfile {
    /** Beyond so many different texts a column is not one of categories. */
    static final int MOST_CATEGORIES = 10_000;
    /** Beyond so many different words, words among numbers are not stray. */
    static final int MOST_STRAY_WORDS = 10;

    /** With more digits after the point numbers are measurements, written as short as keeps them. */
    private static final int MOST_DECIMALS = 6;

    private static final int MOST_IDS = 1 << 20;

    /** A cell to point at. */
    record Cell(String text, long line, String problem) {}

    private final String name;
    private final NumberColumn expected;
    private final DistinctCount distinct = new DistinctCount(MOST_CATEGORIES);
    private final DistinctCount ids;
    private final Set<String> words = new LinkedHashSet<>();
    private long values;
    private long numbers;
    private int decimals;
    private boolean leadingZeros;
    private String first;
    private String second;
    private boolean moreThanTwo;
    private int shape = -1;
    private InstantColumn instants;
    private long failures;
    private Cell firstFailure;
    private Cell firstWord;
    private Cell tooLarge;

    /**
     * @param expected what the column must hold; null if that is to be found out
     */
    ColumnProfile(String name, NumberColumn expected) {
        this.name = name;
        this.expected = expected;
        this.ids = looksLikeId(name) ? new DistinctCount(MOST_IDS) : null;
    }

    /** Takes in a cell that is not missing. */
    void add(String cell, long line) {
        values++;
        if (expected != null) {
            check(cell, line);
        }
        double value = NumberText.parse(cell);
        if (Double.isNaN(value)) {
            word(cell, line);
        } else {
            number(cell, value, line);
        }
        if (!moreThanTwo) {
            compare(cell.strip());
        }
    }

    private void check(String cell, long line) {
        try {
            expected.parse(cell);
        } catch (IllegalArgumentException e) {
            failures++;
            firstFailure = firstFailure == null ? new Cell(cell, line, e.getMessage()) : firstFailure;
        }
    }

    private void number(String cell, double value, long line) {
        numbers++;
        shape = InstantShape.NONE;
        if (tooLarge == null && Float.isInfinite((float) value)) {
            tooLarge = new Cell(cell, line, "beyond what a float holds (" + Float.MAX_VALUE + ")");
        }
        if (decimals >= 0) {
            int found = NumberText.decimals(cell);
            decimals = found < 0 || found > MOST_DECIMALS ? -1 : Math.max(decimals, found);
        }
        leadingZeros |= hasLeadingZero(cell);
        if (ids != null) {
            ids.add(cell.strip());
        }
        if (firstWord != null || leadingZeros) {
            distinct.add(cell);
        }
    }

    private static boolean hasLeadingZero(String cell) {
        String digits = cell.strip();
        return digits.length() > 1 && digits.charAt(0) == '0' && Character.isDigit(digits.charAt(1));
    }

    private void word(String cell, long line) {
        firstWord = firstWord == null ? new Cell(cell, line, "not a number") : firstWord;
        if (words.size() <= MOST_STRAY_WORDS) {
            words.add(cell.strip());
        }
        distinct.add(cell);
        if (shape != InstantShape.NONE) {
            instant(cell.strip());
        }
    }

    private void instant(String text) {
        int found = InstantShape.of(text);
        if (shape < 0 && found != InstantShape.NONE) {
            shape = found;
            instants = new InstantColumn(name, InstantShape.pattern(found));
        }
        if (found != shape || !reads(instants, text)) {
            shape = InstantShape.NONE;
        }
    }

    private static boolean reads(NumberColumn column, String text) {
        if (column == null) {
            return false;
        }
        try {
            column.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void compare(String text) {
        if (first == null || first.equals(text)) {
            first = text;
        } else if (second == null || second.equals(text)) {
            second = text;
        } else {
            moreThanTwo = true;
        }
    }

    /** Whether a name says that its column identifies rows: {@code id}, {@code uuid}, {@code user_id}, {@code userId}, {@code unnamed_0}. */
    static boolean looksLikeId(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("id")
                || lower.equals("uuid")
                || lower.equals("guid")
                || lower.equals("index")
                || lower.startsWith("unnamed_")
                || lower.matches(".*[_\\- .]id")
                || name.matches(".*[a-z]I[dD]");
    }

    String name() {
        return name;
    }

    /** How many cells were not missing. */
    long values() {
        return values;
    }

    /** How many cells were numbers. */
    long numbers() {
        return numbers;
    }

    /** How many cells were words. */
    long wordCount() {
        return values - numbers;
    }

    /** The different words, up to one more than may be stray. */
    Set<String> words() {
        return words;
    }

    Cell firstWord() {
        return firstWord;
    }

    /** The first number that no float holds; null if there is none. */
    Cell tooLarge() {
        return tooLarge;
    }

    /** Digits after the point that write all the numbers; -1 for the shortest form. */
    int decimals() {
        return decimals;
    }

    /** Whether all numbers are whole and some start with a zero, as codes do. */
    boolean isCode() {
        return leadingZeros && decimals == 0;
    }

    /** Whether the name says identifier, and every cell is a whole number that occurs once. */
    boolean isNumberedId() {
        return ids != null && decimals == 0 && numbers == values && ids.count() >= Math.min(values, MOST_IDS);
    }

    /** Different texts, counted from the first that is not a plain number on; more than {@link #MOST_CATEGORIES} if there are more. */
    int distinct() {
        return distinct.count();
    }

    /** The two texts of the column, in order of appearance; null if there are not exactly two. */
    String[] pair() {
        return second == null || moreThanTwo ? null : new String[] {first, second};
    }

    /** The instants of the column; null if not all its cells are instants of one pattern. */
    InstantColumn instants() {
        return shape > 0 ? instants : null;
    }

    /** How many cells are not what was expected. */
    long failures() {
        return failures;
    }

    Cell firstFailure() {
        return firstFailure;
    }
}
