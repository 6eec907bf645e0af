package io.hourglass.codec.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes divided into rows of cells. A line that is not a row of the dialect is kept as it is, with the number of rows before
 * it. A cell's bytes include its quotes.
 */
public final class Grid {
    private final byte[] bytes;
    private final Dialect dialect;
    private final List<OddLine> oddLines = new ArrayList<>();
    private int[] starts = new int[1 << 10];
    private int filled;
    private int rows;
    private boolean open;

    /**
     * A line that is no row.
     *
     * @param row the number of rows before it
     * @param bytes all of it, its end included
     */
    public record OddLine(int row, byte[] bytes) {}

    private Grid(byte[] bytes, Dialect dialect) {
        this.bytes = bytes;
        this.dialect = dialect;
    }

    /** Divides the first {@code length} bytes. */
    public static Grid of(byte[] bytes, int length, Dialect dialect) {
        Grid grid = new Grid(bytes, dialect);
        int at = 0;
        while (at < length) {
            int next = grid.row(at, length);
            if (next < 0) {
                next = at;
                while (next < length && bytes[next] != '\n') {
                    next++;
                }
                next = Math.min(length, next + 1);
                grid.oddLines.add(new OddLine(grid.rows, Arrays.copyOfRange(bytes, at, next)));
            }
            at = next;
        }
        return grid;
    }

    /** Adds the row that starts at a place and returns the place behind it, or -1 if no row starts there. */
    private int row(int from, int length) {
        int columns = dialect.columns();
        if (filled + columns + 1 > starts.length) {
            starts = Arrays.copyOf(starts, Math.max(starts.length * 2, filled + columns + 1));
        }
        int at = from;
        for (int column = 0; column < columns; column++) {
            starts[filled + column] = at;
            at = behindCell(at, length);
            if (at < 0) {
                return -1;
            }
            boolean last = column == columns - 1;
            boolean delimited = at < length && bytes[at] == dialect.delimiter() && columns > 1;
            if (last == delimited) {
                return -1;
            }
            at++;
        }
        return finishRow(at - 1, length);
    }

    private int finishRow(int at, int length) {
        int columns = dialect.columns();
        int end = at;
        if (at >= length) {
            open = true;
        } else if (dialect.carriageReturn()) {
            if (at == 0 || bytes[at - 1] != '\r' || starts[filled + columns - 1] > at - 1) {
                return -1;
            }
            end = at - 1;
        }
        // so that a cell ends one before the next begins
        starts[filled + columns] = end + 1;
        filled += columns + 1;
        rows++;
        return Math.min(length, at + 1);
    }

    /** The place of the delimiter or line feed behind a cell, the length if there is none, -1 if a quote is astray. */
    private int behindCell(int from, int length) {
        int at = from;
        boolean alone = dialect.columns() == 1;
        // where nothing is delimited, quotes protect nothing: a line is a cell
        if (!alone && at < length && bytes[at] == '"') {
            at++;
            while (at < length && (bytes[at] != '"' || (at + 1 < length && bytes[at + 1] == '"'))) {
                at += bytes[at] == '"' ? 2 : 1;
            }
            at++;
            if (at > length) {
                return -1;
            }
            boolean ends = at == length
                    || bytes[at] == '\n'
                    || bytes[at] == dialect.delimiter()
                    || (bytes[at] == '\r' && at + 1 < length && bytes[at + 1] == '\n');
            if (!ends) {
                return -1;
            }
            return at < length && bytes[at] == '\r' ? at + 1 : at;
        }
        while (at < length && bytes[at] != '\n' && (alone || bytes[at] != dialect.delimiter())) {
            at++;
        }
        return at;
    }

    /** The rows, without the odd lines. */
    public int rows() {
        return rows;
    }

    /** Whether the last row has no line end. */
    public boolean isOpen() {
        return open;
    }

    /** The lines that are no rows. */
    public List<OddLine> oddLines() {
        return oddLines;
    }

    /** The rows and odd lines together. */
    public int records() {
        return rows + oddLines.size();
    }

    /** Where a row or odd line starts, counted over both; the end of all bytes for the one behind the last. */
    public int recordStart(int record) {
        int odd = 0;
        int at = 0;
        for (int row = 0, seen = 0; ; seen++) {
            boolean isOdd = odd < oddLines.size() && oddLines.get(odd).row() <= row;
            if (seen == record || (!isOdd && row == rows)) {
                return at;
            }
            if (isOdd) {
                at += oddLines.get(odd++).bytes().length;
            } else {
                at = rowEnd(row++);
            }
        }
    }

    private int rowEnd(int row) {
        int end = end(row, dialect.columns() - 1);
        return open && row == rows - 1 ? end : end + (dialect.carriageReturn() ? 2 : 1);
    }

    /** How the bytes are divided. */
    public Dialect dialect() {
        return dialect;
    }

    /** Where a cell begins among the bytes. */
    public int start(int row, int column) {
        return starts[row * (dialect.columns() + 1) + column];
    }

    /** Where a cell ends. */
    public int end(int row, int column) {
        return starts[row * (dialect.columns() + 1) + column + 1] - 1;
    }

    /** The bytes that were divided. */
    public byte[] bytes() {
        return bytes;
    }
}
