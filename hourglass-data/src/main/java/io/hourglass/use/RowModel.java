package io.hourglass.use;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.preparation.Unseen;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.NumberColumn;
import io.hourglass.engine.Engines;
import io.hourglass.file.SectionFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A model for single rows given as arrays, for services that score one row at a time. A cell is a {@link Double} of a number (of an instant
 * the seconds since 1970), NaN where missing; a {@link String} of a category or a truth value, null where missing; a {@code float[]} of an
 * image. Immutable, and safe to share between threads.
 */
public final class RowModel {
    private final ModelFile model;
    private final List<Column> columns;
    private final Detector scoring;
    private final Scorer scorer;
    private final double threshold;

    private RowModel(ModelFile model) {
        if (model.series().isPresent()) {
            throw new IllegalArgumentException(
                    "this model is one of windows of rows (--sequence): it says nothing of a single row");
        }
        this.model = model;
        this.columns = model.preparation().schema().columns();
        this.scoring = model.scoring();
        this.scorer = scoring.scorer();
        this.threshold = Threshold.usual().in(scoring.profile());
    }

    /** The model of a file that was opened. */
    public static RowModel of(ModelFile model) {
        return new RowModel(model);
    }

    /**
     * The model that lies beside a class.
     *
     * @param beside the class
     * @param name of the resource
     * @throws io.hourglass.error.CorruptFileException if it is damaged
     * @throws UncheckedIOException if it is not there
     */
    public static RowModel resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("there is no " + name + " beside " + beside.getName());
            }
            try (SectionFile file = SectionFile.of(name, in.readAllBytes())) {
                return new RowModel(ModelFile.read(file, Engines.java()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How strange a row is; higher is stranger. */
    public double score(Object[] cells) {
        return scorer.score(prepared(scoring.preparation(), cells), 1).scores()[0];
    }

    /** Whether its score is above those of 99 % of the training rows. */
    public boolean anomaly(Object[] cells) {
        return score(cells) > threshold;
    }

    /** Its code, as {@code encode} writes it. */
    public float[] encode(Object[] cells) {
        return model.autoencoder().symbols(prepared(model.preparation(), cells));
    }

    /** The row as the model rebuilds it. */
    public Object[] reconstruct(Object[] cells) {
        float[] rebuilt = model.autoencoder().reconstruct(prepared(model.preparation(), cells));
        Batch batch = model.preparation().undo(model.preparation().read(rebuilt, 1), 1);
        Object[] row = new Object[columns.size()];
        for (int c = 0; c < row.length; c++) {
            Column column = columns.get(c);
            row[c] = column instanceof ImageColumn
                    ? batch.pixels(c)
                    : isNumber(column) ? batch.numbers(c)[0] : column.text(batch, c, 0);
        }
        return row;
    }

    /** Whether cells of a column are numbers, and not texts or images. */
    public static boolean isNumber(Column column) {
        return column instanceof NumberColumn && !(column instanceof BooleanColumn);
    }

    private float[] prepared(Preparation preparation, Object[] cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("a row has " + columns.size() + " cells, got " + cells.length);
        }
        Batch.Builder batch = Batch.builder(1);
        for (int c = 0; c < cells.length; c++) {
            add(batch, columns.get(c), cells[c]);
        }
        return preparation.apply(batch.build(), new Unseen());
    }

    private static void add(Batch.Builder batch, Column column, Object cell) {
        if (column instanceof ImageColumn image) {
            float[] pixels = (float[]) cell;
            if (pixels == null || pixels.length != image.valuesPerRow()) {
                throw new IllegalArgumentException(
                        "an image of '" + column.name() + "' has " + image.valuesPerRow() + " values");
            }
            batch.pixels(pixels);
        } else if (isNumber(column)) {
            batch.numbers((Double) cell);
        } else if (column instanceof BooleanColumn truth) {
            batch.numbers(cell == null ? Double.NaN : truth.parse((String) cell));
        } else {
            batch.texts((String) cell);
        }
    }
}
