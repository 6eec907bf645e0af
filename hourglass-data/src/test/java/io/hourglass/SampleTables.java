package io.hourglass;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.InstantColumn;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.MemoryTableBuilder;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Table;
import io.hourglass.math.RandomStream;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.LengthPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Tables of every sort whose columns depend on one another, so that there is something to learn. */
public final class SampleTables {
    private SampleTables() {}

    /**
     * {@code size} and {@code price = 2 size}, {@code kind} (by size), {@code word} (70 levels, by size), {@code big}, {@code day},
     * {@code gaps} (-size, every seventh missing) and {@code same}.
     */
    public static MemoryTable mixed(int rows, long seed) {
        RandomStream random = RandomStream.of(seed);
        double[] size = new double[rows];
        Arrays.setAll(size, i -> Math.rint(random.nextDouble() * 1000) / 10);
        double[] price = map(size, value -> Math.rint(200 * value + 20 * random.nextGaussian()) / 100);
        double[] gaps = new double[rows];
        Arrays.setAll(gaps, i -> i % 7 == 3 ? Double.NaN : -size[i]);
        String[] kind = new String[rows];
        Arrays.setAll(kind, i -> List.of("small", "middle", "large", "huge").get((int) (size[i] / 25.1)));
        String[] word = new String[rows];
        Arrays.setAll(word, i -> "word " + ((int) (size[i] * 0.69) + random.nextInt(2)));
        return MemoryTable.builder()
                .numbers(new NumericColumn("size", 1), size)
                .numbers("price", price)
                .categories("kind", kind)
                .categories("word", word)
                .numbers(new BooleanColumn("big", "no", "yes"), map(size, value -> value > 50 ? 1 : 0))
                .numbers(new InstantColumn("day", "yyyy-MM-dd"), map(size, value -> 86_400 * Math.rint(18_000 + value)))
                .numbers("gaps", gaps)
                .numbers("same", map(size, value -> 4))
                .build();
    }

    private static double[] map(double[] values, DoubleUnaryOperator function) {
        return Arrays.stream(values).map(function).toArray();
    }

    /** Columns {@code n0}… that are sums of three hidden numbers. */
    public static MemoryTable numbers(int rows, int columns, long seed) {
        double[][] table = new double[rows][columns];
        for (int r = 0; r < rows; r++) {
            RandomStream random = RandomStream.of(seed, r);
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            double c = random.nextGaussian();
            for (int i = 0; i < columns; i++) {
                table[r][i] = a * (i % 3 + 1) + b * (i % 5 - 2) + c * (i % 2) + 0.01 * random.nextGaussian();
            }
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            names.add("n" + i);
        }
        return MemoryTable.ofNumbers(names, table);
    }

    /** Three columns of categories, the third decided by the first two. */
    public static MemoryTable categories(int rows, long seed) {
        RandomStream random = RandomStream.of(seed);
        String[][] columns = new String[3][rows];
        for (int r = 0; r < rows; r++) {
            int a = random.nextInt(3);
            int b = random.nextInt(2);
            columns[0][r] = "a" + a;
            columns[1][r] = "b" + b;
            columns[2][r] = "c" + (2 * a + b);
        }
        return MemoryTable.builder()
                .categories("first", columns[0])
                .categories("second", columns[1])
                .categories("both", columns[2])
                .build();
    }

    /** Images of 6 x 6 grey pixels: a bright bar somewhere. */
    public static MemoryTable images(int rows, long seed) {
        RandomStream random = RandomStream.of(seed);
        float[] pixels = new float[rows * 36];
        String[] label = new String[rows];
        for (int r = 0; r < rows; r++) {
            int bar = random.nextInt(6);
            for (int i = 0; i < 36; i++) {
                pixels[r * 36 + i] = (i % 6 == bar ? 200 + random.nextInt(56) : random.nextInt(20)) / 255f;
            }
            label[r] = "bar " + bar;
        }
        return MemoryTable.builder()
                .images(new ImageColumn("image", 6, 6, 1, 8), pixels)
                .categories("label", label)
                .build();
    }

    /** Nothing but zeros or missing cells. */
    public static MemoryTable filled(int rows, int columns, double value) {
        double[] values = new double[rows];
        Arrays.fill(values, value);
        MemoryTableBuilder table = MemoryTable.builder();
        for (int c = 0; c < columns; c++) {
            table.numbers("n" + c, values.clone());
        }
        return table.build();
    }

    /** The usual plan for a few epochs only. */
    public static HourglassPlan epochs(int epochs) {
        return HourglassPlan.defaults().withLength(LengthPlan.defaults().withEpochs(epochs));
    }

    /** A line a row, cells in their columns' own text, pixels by their bits; the names first. */
    public static List<String> lines(Table table) {
        List<String> lines =
                new ArrayList<>(List.of(String.join(",", table.schema().names())));
        try (Cursor cursor = table.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (int row = 0; row < batch.rows(); row++) {
                    List<String> cells = new ArrayList<>();
                    for (int c = 0; c < batch.columns(); c++) {
                        cells.add(text(table.schema().column(c), batch, c, row));
                    }
                    lines.add(String.join(",", cells));
                }
            }
        }
        return lines;
    }

    private static String text(Column column, Batch batch, int at, int row) {
        if (!(column instanceof ImageColumn)) {
            String text = column.text(batch, at, row);
            return text == null ? "" : text;
        }
        StringBuilder bits = new StringBuilder();
        int size = column.valuesPerRow();
        for (int i = row * size; i < (row + 1) * size; i++) {
            bits.append(Integer.toHexString(Float.floatToRawIntBits(batch.pixels(at)[i])));
        }
        return bits.toString();
    }
}
