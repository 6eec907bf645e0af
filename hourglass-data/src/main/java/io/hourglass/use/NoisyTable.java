package io.hourglass.use;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.preparation.Scale;
import io.hourglass.data.preparation.Unseen;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.DerivedTable;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.NumberColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.math.RandomStream;
import io.hourglass.model.Corruption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tables with noise on them, for trials. Noise on numbers is measured in standard deviations of their column, on pixels in their own
 * range; what it hides is missing, a hidden pixel black. Cells that the noise does not touch stay exactly as they are, and so do
 * columns that are left out as text or never change.
 */
public final class NoisyTable {
    /** Noise needs no second column to tell it by: one of a series alone may have it. */
    private static final int STEPS = 2;

    private final Preparation preparation;
    private final Corruption noise;
    private final long seed;
    private final Schema schema;
    private final int[] places;

    private NoisyTable(Table table, List<String> kept, Corruption noise, long seed) {
        Table touched = kept.isEmpty() ? table : table.without(kept);
        this.preparation = Preparation.fit(touched, Scale.STANDARD, true, new ArrayList<>(), STEPS);
        this.noise = noise;
        this.seed = seed;
        this.schema = table.schema();
        this.places =
                preparation.schema().names().stream().mapToInt(schema::index).toArray();
    }

    /**
     * A table with noise on it, computed as it is read.
     *
     * @param table the rows; read through once before this returns
     * @param seed the same seed draws the same noise
     * @throws io.hourglass.error.DataException if no column of the table can have noise on it
     */
    public static Table of(Table table, Corruption noise, long seed) {
        return of(table, List.of(), noise, seed);
    }

    /** The same with some columns left as they are. */
    public static Table of(Table table, List<String> kept, Corruption noise, long seed) {
        RandomStream seeds = RandomStream.of(seed);
        return table.each(part -> ofOneSize(part, kept, noise, part == table ? seed : seeds.nextLong()));
    }

    private static Table ofOneSize(Table table, List<String> kept, Corruption noise, long seed) {
        NoisyTable noisy = new NoisyTable(table, kept, noise, seed);
        return new DerivedTable(table, table.schema(), 1, noisy::pass);
    }

    private DerivedTable.Change pass() {
        long[] batches = {0};
        return firstRow -> {
            long key = RandomStream.of(seed, batches[0]++).nextLong();
            return batch -> corrupted(batch, key);
        };
    }

    private Batch corrupted(Batch batch, long key) {
        float[] clean = preparation.apply(batch.select(places), new Unseen());
        float[] noisy = new float[clean.length];
        noise.corrupt(clean, noisy, batch.rows(), preparation.cells(), key);
        Batch undone = preparation.undo(noisy, batch.rows());
        Batch result = batch;
        int at = 0;
        for (int i = 0; i < places.length; i++) {
            int width = preparation.columns().get(i).width();
            if (width > 0) {
                result = replaced(result, places[i], mixed(batch, places[i], undone, i, touched(clean, noisy, at)));
            }
            at += width;
        }
        return result;
    }

    /** For each row, whether the noise changed the value at a place. */
    private boolean[] touched(float[] clean, float[] noisy, int at) {
        int width = preparation.width();
        boolean[] touched = new boolean[clean.length / width];
        for (int r = 0; r < touched.length; r++) {
            touched[r] = Float.compare(clean[r * width + at], noisy[r * width + at]) != 0;
        }
        return touched;
    }

    /** A column with the cells that the noise touched as they came out of it. */
    private Batch mixed(Batch batch, int place, Batch undone, int index, boolean[] touched) {
        Column column = schema.column(place);
        if (column instanceof ImageColumn) {
            return undone.select(index);
        }
        Batch.Builder mixed = Batch.builder(touched.length);
        if (column instanceof NumberColumn) {
            double[] values = batch.numbers(place).clone();
            for (int r = 0; r < values.length; r++) {
                values[r] = touched[r] ? undone.numbers(index)[r] : values[r];
            }
            return mixed.numbers(values).build();
        }
        String[] values = batch.texts(place).clone();
        for (int r = 0; r < values.length; r++) {
            values[r] = touched[r] ? undone.texts(index)[r] : values[r];
        }
        return mixed.texts(values).build();
    }

    private static Batch replaced(Batch batch, int place, Batch column) {
        int[] order = new int[batch.columns()];
        Arrays.setAll(order, i -> i == place ? order.length : i);
        return batch.beside(column).select(order);
    }
}
