package io.hourglass.codec.block;

import io.hourglass.codec.coder.BitCoder;
import io.hourglass.codec.coder.NumberCoder;
import io.hourglass.codec.layout.ColumnForm;
import io.hourglass.codec.layout.Dialect;
import io.hourglass.codec.layout.Grid.OddLine;
import io.hourglass.codec.layout.GridWriter;
import io.hourglass.codec.model.Column;
import io.hourglass.codec.model.ColumnPlan;
import io.hourglass.codec.model.Known;
import io.hourglass.codec.model.TextModel;
import java.util.Arrays;
import java.util.List;

/** The decoder of {@link TableEncoder}'s codes. */
final class TableDecoder {
    private final BitCoder coder;
    private final int size;
    private final ColumnListener listener;
    private final Cells cells;
    private int rows;
    private int columns;

    /** Where the cells of a column come from. */
    interface Cells {
        /** A column of so many rows, complete, from the decisions that follow. */
        Column column(int index, ColumnHeader.Coded coded, ColumnPlan plan, Known known, BitCoder coder);
    }

    private TableDecoder(BitCoder coder, int size, ColumnListener listener, Cells cells) {
        this.coder = coder;
        this.size = size;
        this.listener = listener;
        this.cells = cells;
    }

    /**
     * Decodes a block.
     *
     * @param size the bytes it decodes to
     * @throws IllegalStateException if the code makes no sense
     */
    static byte[] decode(BitCoder coder, int size, ColumnListener listener) {
        return decode(coder, size, listener, (index, coded, plan, known, decoder) -> {
            Column column = new Column(coded.alphabet(), new long[known.rows()]);
            plan.code(column, known, decoder, listener.earnings(index));
            column.complete();
            return column;
        });
    }

    /** The same with other cells. */
    static byte[] decode(BitCoder coder, int size, ColumnListener listener, Cells cells) {
        return new TableDecoder(coder, size, listener, cells).decode();
    }

    private byte[] decode() {
        NumberCoder numbers = new NumberCoder(coder);
        rows = numbers.code(Fields.ROWS, 0);
        byte delimiter = (byte) numbers.code(Fields.DELIMITER, 0);
        boolean carriageReturn = numbers.code(Fields.CARRIAGE_RETURN, false);
        columns = numbers.code(Fields.COLUMNS, 0);
        Dialect dialect = new Dialect(delimiter, carriageReturn, columns);
        // each cell has a delimiter or a line end, the last one perhaps none
        if (rows < 1 || (long) rows * columns > size + 1L) {
            throw new IllegalStateException(size + " bytes cannot be " + rows + " rows of " + columns + " cells");
        }
        boolean open = numbers.code(Fields.OPEN, false);
        List<OddLine> oddLines = OddLines.code(numbers, coder, null, rows, size);
        ColumnHeader header = new ColumnHeader(numbers, coder, rows, size);
        int[] order = Orders.code(numbers, null, columns);
        Known known = Known.none(columns, rows);
        GridWriter.Cells[] written = new GridWriter.Cells[columns];
        for (int index : order) {
            listener.begin(index);
            ColumnHeader.Coded coded = header.code(null);
            ColumnForm form = coded.form();
            if (form.isText()) {
                listener.planned(index, form, null);
                written[index] = new GridWriter.Cells(form, new long[0], text(known, index));
            } else {
                ColumnPlan plan = ColumnPlan.code(numbers, Fields.PLAN, null, known);
                listener.planned(index, form, plan);
                Column column = cells.column(index, coded, plan, known, coder);
                known = known.with(index, column, plan);
                written[index] = new GridWriter.Cells(form, column.codes(), new byte[0][]);
            }
            listener.end(index);
        }
        return new GridWriter(dialect, size).write(Arrays.asList(written), rows, open, oddLines);
    }

    private byte[][] text(Known known, int column) {
        TextModel model = new TextModel(coder, size / columns, listener.earnings(column));
        byte[][] texts = new byte[rows][];
        int left = size;
        for (int row = 0; row < rows; row++) {
            texts[row] = model.code(null, known.beside(column, row), left);
            left -= texts[row].length;
        }
        return texts;
    }
}
