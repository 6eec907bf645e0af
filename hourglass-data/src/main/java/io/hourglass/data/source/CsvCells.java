package io.hourglass.data.source;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import io.hourglass.data.table.NumberText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cells of one row of a text file, in one array of characters that serves all rows: a number is read from it without a string
 * for each cell. What it holds changes with the next row.
 */
final class CsvCells extends AbstractBaseCsvCallbackHandler<CsvCells> {
    /** More cells on a line than any table has: a sign of a file that is no table. */
    static final int MOST_CELLS = 1_000_000;

    private static final int MOST_CHARACTERS = 1 << 28;

    private char[] characters = new char[1024];
    /** Where each cell ends; it starts where the one before ends. */
    private int[] ends = new int[64];

    private int count;
    private long line;

    @Override
    protected void handleBegin(long startingLineNumber) {
        count = 0;
        line = startingLineNumber;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        int start = count == 0 ? 0 : ends[count - 1];
        if (count == MOST_CELLS || length > MOST_CHARACTERS - start) {
            throw new CsvParseException("more than " + MOST_CELLS + " cells or " + MOST_CHARACTERS + " characters");
        }
        if (start + length > characters.length) {
            characters = Arrays.copyOf(characters, Math.max(start + length, 2 * characters.length));
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        System.arraycopy(buffer, offset, characters, start, length);
        ends[count++] = start + length;
    }

    @Override
    protected void handleEmpty() {
        handleField(0, characters, 0, 0, false);
    }

    @Override
    protected CsvCells buildRecord() {
        return this;
    }

    /** The number of cells. */
    int count() {
        return count;
    }

    /** The line on which the row starts, from 1. */
    long line() {
        return line;
    }

    /** The text of a cell. */
    String text(int cell) {
        int start = start(cell);
        return new String(characters, start, ends[cell] - start);
    }

    /** The texts of all cells. */
    List<String> texts() {
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text(i));
        }
        return texts;
    }

    /** A cell as {@link NumberText#parse(String)} gives it. */
    double number(int cell) {
        return NumberText.parse(characters, start(cell), ends[cell]);
    }

    private int start(int cell) {
        return cell == 0 ? 0 : ends[cell - 1];
    }
}
