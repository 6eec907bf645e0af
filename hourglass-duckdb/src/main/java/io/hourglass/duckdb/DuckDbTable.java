package io.hourglass.duckdb;

import io.hourglass.data.source.MissingTexts;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The rows of a relation, each column read as its type in the schema says. Only the columns of the schema are read. */
final class DuckDbTable implements Table {
    private final Relation relation;
    private final Schema schema;
    private final Map<String, String> types;
    private final OptionalLong rowCount;
    private final List<String> notices;

    /**
     * @param types what each column is to DuckDB, by name
     */
    DuckDbTable(
            Relation relation, Schema schema, Map<String, String> types, OptionalLong rowCount, List<String> notices) {
        this.relation = relation;
        this.schema = schema;
        this.types = types;
        this.rowCount = rowCount;
        this.notices = List.copyOf(notices);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public String source() {
        return relation.source();
    }

    @Override
    public OptionalLong rowCount() {
        return rowCount;
    }

    @Override
    public List<String> notices() {
        return notices;
    }

    /** Reads the same rows by the other schema, so that cells are taken from what they are and not from what they were read as. */
    @Override
    public Table as(Schema expected) {
        List<Column> columns = schema.columns();
        boolean same = columns.size() >= expected.width()
                && columns.subList(0, expected.width()).equals(expected.columns())
                && schema.missing().equals(expected.missing());
        return same ? this : new DuckDbSource(relation, expected.missing(), expected).table();
    }

    @Override
    public Table select(List<String> names) {
        return new DuckDbTable(relation, schema.select(names), types, rowCount, notices);
    }

    @Override
    public Cursor open() {
        List<String> expressions =
                schema.columns().stream().map(this::expression).toList();
        return new Rows(Selection.of(relation, expressions));
    }

    /** Floats and doubles as they are; the rest as any expression. */
    private String expression(Column column) {
        String name = DuckDb.name(column.name());
        String type = types.get(column.name());
        boolean asItIs = CellSql.isNumber(column) && (type.equals("FLOAT") || type.equals("DOUBLE"));
        return asItIs ? name : CellSql.of(name, column, schema.missing());
    }

    /** Hands chunks over as batches, in parts where rows are wide. */
    private final class Rows implements Cursor {
        private final Selection selection;
        private final List<CellReader> readers;
        private final int most = schema.batchRows();
        private int at;
        private int end;
        private long row;

        Rows(Selection selection) {
            this.selection = selection;
            MissingTexts missing = new MissingTexts(schema.missing());
            this.readers = schema.columns().stream()
                    .map(column -> new CellReader(source(), column, missing))
                    .toList();
        }

        @Override
        public Batch next() {
            if (at == end) {
                if (!selection.next()) {
                    return null;
                }
                at = 0;
                end = selection.rows();
            }
            int to = Math.min(end, at + most);
            Batch.Builder batch = Batch.builder(to - at);
            for (int c = 0; c < readers.size(); c++) {
                CellReader reader = readers.get(c);
                if (reader.isNumbers()) {
                    batch.numbers(reader.numbers(selection.column(c), at, to, row));
                } else {
                    batch.texts(reader.texts(selection.column(c), at, to));
                }
            }
            row += to - at;
            at = to;
            return batch.build();
        }

        @Override
        public void close() {
            at = end;
            selection.close();
        }
    }
}
