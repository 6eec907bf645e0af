package io.hourglass.codec.block;

import io.hourglass.codec.coder.BitCoder;
import io.hourglass.codec.coder.NumberCoder;
import io.hourglass.codec.layout.Grid.OddLine;
import io.hourglass.codec.model.TextModel;
import java.util.ArrayList;
import java.util.List;

/** Codes the lines of a block that are no rows. */
final class OddLines {
    private OddLines() {}

    /**
     * Codes them.
     *
     * @param given the lines, or null when decoding
     * @param rows the rows of the block
     * @param size the bytes of the block
     */
    static List<OddLine> code(NumberCoder numbers, BitCoder coder, List<OddLine> given, int rows, int size) {
        int count = numbers.code(Fields.ODD_LINES, given == null ? 0 : given.size());
        if (count > size) {
            throw new IllegalStateException("a block of " + size + " bytes says it has " + count + " odd lines");
        }
        List<OddLine> lines = new ArrayList<>();
        if (count == 0) {
            return lines;
        }
        TextModel model = new TextModel(coder, Math.min(size, 1 << 16));
        int row = 0;
        int left = size;
        for (int i = 0; i < count; i++) {
            OddLine line = given == null ? null : given.get(i);
            int gap = numbers.code(Fields.ODD_ROW, line == null ? 0 : line.row() - row);
            int length = numbers.code(Fields.ODD_LENGTH, line == null ? 0 : line.bytes().length);
            if (gap > rows - row || length > left || length == 0) {
                throw new IllegalStateException("an odd line does not fit its block");
            }
            row += gap;
            left -= length;
            lines.add(new OddLine(row, model.codeAll(line == null ? null : line.bytes(), length)));
        }
        return lines;
    }
}
