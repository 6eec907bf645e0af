package io.hourglass.data.sink;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Writes text: UTF-8, a header, lines that end in a line feed, quotes where they are needed, missing cells empty. Numbers have their
 * column's decimals, or as many digits as give the value back.
 */
final class CsvSink implements TableSink {
    private final Writer text;
    private final CsvWriter writer;
    private final Column[] columns;

    CsvSink(OutputStream out, char delimiter, Schema schema) {
        this.columns = schema.columns().toArray(new Column[0]);
        for (Column column : columns) {
            if (column instanceof ImageColumn) {
                throw new IllegalArgumentException("column '" + column.name()
                        + "' holds images, which text files cannot: needed a folder, .npy, .npz or .idx");
            }
        }
        this.text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        this.writer = CsvWriter.builder()
                .fieldSeparator(delimiter)
                .lineDelimiter(LineDelimiter.LF)
                .quoteStrategy(new Quotes(columns.length == 1))
                .build(text);
        writer.writeRecord(schema.names().toArray(new String[0]));
    }

    @Override
    public void write(Batch batch) {
        String[] cells = new String[columns.length];
        for (int row = 0; row < batch.rows(); row++) {
            for (int c = 0; c < cells.length; c++) {
                String cell = columns[c].text(batch, c, row);
                cells[c] = cell == null ? "" : cell;
            }
            writer.writeRecord(cells);
        }
    }

    @Override
    public void close() {
        try {
            writer.flush();
            text.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Quotes beyond those that are required: an empty cell alone on its line, as a blank line is no row to most readers; and names that
     * hold what readers may take for the separator or for a byte-order mark.
     */
    private record Quotes(boolean alone) implements QuoteStrategy {
        @Override
        public boolean quoteEmpty(int line, int field) {
            return alone;
        }

        @Override
        public boolean quoteValue(int line, int field, String cell) {
            return line == 1
                    && (cell.indexOf(',') >= 0
                            || cell.indexOf(';') >= 0
                            || cell.indexOf('\t') >= 0
                            || cell.charAt(0) == '\uFEFF');
        }
    }
}
