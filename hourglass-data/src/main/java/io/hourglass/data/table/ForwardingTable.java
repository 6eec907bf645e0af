package io.hourglass.data.table;

import java.util.List;
import java.util.OptionalLong;

/** A view of another table, of which it tells whatever the view does not change. */
abstract class ForwardingTable implements Table {
    private final Table table;

    ForwardingTable(Table table) {
        this.table = table;
    }

    /** The table that this is a view of. */
    final Table table() {
        return table;
    }

    @Override
    public Schema schema() {
        return table.schema();
    }

    @Override
    public String source() {
        return table.source();
    }

    @Override
    public OptionalLong rowCount() {
        return table.rowCount();
    }

    @Override
    public List<String> notices() {
        return table.notices();
    }
}
