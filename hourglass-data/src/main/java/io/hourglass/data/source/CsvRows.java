package io.hourglass.data.source;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.hourglass.error.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The rows of a text file, those of the wrong number of cells reported and passed over; blank lines are not rows. */
final class CsvRows implements AutoCloseable {
    private final DataFile file;
    private final BadRows bad;
    private final CsvReader<CsvCells> reader;
    private final CloseableIterator<CsvCells> records;
    private final List<String> header;
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
                .build(new CsvCells(), text);
        this.records = reader.iterator();
        this.header = dialect.header() ? firstRecord() : null;
        if (header != null && width == 0) {
            this.width = header.size();
        }
    }

    private List<String> firstRecord() {
        try {
            CsvCells first = record();
            return first == null ? null : first.texts();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The first line of the file where it names the columns; null if there is none. */
    List<String> header() {
        return header;
    }

    /** The next row with the right number of cells; null at the end. */
    CsvCells next() {
        for (CsvCells row = record(); row != null; row = record()) {
            if (width == 0) {
                width = row.count();
            }
            if (row.count() == width) {
                return row;
            }
            bad.found(new DataException(file.name() + ", line " + line + ": needed " + cells(width) + ", found "
                    + row.count() + ": '" + Place.shown(String.join(" | ", row.texts()))
                    + "'; quote cells that hold the separator"));
        }
        return null;
    }

    private static String cells(int count) {
        return count + (count == 1 ? " cell" : " cells");
    }

    private CsvCells record() {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvCells row = records.next();
            line = row.line();
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
