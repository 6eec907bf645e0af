package io.hourglass.cli;

import io.hourglass.data.sink.TableSink;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.NumberColumn;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Pieces;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.TextColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The cells that denoising changed: row, from 0, column, the text before (empty if it was missing) and after, and for numbers the
 * difference, in seconds for instants.
 */
final class DenoiseReport {
    static final Schema SCHEMA = new Schema(List.of(
            new NumericColumn("row", 0),
            new CategoricalColumn("column"),
            new TextColumn("from", "a value of that column"),
            new TextColumn("to", "a value of that column"),
            new NumericColumn("change", -1)));

    private final Schema schema;
    private long firstRow;
    private long moved;
    private long filled;

    private record Line(long row, String column, String from, String to, double change) {}

    /**
     * @param schema the columns of the model
     * @throws IllegalArgumentException if they are images
     */
    DenoiseReport(Schema schema) {
        if (schema.image() >= 0) {
            throw new IllegalArgumentException("--report lists cells of tables; the data are images");
        }
        this.schema = schema;
    }

    long moved() {
        return moved;
    }

    long filled() {
        return filled;
    }

    /** Writes the cells that differ between the next rows before, whose first columns are the schema's, and after. */
    void compare(Pieces before, Batch after, TableSink sink) {
        for (int done = 0; done < after.rows(); ) {
            int count = Math.min(before.available(), after.rows() - done);
            if (count == 0) {
                throw new IllegalStateException("the data changed while they were read");
            }
            compare(before.take(count), after.slice(done, done + count), sink);
            done += count;
        }
    }

    private void compare(Batch before, Batch after, TableSink sink) {
        List<Line> lines = new ArrayList<>();
        for (int row = 0; row < after.rows(); row++) {
            for (int c = 0; c < schema.width(); c++) {
                Column column = schema.column(c);
                String from = column.text(before, c, row);
                String to = column.text(after, c, row);
                if (!Objects.equals(from, to)) {
                    lines.add(new Line(firstRow + row, column.name(), from, to, change(column, c, before, after, row)));
                    filled += from == null ? 1 : 0;
                    moved += from == null ? 0 : 1;
                }
            }
        }
        firstRow += after.rows();
        if (!lines.isEmpty()) {
            sink.write(batch(lines));
        }
    }

    private static double change(Column column, int c, Batch before, Batch after, int row) {
        return column.isQuantity()
                ? difference((NumberColumn) column, before.numbers(c)[row], after.numbers(c)[row])
                : Double.NaN;
    }

    /** As exact as the column writes its numbers: 0.3 less 0.1 is 0.2. */
    private static double difference(NumberColumn column, double from, double to) {
        double difference = to - from;
        return column instanceof NumericColumn numeric && numeric.decimals() >= 0 && Double.isFinite(difference)
                ? numeric.parse(numeric.format(difference))
                : difference;
    }

    private static Batch batch(List<Line> lines) {
        return Batch.builder(lines.size())
                .numbers(lines.stream().mapToDouble(Line::row).toArray())
                .texts(lines.stream().map(Line::column).toArray(String[]::new))
                .texts(lines.stream().map(Line::from).toArray(String[]::new))
                .texts(lines.stream().map(Line::to).toArray(String[]::new))
                .numbers(lines.stream().mapToDouble(Line::change).toArray())
                .build();
    }
}
