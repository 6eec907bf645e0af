package io.hourglass.data.source;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.hourglass.error.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The rows of a text file, those of the wrong number of cells reported and passed over; blank lines are not rows. */
final class CsvRows implements AutoCloseable {
    /** More cells on a line than any table has: a sign of a file that is no table. */
    static final int MOST_CELLS = 1_000_000;

    private static final int MOST_CHARACTERS = 1 << 28;

    private final DataFile file;
    private final BadRows bad;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final CsvRecord header;
    private int width;
    private long line;

    /**
     * Opens the file and reads its header, if it has one.
     *
     * @param width the number of cells of each row; 0 for that of the first row
     */
    CsvRows(DataFile file, CsvDialect dialect, int width, BadRows bad) {
        this.file = file;
        this.bad = bad;
        this.width = width;
        Utf8Reader text = new Utf8Reader(file);
        this.reader = CsvReader.builder()
                .fieldSeparator(dialect.delimiter())
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .build(
                        CsvRecordHandler.of(
                                handler -> handler.maxFields(MOST_CELLS).maxRecordSize(MOST_CHARACTERS)),
                        text);
        this.records = reader.iterator();
        this.header = dialect.header() ? firstRecord() : null;
        if (header != null && width == 0) {
            this.width = header.getFieldCount();
        }
    }

    private CsvRecord firstRecord() {
        try {
            return record();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The first line of the file where it names the columns; null if there is none. */
    CsvRecord header() {
        return header;
    }

    /** The next row with the right number of cells; null at the end. */
    CsvRecord next() {
        for (CsvRecord row = record(); row != null; row = record()) {
            if (width == 0) {
                width = row.getFieldCount();
            }
            if (row.getFieldCount() == width) {
                return row;
            }
            bad.found(new DataException(file.name() + ", line " + line + ": needed " + cells(width) + ", found "
                    + row.getFieldCount() + ": '" + Place.shown(String.join(" | ", row.getFields()))
                    + "'; quote cells that hold the separator"));
        }
        return null;
    }

    private static String cells(int count) {
        return count + (count == 1 ? " cell" : " cells");
    }

    private CsvRecord record() {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord row = records.next();
            line = row.getStartingLineNumber();
            return row;
        } catch (CsvParseException e) {
            if (e.getCause() instanceof DataException || e.getCause() instanceof UncheckedIOException) {
                throw (RuntimeException) e.getCause();
            }
            // Where a quote goes wrong, the rows after it cannot be told apart, so this one cannot be skipped.
            throw new DataException(
                    file.name() + ": the row after line " + line + " cannot be read: " + e.getMessage()
                            + "; is a quote not closed, or not doubled inside quotes?",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
