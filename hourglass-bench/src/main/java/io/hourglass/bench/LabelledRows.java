package io.hourglass.bench;

import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A table of numbers and which of its rows are anomalies, drawn and divided as ADBench does (Han et al. 2022).
 *
 * @param rows without the label
 * @param anomaly for each row
 */
record LabelledRows(Schema schema, Batch rows, boolean[] anomaly) {
    private static final String LABEL = "label";
    private static final int FEWEST = 1_000;
    private static final int MOST = 10_000;
    private static final double TRAINING = 0.7;

    /** Reads a table with a column {@value #LABEL} that is 1 for anomalies. */
    static LabelledRows read(Path file) {
        MemoryTable all = MemoryTable.copyOf(DataSource.open(file.toString(), SourceOptions.defaults()));
        Batch rows = all.joined();
        double[] labels = rows.numbers(all.schema().index(LABEL));
        boolean[] anomaly = new boolean[labels.length];
        for (int r = 0; r < anomaly.length; r++) {
            anomaly[r] = labels[r] == 1;
        }
        Schema inputs = all.schema().without(List.of(LABEL));
        int[] places = inputs.names().stream().mapToInt(all.schema()::index).toArray();
        return new LabelledRows(inputs, rows.select(places), anomaly);
    }

    /** A small table drawn from with replacement to 1,000 rows, a large one cut to 10,000 at random. */
    LabelledRows sized(Random random) {
        int count = anomaly.length;
        if (count < FEWEST) {
            return pick(random.ints(FEWEST, 0, count).toArray());
        }
        return count > MOST
                ? pick(Arrays.copyOf(shuffled(IntStream.range(0, count).toArray(), random), MOST))
                : this;
    }

    /** Seven tenths to learn from, and the rest; as many anomalies among each. */
    List<LabelledRows> split(Random random) {
        List<Integer> training = new ArrayList<>();
        List<Integer> test = new ArrayList<>();
        for (boolean wanted : new boolean[] {false, true}) {
            int[] places = IntStream.range(0, anomaly.length)
                    .filter(r -> anomaly[r] == wanted)
                    .toArray();
            int cut = (int) Math.round(TRAINING * places.length);
            int[] order = shuffled(places, random);
            for (int i = 0; i < order.length; i++) {
                (i < cut ? training : test).add(order[i]);
            }
        }
        Collections.shuffle(training, random);
        return List.of(pick(ints(training)), pick(ints(test)));
    }

    MemoryTable table() {
        return new MemoryTable(schema, List.of(rows));
    }

    /** The numbers, row by row. */
    double[][] numbers() {
        double[][] numbers = new double[rows.rows()][schema.width()];
        for (int c = 0; c < schema.width(); c++) {
            double[] column = rows.numbers(c);
            for (int r = 0; r < numbers.length; r++) {
                numbers[r][c] = column[r];
            }
        }
        return numbers;
    }

    private LabelledRows pick(int... places) {
        boolean[] picked = new boolean[places.length];
        for (int i = 0; i < places.length; i++) {
            picked[i] = anomaly[places[i]];
        }
        return new LabelledRows(schema, rows.pick(places), picked);
    }

    private static int[] shuffled(int[] places, Random random) {
        List<Integer> list = new ArrayList<>(Arrays.stream(places).boxed().toList());
        Collections.shuffle(list, random);
        return ints(list);
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
