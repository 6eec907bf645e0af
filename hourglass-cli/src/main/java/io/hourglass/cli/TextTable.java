package io.hourglass.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of texts in aligned columns; columns of numbers stand to the right. */
final class TextTable {
    private static final String GAP = "  ";

    private final String indent;
    private final List<String[]> rows = new ArrayList<>();
    private final boolean hasHeader;

    private TextTable(String indent, boolean hasHeader) {
        this.indent = indent;
        this.hasHeader = hasHeader;
    }

    /** A table under a header. */
    static TextTable headed(String... header) {
        return new TextTable("", true).row(header);
    }

    /** A table without one. */
    static TextTable plain() {
        return new TextTable("", false);
    }

    /** A table under a header, moved to the right. */
    static TextTable indented(String... header) {
        return new TextTable(GAP, true).row(header);
    }

    /** Adds a row of as many texts as the first one. */
    TextTable row(String... cells) {
        rows.add(cells);
        return this;
    }

    /** The lines, without the last one's end. */
    @Override
    public String toString() {
        int columns = rows.isEmpty() ? 0 : rows.get(0).length;
        int[] widths = new int[columns];
        boolean[] right = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            right[c] = rows.size() > (hasHeader ? 1 : 0);
            for (int r = 0; r < rows.size(); r++) {
                String cell = rows.get(r)[c];
                widths[c] = Math.max(widths[c], cell.length());
                right[c] &= (hasHeader && r == 0) || cell.matches("-?|-?[0-9][0-9,.e+-]*( %)?");
            }
        }
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int c = 0; c < columns; c++) {
                String space = " ".repeat(widths[c] - row[c].length());
                line.append(c == 0 ? "" : GAP).append(right[c] ? space + row[c] : row[c] + space);
            }
            lines.add(line.toString().stripTrailing());
        }
        return String.join("\n", lines);
    }
}
