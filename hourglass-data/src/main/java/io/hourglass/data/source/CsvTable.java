package io.hourglass.data.source;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The rows of a text file whose columns are known. */
final class CsvTable implements Table {
    /** What helps against a cell that is not of its column's type. */
    static final String FIX =
            "correct it, skip such rows (--on-bad-row skip), or give the column another type (--schema)";

    private final DataFile file;
    private final SourceOptions options;
    private final CsvLayout layout;
    private final OptionalLong rowCount;
    private final List<String> notices;
    /** What the last pass that ended left out, where that is not in the notices already. */
    private volatile List<String> leftOut = List.of();

    CsvTable(DataFile file, SourceOptions options, CsvLayout layout) {
        this(file, options, layout, OptionalLong.empty(), List.of());
    }

    private CsvTable(
            DataFile file, SourceOptions options, CsvLayout layout, OptionalLong rowCount, List<String> notices) {
        this.file = file;
        this.options = options;
        this.layout = layout;
        this.rowCount = rowCount;
        this.notices = List.copyOf(notices);
    }

    /** The same table, of which not all rows were looked at. */
    CsvTable uncounted(List<String> known) {
        return new CsvTable(file, options, layout, OptionalLong.empty(), known);
    }

    /** The same table with its number of rows. */
    CsvTable counted(long rows, List<String> known) {
        return new CsvTable(file, options, layout, OptionalLong.of(rows), known);
    }

    /** The same table with its number of rows, found by reading them; rows left out are described in the notices. */
    CsvTable counted(List<String> known) {
        long rows = 0;
        List<String> all = new ArrayList<>(known);
        try (CsvCursor cursor = open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                rows += batch.rows();
            }
            if (cursor.badRows() > 0) {
                all.add(cursor.bad().notice());
            }
            if (rows == 0) {
                throw new DataException(file.name() + " has no row that can be understood: "
                        + cursor.bad().notice());
            }
        }
        return counted(rows, all);
    }

    @Override
    public Schema schema() {
        return layout.schema();
    }

    @Override
    public String source() {
        return file.name();
    }

    @Override
    public OptionalLong rowCount() {
        return rowCount;
    }

    @Override
    public List<String> notices() {
        List<String> all = new ArrayList<>(notices);
        all.addAll(leftOut);
        return List.copyOf(all);
    }

    /**
     * Reads the file again by the expected schema, so that cells are taken from their text and not from a type guessed before; this
     * table itself where it has been read by it already.
     */
    @Override
    public Table as(Schema expected) {
        List<Column> columns = schema().columns();
        boolean same = columns.size() >= expected.width()
                && columns.subList(0, expected.width()).equals(expected.columns())
                && schema().missing().equals(expected.missing());
        return same ? this : CsvSource.open(file, options, expected);
    }

    /** Cells of other columns are not even read. */
    @Override
    public Table select(List<String> names) {
        List<Integer> fields = names.stream()
                .map(name -> layout.fields().get(schema().index(name)))
                .toList();
        CsvLayout part = new CsvLayout(layout.dialect(), layout.width(), fields, schema().select(names));
        return names.isEmpty() || options.onBadRow() == OnBadRow.SKIP
                ? Table.super.select(names)
                : new CsvTable(file, options, part, rowCount, notices);
    }

    @Override
    public CsvCursor open() {
        return new CsvCursor(file, layout, new BadRows(options.onBadRow()), this::ended);
    }

    /** The rows of a table that was read through when it was opened are known. */
    private void ended(BadRows bad) {
        leftOut = rowCount.isEmpty() && bad.count() > 0 ? List.of(bad.notice()) : List.of();
    }
}
