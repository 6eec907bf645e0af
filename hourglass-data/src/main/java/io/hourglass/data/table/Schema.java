package io.hourglass.data.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The columns of a table, in order.
 *
 * @param columns the columns; their names are unique
 * @param missing texts that stand for a missing cell in any column of a text file; the empty text always does
 */
public record Schema(List<Column> columns, List<String> missing) {
    /** The texts taken as missing unless something else is asked for. */
    public static final List<String> DEFAULT_MISSING =
            List.of("", "?", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL");

    private static final int MOST_BATCH_ROWS = 4096;
    private static final int BATCH_VALUES = 1 << 20;

    /** Checks that the names are unique. */
    public Schema {
        columns = List.copyOf(columns);
        missing = missing.contains("") ? List.copyOf(missing) : withEmpty(missing);
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("two columns are named '" + column.name() + "'");
            }
        }
    }

    /** A schema with the default missing texts. */
    public Schema(List<Column> columns) {
        this(columns, DEFAULT_MISSING);
    }

    private static List<String> withEmpty(List<String> missing) {
        List<String> all = new ArrayList<>(List.of(""));
        all.addAll(missing);
        return List.copyOf(all);
    }

    /** The number of columns. */
    public int width() {
        return columns.size();
    }

    /** The column at an index. */
    public Column column(int index) {
        return columns.get(index);
    }

    /** The names of the columns, in order. */
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** The index of the column of that name; -1 if there is none. */
    public int find(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The index of the column of that name.
     *
     * @throws IllegalArgumentException if there is none; the message names those there are
     */
    public int index(String name) {
        int index = find(name);
        if (index < 0) {
            throw new IllegalArgumentException("no column '" + name + "'; the columns are " + listed(names()));
        }
        return index;
    }

    /** The columns of these names, in this order. */
    public Schema select(List<String> names) {
        return new Schema(names.stream().map(name -> columns.get(index(name))).toList(), missing);
    }

    /** All columns but those of these names, which must exist. */
    public Schema without(Collection<String> names) {
        names.forEach(this::index);
        return new Schema(
                columns.stream()
                        .filter(column -> !names.contains(column.name()))
                        .toList(),
                missing);
    }

    /** These columns, then others. */
    public Schema with(List<Column> others) {
        List<Column> all = new ArrayList<>(columns);
        all.addAll(others);
        return new Schema(all, missing);
    }

    /** The index of the first image column; -1 if there is none. */
    public int image() {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i) instanceof ImageColumn) {
                return i;
            }
        }
        return -1;
    }

    /** The same with images of the size that others have: some models take any, and those that do not look at it again. */
    public Schema overImagesOf(Schema found) {
        if (found.image() < 0 || !(found.columns.get(found.image()) instanceof ImageColumn size)) {
            return this;
        }
        List<Column> sized = new ArrayList<>(columns);
        sized.replaceAll(column -> column instanceof ImageColumn
                ? new ImageColumn(column.name(), size.height(), size.width(), size.channels(), size.bits())
                : column);
        return new Schema(sized, missing);
    }

    /** The most rows that a batch of these columns holds: about a million values, at least one row. */
    public int batchRows() {
        long values = 1;
        for (Column column : columns) {
            values += column.valuesPerRow();
        }
        return (int) Math.max(1, Math.min(MOST_BATCH_ROWS, BATCH_VALUES / values));
    }

    /** Names in quotes, separated by commas, the first twenty of them. */
    static String listed(List<String> names) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(20, names.size()); i++) {
            text.append(i == 0 ? "'" : ", '").append(names.get(i)).append('\'');
        }
        return names.size() > 20 ? text + " and " + (names.size() - 20) + " more" : text.toString();
    }
}
