package io.hourglass.data.table;

import java.util.List;
import java.util.OptionalLong;

/** Tables of the same columns, the rows of one after those of the other. */
public final class StackedTable implements Table {
    private final String source;
    private final List<Table> parts;

    private StackedTable(String source, List<Table> parts) {
        this.source = source;
        this.parts = List.copyOf(parts);
    }

    /**
     * The rows of several tables.
     *
     * @param source where they come from
     * @param parts at least one
     * @throws IllegalArgumentException if their columns differ
     */
    public static StackedTable of(String source, List<Table> parts) {
        for (Table part : parts) {
            if (!part.schema().equals(parts.get(0).schema())) {
                throw new IllegalArgumentException("tables one after the other have the same columns; " + part.source()
                        + " has others than " + parts.get(0).source());
            }
        }
        return new StackedTable(source, parts);
    }

    @Override
    public Schema schema() {
        return parts.get(0).schema();
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public OptionalLong rowCount() {
        return rowCount(parts);
    }

    /** The rows of several tables together, where each knows its own. */
    static OptionalLong rowCount(List<Table> parts) {
        boolean known = parts.stream().allMatch(part -> part.rowCount().isPresent());
        return known
                ? OptionalLong.of(parts.stream().mapToLong(Table::countRows).sum())
                : OptionalLong.empty();
    }

    @Override
    public Cursor open() {
        return new Cursor() {
            private int next;
            private Cursor current;

            @Override
            public Batch next() {
                while (current != null || next < parts.size()) {
                    current = current == null ? parts.get(next++).open() : current;
                    Batch batch = current.next();
                    if (batch != null) {
                        return batch;
                    }
                    close();
                }
                return null;
            }

            @Override
            public void close() {
                if (current != null) {
                    current.close();
                    current = null;
                }
            }
        };
    }
}
