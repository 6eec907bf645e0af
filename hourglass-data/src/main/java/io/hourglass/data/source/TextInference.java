package io.hourglass.data.source;

import io.hourglass.data.table.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out what columns of text hold by the rules that CSV files are read by, for sources whose cells are texts although they are no
 * text files. Rows are counted from 1 in what it says.
 */
public final class TextInference {
    private final List<ColumnProfile> profiles = new ArrayList<>();
    private final MissingTexts missing;
    private final ColumnInference inference = new ColumnInference("row");

    /**
     * @param names of the columns
     * @param missing the texts that stand for a missing cell
     */
    public TextInference(List<String> names, List<String> missing) {
        names.forEach(name -> profiles.add(new ColumnProfile(name, null)));
        this.missing = new MissingTexts(missing);
    }

    /**
     * Takes in a cell.
     *
     * @param column its number among the names
     * @param cell null if it is missing
     * @param row from 1
     */
    public void add(int column, String cell, long row) {
        if (cell != null && !missing.contains(cell)) {
            profiles.get(column).add(cell, row);
        }
    }

    /** What a column holds, after its last cell. */
    public Column column(int column) {
        return inference.infer(profiles.get(column));
    }

    /** What should be known about the columns asked for so far, a sentence each. */
    public List<String> notices() {
        return List.copyOf(inference.notices());
    }

    /** Whether a name says that its column identifies rows: such a column of different whole numbers is left out. */
    public static boolean looksLikeId(String name) {
        return ColumnProfile.looksLikeId(name);
    }
}
