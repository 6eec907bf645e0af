package io.hourglass.data.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A view of some columns of a table, or of all with other names. */
final class ColumnsTable extends ForwardingTable {
    private final Schema schema;
    private final int[] columns;

    /**
     * @param schema the columns of the view
     * @param columns where each of them is in the table
     */
    private ColumnsTable(Table table, Schema schema, int[] columns) {
        super(table);
        if (schema.width() == 0) {
            throw new IllegalArgumentException("no column of " + table.source() + " is left");
        }
        this.schema = schema;
        this.columns = columns;
    }

    /** A view of columns of the table, picked and ordered. */
    static ColumnsTable of(Table table, Schema picked) {
        return new ColumnsTable(
                table,
                picked,
                picked.names().stream().mapToInt(table.schema()::index).toArray());
    }

    /** A view of all columns, one of them under another name. */
    static ColumnsTable renamed(Table table, String name, String other) {
        Schema all = table.schema();
        List<Column> named = new ArrayList<>(all.columns());
        named.set(all.index(name), all.column(all.index(name)).named(other));
        int[] columns = new int[named.size()];
        Arrays.setAll(columns, i -> i);
        return new ColumnsTable(table, new Schema(named, all.missing()), columns);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    /** A plain choice of columns lets the table itself take on the schema, as it may know the cells' own text. */
    @Override
    public Table as(Schema expected) {
        List<String> names = schema.names();
        if (!table().schema().names().containsAll(names)) {
            return ConformedTable.of(this, expected);
        }
        SchemaMismatch.ofNames(expected, names).check(source());
        List<Column> present = expected.columns().stream()
                .filter(column -> schema.find(column.name()) >= 0)
                .toList();
        Table whole = table().as(new Schema(present, expected.missing()));
        List<String> kept = whole.schema().names().stream()
                .filter(name -> schema.find(name) >= 0)
                .toList();
        return whole.select(kept);
    }

    @Override
    public Cursor open() {
        return new ForwardingCursor(table().open()) {
            @Override
            Batch change(Batch batch) {
                return batch.select(columns);
            }
        };
    }
}
