package io.hourglass.data.source;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.NumberColumn;
import java.util.List;

/** Reads rows of a text file into batches by the types of a schema. */
final class CsvCursor implements Cursor {
    private final DataFile file;
    private final BadRows bad;
    private final CsvRows rows;
    private final MissingTexts missing;
    private final Column[] columns;
    private final int[] fields;
    private final int batchRows;
    private boolean closed;

    CsvCursor(DataFile file, CsvLayout layout, BadRows bad) {
        this.file = file;
        this.bad = bad;
        this.rows = new CsvRows(file, layout.dialect(), layout.width(), bad);
        this.missing = new MissingTexts(layout.schema().missing());
        this.columns = layout.schema().columns().toArray(new Column[0]);
        this.fields = layout.fields().stream().mapToInt(Integer::intValue).toArray();
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
            CsvRecord row = rows.next();
            if (row == null) {
                break;
            }
            if (fill(row, count, numbers, texts)) {
                count++;
            }
        }
        return count == 0 ? null : batch(count, numbers, texts);
    }

    private boolean fill(CsvRecord row, int at, double[][] numbers, String[][] texts) {
        for (int c = 0; c < columns.length; c++) {
            String cell = row.getField(fields[c]);
            boolean absent = missing.contains(cell);
            if (texts[c] != null) {
                texts[c][at] = absent ? null : cell;
                continue;
            }
            try {
                numbers[c][at] = absent ? Double.NaN : ((NumberColumn) columns[c]).parse(cell);
            } catch (IllegalArgumentException e) {
                bad.found(new Place(file.name(), row.getStartingLineNumber(), columns[c].name())
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
