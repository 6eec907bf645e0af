package io.hourglass.demo;

import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import java.util.OptionalLong;

/** A table under another name, for messages and provenance. */
record NamedTable(Table table, String source) implements Table {
    @Override
    public Schema schema() {
        return table.schema();
    }

    @Override
    public OptionalLong rowCount() {
        return table.rowCount();
    }

    @Override
    public Cursor open() {
        return table.open();
    }
}
