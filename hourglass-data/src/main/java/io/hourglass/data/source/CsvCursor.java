package io.hourglass.data.source;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.NumberColumn;
import io.hourglass.data.table.NumberText;
import io.hourglass.data.table.NumericColumn;
import java.util.List;
import java.util.function.Consumer;

/** Reads rows of a text file into batches by the types of a schema. */
final class CsvCursor implements Cursor {
    private final DataFile file;
    private final BadRows bad;
    private final CsvRows rows;
    private final MissingTexts missing;
    private final Column[] columns;
    private final int[] fields;
    /** Columns of which each text that is a number is that number: it stands for no missing cell. */
    private final boolean[] plain;

    private final int batchRows;
    private final Consumer<BadRows> ended;
    private boolean closed;

    /**
     * @param ended told of the rows left out, after the last row
     */
    CsvCursor(DataFile file, CsvLayout layout, BadRows bad, Consumer<BadRows> ended) {
        this.file = file;
        this.ended = ended;
        this.bad = bad;
        this.rows = new CsvRows(file, layout.dialect(), layout.width(), bad);
        this.missing = new MissingTexts(layout.schema().missing());
        this.columns = layout.schema().columns().toArray(new Column[0]);
        this.fields = layout.fields().stream().mapToInt(Integer::intValue).toArray();
        this.plain = new boolean[columns.length];
        boolean numbersStandForMissing =
                layout.schema().missing().stream().anyMatch(text -> !Double.isNaN(NumberText.parse(text)));
        for (int c = 0; c < columns.length; c++) {
            plain[c] = columns[c] instanceof NumericColumn && !numbersStandForMissing;
        }
        this.batchRows = layout.schema().batchRows();
    }

    BadRows bad() {
        return bad;
    }

    @Override
    public Batch next() {
        double[][] numbers = new double[columns.length][];
        String[][] texts = new String[columns.length][];
        for (int c = 0; c < columns.length; c++) {
            if (columns[c] instanceof NumberColumn) {
                numbers[c] = new double[batchRows];
            } else {
                texts[c] = new String[batchRows];
            }
        }
        int count = 0;
        while (count < batchRows && !closed) {
            CsvCells row = rows.next();
            if (row == null) {
                break;
            }
            if (fill(row, count, numbers, texts)) {
                count++;
            }
        }
        if (count == 0) {
            ended.accept(bad);
            return null;
        }
        return batch(count, numbers, texts);
    }

    private boolean fill(CsvCells row, int at, double[][] numbers, String[][] texts) {
        for (int c = 0; c < columns.length; c++) {
            if (plain[c]) {
                numbers[c][at] = row.number(fields[c]);
                if (Float.isFinite((float) numbers[c][at])) {
                    continue;
                }
            }
            String cell = row.text(fields[c]);
            boolean absent = missing.contains(cell);
            if (texts[c] != null) {
                texts[c][at] = absent ? null : cell;
                continue;
            }
            try {
                numbers[c][at] = absent ? Double.NaN : ((NumberColumn) columns[c]).parse(cell);
            } catch (IllegalArgumentException e) {
                bad.found(new Place(file.name(), row.line(), columns[c].name())
                        .failure(cell, e.getMessage(), CsvTable.FIX));
                return false;
            }
        }
        return true;
    }

    private Batch batch(int count, double[][] numbers, String[][] texts) {
        Batch.Builder batch = Batch.builder(batchRows);
        for (int c = 0; c < columns.length; c++) {
            if (texts[c] != null) {
                batch.texts(texts[c]);
            } else {
                batch.numbers(numbers[c]);
            }
        }
        return batch.build().slice(0, count);
    }

    @Override
    public long badRows() {
        return bad.count();
    }

    @Override
    public List<String> badRowReports() {
        return bad.reports();
    }

    @Override
    public void close() {
        closed = true;
        rows.close();
    }
}
