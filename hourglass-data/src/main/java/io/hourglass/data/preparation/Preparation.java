package io.hourglass.data.preparation;

import io.hourglass.cell.Cell;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.data.table.TextColumn;
import io.hourglass.error.DataException;
import io.hourglass.network.Shape;
import io.hourglass.training.MemoryRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the rows of a table become prepared rows and prepared rows become rows of the table: fitted once, on the training rows, and
 * stored in the model.
 *
 * @param columns the columns learnt from or given back, in the data's order
 * @param missing the texts that stood for a missing cell in the training data
 */
public record Preparation(List<PreparedColumn> columns, List<String> missing) {
    public Preparation {
        columns = List.copyOf(columns);
        missing = List.copyOf(missing);
        new Schema(columns.stream().map(PreparedColumn::column).toList()); // refuses two columns of one name
        if (columns.stream().mapToInt(PreparedColumn::width).sum() == 0) {
            throw new IllegalArgumentException("a preparation needs a column to learn from");
        }
    }

    /**
     * Fits to a table in one pass.
     *
     * @param scale how numbers are scaled
     * @param hides whether training will hide cells, so that every column needs an input that says so
     * @param notices told what was left out and why, a sentence each
     * @throws DataException if the table has no rows, or no more than a single number to learn from
     */
    public static Preparation fit(Table table, Scale scale, boolean hides, List<String> notices) {
        return fit(table, scale, hides, notices, 1);
    }

    /**
     * Fits to a table whose rows are learnt several at a time; then a single number is enough to learn from.
     *
     * @param steps the rows that a network sees at a time
     */
    public static Preparation fit(Table table, Scale scale, boolean hides, List<String> notices, int steps) {
        List<PreparedColumn> prepared = columns(table, scale, hides, notices);
        checkEnough(table, prepared, steps);
        return new Preparation(prepared, table.schema().missing());
    }

    /** Fits numbers to some of a table's rows, and levels and columns that are constant among those to all of them. */
    public static Preparation fit(Table some, Table all, Scale scale) {
        List<PreparedColumn> prepared = new ArrayList<>(columns(some, scale, false, new ArrayList<>()));
        List<PreparedColumn> others = columns(all, scale, false, new ArrayList<>());
        for (int c = 0; c < others.size(); c++) {
            if (!(prepared.get(c) instanceof PreparedNumber)) {
                prepared.set(c, others.get(c));
            }
        }
        checkEnough(all, prepared, 1);
        return new Preparation(prepared, all.schema().missing());
    }

    private static List<PreparedColumn> columns(Table table, Scale scale, boolean hides, List<String> notices) {
        List<Column> columns = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < table.schema().width(); i++) {
            if (!(table.schema().column(i) instanceof TextColumn)) {
                columns.add(table.schema().column(i));
                places.add(i);
            }
        }
        List<ColumnFitting> fittings = columns.stream().map(ColumnFitting::new).toList();
        long rows = 0;
        try (Cursor cursor = table.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (int i = 0; i < fittings.size(); i++) {
                    fittings.get(i).add(batch, places.get(i));
                }
                rows += batch.rows();
            }
        }
        if (rows == 0) {
            throw new DataException(table.source() + ": there are no rows to learn from");
        }
        return fittings.stream().map(f -> f.fitted(scale, hides, notices)).toList();
    }

    /** A code holds at least one number, and must be narrower than what it stands for. */
    private static void checkEnough(Table table, List<PreparedColumn> prepared, int steps) {
        List<PreparedColumn> learnt =
                prepared.stream().filter(column -> column.cell().isPresent()).toList();
        String others = "is constant, all missing, or left out as text";
        if (learnt.isEmpty()) {
            throw new DataException(table.source() + ": there is nothing to learn: each of the "
                    + table.schema().width() + " columns " + others);
        }
        Cell first = learnt.get(0).cell().orElseThrow();
        if (learnt.size() * steps == 1 && first.outputs() == 1) {
            throw new DataException(table.source() + ": there is one number to learn from, '"
                    + learnt.get(0).column().name()
                    + "', and nothing to squeeze: an autoencoder needs at least two columns of which none " + others
                    + "; of a series, windows of several rows (--sequence)");
        }
    }

    /** The columns that a table must have, by name and type. */
    public Schema schema() {
        return new Schema(columns.stream().map(PreparedColumn::column).toList(), missing);
    }

    /** The shape of the images that rows are; empty where they are something else, or more than images. */
    public Optional<Shape> image() {
        return columns.size() == 1 && columns.get(0).column() instanceof ImageColumn image
                ? Optional.of(Shape.of(image.height(), image.width(), image.channels()))
                : Optional.empty();
    }

    /** The same over images of another size, under the name of these. */
    public Preparation over(ImageColumn images) {
        ImageColumn named = new ImageColumn(
                columns.get(0).column().name(), images.height(), images.width(), images.channels(), images.bits());
        return new Preparation(List.of(new PreparedImage(named)), missing);
    }

    /** What the columns are to a network, in order. */
    public List<Cell> cells() {
        return columns.stream().flatMap(column -> column.cell().stream()).toList();
    }

    /** The floats of a prepared row. */
    public int width() {
        return columns.stream().mapToInt(PreparedColumn::width).sum();
    }

    /** For each float of a prepared row, the index of its column. */
    public int[] columnOfCell() {
        int[] owner = new int[width()];
        int at = 0;
        for (int c = 0; c < columns.size(); c++) {
            for (int i = 0; i < columns.get(c).width(); i++) {
                owner[at++] = c;
            }
        }
        return owner;
    }

    /**
     * Prepares a batch whose first columns are those of {@link #schema()}.
     *
     * @param unseen told of values that training did not see
     * @return rows × width floats
     */
    public float[] apply(Batch batch, Unseen unseen) {
        int width = width();
        float[] rows = new float[Math.multiplyExact(batch.rows(), width)];
        int at = 0;
        for (int c = 0; c < columns.size(); c++) {
            columns.get(c).apply(batch, c, rows, width, at, unseen);
            at += columns.get(c).width();
        }
        return rows;
    }

    /** Prepares a whole table into memory. */
    public MemoryRows apply(Table table, Unseen unseen) {
        MemoryRows rows = new MemoryRows(width(), cellNames());
        apply(table, unseen, rows::add);
        return rows;
    }

    /** Takes prepared rows, one at a time. */
    @FunctionalInterface
    public interface RowTaker {
        /** Takes the row that starts at a place of an array, which changes afterwards. */
        void add(float[] rows, int at);
    }

    /** Prepares a whole table, row by row. */
    public void apply(Table table, Unseen unseen, RowTaker taker) {
        int width = width();
        try (Cursor cursor = table.as(schema()).open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                float[] prepared = apply(batch, unseen);
                for (int r = 0; r < batch.rows(); r++) {
                    taker.add(prepared, r * width);
                }
            }
        }
    }

    /** The name of the column of each float of a prepared row. */
    public List<String> cellNames() {
        List<String> names = new ArrayList<>();
        for (int c : columnOfCell()) {
            names.add(columns.get(c).column().name());
        }
        return names;
    }

    /**
     * The rows that prepared rows stand for, with the columns of {@link #schema()}.
     *
     * @param rows count × width floats; NaN for missing
     * @param count at least 1
     */
    public Batch undo(float[] rows, int count) {
        Batch.Builder batch = Batch.builder(count);
        int width = width();
        int at = 0;
        for (PreparedColumn column : columns) {
            column.undo(rows, width, at, count, batch);
            at += column.width();
        }
        return batch.build();
    }

    /**
     * Prepared rows from reconstructions: the likeliest level for the probabilities of a category, the number itself for a number.
     *
     * @param reconstructions count × the outputs of all cells
     */
    public float[] read(float[] reconstructions, int count) {
        int width = width();
        float[] rows = new float[Math.multiplyExact(count, width)];
        List<Cell> cells = cells();
        int start = 0;
        for (int r = 0; r < count; r++) {
            int at = r * width;
            for (Cell cell : cells) {
                cell.read(reconstructions, start, rows, at);
                at += cell.width();
                start += cell.outputs();
            }
        }
        return rows;
    }
}
