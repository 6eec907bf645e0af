package io.hourglass.codec.layout;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The first line of a table, if it names the columns.
 *
 * @param length the bytes of that line, its end included; 0 if the first line is data
 * @param names a name for each column, {@code c0} and so on if there are none
 */
public record Heading(int length, List<String> names) {
    private static final String MARK = "\uFEFF";

    /** Looks at the first line: it names the columns if none of its cells is a number or empty, and if rows follow. */
    public static Heading of(byte[] bytes, int length, Dialect dialect) {
        int line = firstLine(bytes, length);
        List<String> names = line < length ? names(bytes, line, dialect) : List.of();
        return names.isEmpty() || !names.stream().allMatch(Heading::isName)
                ? new Heading(0, numbered(dialect.columns()))
                : new Heading(line, names);
    }

    /** Takes the first line for the one that names the columns, whatever it holds: that of a table whose origin is known. */
    public static Heading first(byte[] bytes, int length, Dialect dialect) {
        int line = firstLine(bytes, length);
        return new Heading(line, names(Arrays.copyOf(bytes, line), dialect));
    }

    private static boolean isName(String text) {
        return !text.isBlank() && text.chars().anyMatch(c -> c > '9' && c != 'e' && c != 'E');
    }

    /** The names in a line that was found to name the columns. */
    public static List<String> names(byte[] line, Dialect dialect) {
        List<String> names = names(line, line.length, dialect);
        return names.isEmpty() ? numbered(dialect.columns()) : names;
    }

    /** The cells of a line; none if it is no row. */
    private static List<String> names(byte[] bytes, int length, Dialect dialect) {
        Grid grid = Grid.of(bytes, length, dialect);
        List<String> names = new ArrayList<>();
        for (int column = 0; grid.rows() == 1 && grid.oddLines().isEmpty() && column < dialect.columns(); column++) {
            names.add(text(grid, column));
        }
        return names;
    }

    private static int firstLine(byte[] bytes, int length) {
        boolean quoted = false;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '"') {
                quoted = !quoted;
            } else if (bytes[i] == '\n' && !quoted) {
                return i + 1;
            }
        }
        return length;
    }

    private static String text(Grid grid, int column) {
        int start = grid.start(0, column);
        int end = grid.end(0, column);
        String text = new String(grid.bytes(), start, end - start, StandardCharsets.UTF_8);
        String name = text.startsWith(MARK) ? text.substring(1) : text;
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }

    private static List<String> numbered(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("c" + i);
        }
        return names;
    }
}
