package io.hourglass.codec.layout;

import java.util.List;

/** Puts the columns of a block together to the bytes they came from. */
public final class GridWriter {
    private static final int NUMBER_LENGTH = 48;

    private final Dialect dialect;
    private final byte[] out;
    private final byte[] scratch = new byte[NUMBER_LENGTH];
    private final int[] length = new int[1];
    private int at;

    /** Writes exactly {@code size} bytes. */
    public GridWriter(Dialect dialect, int size) {
        this.dialect = dialect;
        this.out = new byte[size];
    }

    /** A column's form with its codes, or its texts where it is text. */
    public record Cells(ColumnForm form, long[] codes, byte[][] texts) {}

    /**
     * Writes all rows and odd lines.
     *
     * @param open whether the last row has no line end
     * @return the bytes
     * @throws IllegalStateException if they are more or fewer than was said
     */
    public byte[] write(List<Cells> columns, int rows, boolean open, List<Grid.OddLine> oddLines) {
        int odd = 0;
        for (int row = 0; row <= rows; row++) {
            while (odd < oddLines.size() && oddLines.get(odd).row() <= row) {
                byte[] line = oddLines.get(odd++).bytes();
                put(line, line.length);
            }
            if (row < rows) {
                row(columns, row, open && row == rows - 1);
            }
        }
        if (at != out.length) {
            throw new IllegalStateException("a block has " + at + " bytes instead of " + out.length);
        }
        return out;
    }

    private void row(List<Cells> columns, int row, boolean open) {
        for (int column = 0; column < columns.size(); column++) {
            if (column > 0) {
                put(dialect.delimiter());
            }
            Cells cells = columns.get(column);
            if (cells.form().quoted()) {
                put((byte) '"');
            }
            if (cells.form().isText()) {
                put(cells.texts()[row], cells.texts()[row].length);
            } else {
                byte[] text = cells.form().write(cells.codes()[row], scratch, length);
                put(text, length[0]);
            }
            if (cells.form().quoted()) {
                put((byte) '"');
            }
        }
        if (!open) {
            if (dialect.carriageReturn()) {
                put((byte) '\r');
            }
            put((byte) '\n');
        }
    }

    private void put(byte value) {
        if (at == out.length) {
            throw tooMany();
        }
        out[at++] = value;
    }

    private void put(byte[] bytes, int count) {
        if (count > out.length - at) {
            throw tooMany();
        }
        System.arraycopy(bytes, 0, out, at, count);
        at += count;
    }

    private IllegalStateException tooMany() {
        return new IllegalStateException("a block has more than the " + out.length + " bytes it says");
    }
}
