package io.hourglass.data.table;

import io.hourglass.error.DataException;
import java.util.ArrayList;
import java.util.List;

/** A table turned into the columns of an expected schema; the columns it has beyond them follow unchanged. */
final class ConformedTable extends ForwardingTable {
    private final Schema schema;
    private final int[] sources;

    private ConformedTable(Table table, Schema schema, int[] sources) {
        super(table);
        this.schema = schema;
        this.sources = sources;
    }

    static Table of(Table table, Schema expected) {
        Schema found = table.schema();
        SchemaMismatch mismatch = SchemaMismatch.ofNames(expected, found.names());
        List<Column> columns = new ArrayList<>();
        for (Column wanted : expected.columns()) {
            int at = found.find(wanted.name());
            if (at >= 0) {
                columns.add(wanted);
                if (!turns(found.column(at), wanted)) {
                    mismatch.changed(wanted.name(), described(wanted), described(found.column(at)));
                }
            }
        }
        mismatch.check(table.source());
        for (Column column : found.columns()) {
            if (expected.find(column.name()) < 0) {
                columns.add(column);
            }
        }
        Schema schema = new Schema(columns, expected.missing());
        int[] sources = schema.names().stream().mapToInt(found::index).toArray();
        return new ConformedTable(table, schema, sources);
    }

    private static String described(Column column) {
        return column instanceof ImageColumn image ? "image " + image.size() : column.kind();
    }

    /** Whether cells of one column can be those of the other, for some cells at least. */
    private static boolean turns(Column from, Column to) {
        if (from instanceof ImageColumn || to instanceof ImageColumn) {
            return from instanceof ImageColumn a
                    && to instanceof ImageColumn b
                    && a.size().equals(b.size());
        }
        if (to instanceof WordColumn || from instanceof TextColumn) {
            return true;
        }
        if (from instanceof BooleanColumn values && to instanceof NumericColumn) {
            return values.isZeroOne();
        }
        return from.kind().equals(to.kind()) || (to instanceof BooleanColumn && !(from instanceof InstantColumn));
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Cursor open() {
        return new ForwardingCursor(table().open()) {
            private long first;

            @Override
            Batch change(Batch batch) {
                Batch.Builder changed = Batch.builder(batch.rows());
                for (int c = 0; c < sources.length; c++) {
                    convert(batch, sources[c], schema.column(c), first, changed);
                }
                first += batch.rows();
                return changed.build();
            }
        };
    }

    private void convert(Batch batch, int at, Column to, long firstRow, Batch.Builder changed) {
        Column from = table().schema().column(at);
        if (to instanceof ImageColumn) {
            changed.pixels(batch.pixels(at));
        } else if (to instanceof WordColumn) {
            changed.texts(from instanceof WordColumn ? batch.texts(at) : texts(batch, at, from));
        } else if (keepsValues(from, (NumberColumn) to)) {
            changed.numbers(batch.numbers(at));
        } else {
            changed.numbers(numbers(batch, at, (NumberColumn) to, firstRow));
        }
    }

    private static boolean keepsValues(Column from, NumberColumn to) {
        if (from instanceof BooleanColumn a && to instanceof BooleanColumn b) {
            return a.falseText().equals(b.falseText()) && a.trueText().equals(b.trueText());
        }
        return from.kind().equals(to.kind()) || (from instanceof BooleanColumn && to instanceof NumericColumn);
    }

    private static String[] texts(Batch batch, int at, Column from) {
        String[] texts = new String[batch.rows()];
        for (int row = 0; row < texts.length; row++) {
            texts[row] = from.text(batch, at, row);
        }
        return texts;
    }

    private double[] numbers(Batch batch, int at, NumberColumn to, long firstRow) {
        Column from = table().schema().column(at);
        double[] numbers = new double[batch.rows()];
        for (int row = 0; row < numbers.length; row++) {
            String text = from.text(batch, at, row);
            try {
                numbers[row] = text == null || schema.missing().contains(text.strip()) ? Double.NaN : to.parse(text);
            } catch (IllegalArgumentException e) {
                throw new DataException(
                        source() + ", row " + (firstRow + row) + ", column '" + to.name() + "': found '" + text + "', "
                                + e.getMessage(),
                        e);
            }
        }
        return numbers;
    }
}
