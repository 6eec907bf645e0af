package io.hourglass.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.hourglass.Hourglass;
import io.hourglass.SampleTables;
import io.hourglass.cell.Cell;
import io.hourglass.data.preparation.Unseen;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.JoinedTable;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Table;
import io.hourglass.math.RandomStream;
import io.hourglass.plan.NetworkPlan;
import io.hourglass.training.MemoryRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static final int ROWS = 500;
    private static final List<Integer> PLANTED = List.of(40, 41, 42);
    private static final Hourglass MODEL = Hourglass.training(
                    table(1, List.of()),
                    SampleTables.epochs(60).withNetwork(NetworkPlan.defaults().withCode(1)))
            .scoreByModel()
            .run();

    /** {@code y = 3 x}, {@code side} and {@code positive} by the sign of x; in the rows planted one of them is wrong. Every fifth z is missing. */
    private static MemoryTable table(long seed, List<Integer> planted) {
        RandomStream random = RandomStream.of(seed);
        double[] x = new double[ROWS];
        double[] y = new double[ROWS];
        double[] z = new double[ROWS];
        double[] positive = new double[ROWS];
        String[] side = new String[ROWS];
        for (int i = 0; i < ROWS; i++) {
            x[i] = Math.rint(100 * random.nextGaussian()) / 10;
            y[i] = 3 * x[i];
            z[i] = i % 5 == 4 ? Double.NaN : -x[i] + random.nextGaussian();
            positive[i] = x[i] > 0 ? 1 : 0;
            side[i] = x[i] > 0 ? "right" : "left";
        }
        if (!planted.isEmpty()) {
            Arrays.fill(x, 40, 43, 12.5);
            Arrays.fill(y, 40, 43, 37.5);
            Arrays.fill(z, 40, 43, -12.5);
            Arrays.fill(positive, 40, 43, 1);
            Arrays.fill(side, 40, 43, "right");
            y[40] = -37.5;
            side[41] = "left";
            z[42] = 25;
        }
        return MemoryTable.builder()
                .numbers(new NumericColumn("x", 1), x)
                .numbers(new NumericColumn("y", 1), y)
                .numbers(new NumericColumn("z", 1), z)
                .numbers(new BooleanColumn("positive", "no", "yes"), positive)
                .categories("side", side)
                .build();
    }

    private static double[] scores(Table scored) {
        try (Cursor cursor = scored.open()) {
            List<Double> scores = new ArrayList<>();
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                Arrays.stream(batch.numbers(1)).forEach(scores::add);
            }
            return scores.stream().mapToDouble(score -> score).toArray();
        }
    }

    @Test
    void plantedAnomaliesComeOutOnTop() {
        double[] scores = scores(MODEL.score(table(2, PLANTED)));
        List<Integer> strangest = IntStream.range(0, ROWS)
                .boxed()
                .sorted(Comparator.comparingDouble(r -> -scores[r]))
                .limit(3)
                .sorted()
                .toList();
        assertThat(strangest).isEqualTo(PLANTED);
    }

    @Test
    void theReasonsNameThePlantedColumnWhatWasExpectedAndWhatWasFound() {
        Table explained = MODEL.score(table(2, PLANTED), Scoring.usual().explained());
        assertThat(explained.schema().names())
                .containsExactly(
                        "row",
                        "score",
                        "anomaly",
                        "column1",
                        "share1",
                        "expected1",
                        "found1",
                        "column2",
                        "share2",
                        "expected2",
                        "found2",
                        "column3",
                        "share3",
                        "expected3",
                        "found3");
        List<String> lines = SampleTables.lines(explained);
        String[] y = lines.get(41).split(",", -1);
        assertThat(y[2]).isEqualTo("1");
        assertThat(y[3]).isEqualTo("y");
        assertThat(Double.parseDouble(y[4])).isBetween(0.4, 1.0);
        assertThat(Double.parseDouble(y[5])).as("expected").isGreaterThan(-20);
        assertThat(y[6]).isEqualTo("-37.5");
        String[] side = lines.get(42).split(",", -1);
        assertThat(List.of(side[3], side[5], side[6])).containsExactly("side", "right", "left");
        String[] z = lines.get(43).split(",", -1);
        assertThat(List.of(z[3], z[6])).containsExactly("z", "25.0");
    }

    @Test
    void whatWasFoundIsTheCellAsTheDataHaveIt() {
        Table rows = MemoryTable.builder()
                .numbers("x", 200.125, 99, -2e17, 1)
                .numbers("y", 1, -1e38, 7, 123456789.5)
                .numbers("z", 2, 2, 2, 2)
                .numbers(new BooleanColumn("positive", "no", "yes"), 1, 1, 0, 1)
                .categories("side", "right", "right", "left", "right")
                .build();
        List<String> lines =
                SampleTables.lines(MODEL.score(rows, Scoring.usual().explained()));
        List<String> found = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = List.of(line.split(",", -1));
            for (String column : List.of("x", "y")) {
                int at = cells.indexOf(column);
                found.add(at < 0 ? "not named" : cells.get(at + 3));
            }
        }
        assertThat(found).contains("200.125", "99.0", "-1E38", "-2E17", "123456789.5");
    }

    @Test
    void sharesDescendAndAddUpToNoMoreThanOne() {
        List<String> lines = SampleTables.lines(
                MODEL.score(table(3, List.of()), Scoring.usual().explained()));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            double sum = 0;
            double last = 1;
            for (int reason = 0; reason < 3; reason++) {
                String share = cells[4 + 4 * reason];
                double value = share.isEmpty() ? 0 : Double.parseDouble(share); // nothing else was strange
                assertThat(value).isBetween(0.0, last);
                assertThat(cells[3 + 4 * reason].isEmpty()).isEqualTo(share.isEmpty());
                last = value;
                sum += value;
            }
            assertThat(sum).isBetween(0.0, 1.0001);
            assertThat(cells[3]).isNotEqualTo(cells[7]);
        }
    }

    /** As docs/maths/scores.md has it, computed cell by cell from the model's probabilities. */
    @Test
    void aScoreIsTheMeanOfWhatItsCellsCount() {
        Table table = table(4, PLANTED);
        double[] scores = scores(MODEL.score(table));
        MemoryRows rows = MODEL.preparation().apply(table, new Unseen());
        for (int r = 0; r < ROWS; r++) {
            float[] row = new float[rows.width()];
            rows.copy(r, row, 0);
            float[] rebuilt = MODEL.autoencoder().reconstruct(row);
            double sum = 0;
            int present = row.length;
            int start = 0;
            for (int i = 0; i < row.length; i++) {
                Cell cell = MODEL.preparation().cells().get(i);
                if (Float.isNaN(row[i])) {
                    present--;
                } else if (cell.numeric()) {
                    double d = rebuilt[start] - row[i];
                    double deviation = cell.deviation();
                    sum += 0.5 * d * d / (MODEL.scoreProfile().variance()[i] + 0.1 * deviation * deviation);
                } else {
                    double p = cell.outputs() == 1
                            ? (row[i] == 1f ? rebuilt[start] : 1 - rebuilt[start])
                            : rebuilt[start + (int) row[i]];
                    sum -= Math.log(p);
                }
                start += cell.outputs();
            }
            assertThat(scores[r]).isCloseTo(sum / present, offset(1e-3 * (1 + sum)));
        }
    }

    @Test
    void theThresholdIsTheScoreThatTheShareOfTrainingRowsExceeds() {
        Table training = table(1, List.of());
        double[] scores = scores(MODEL.score(training));
        for (double contamination : new double[] {0.01, 0.05, 0.3, 0.9}) {
            double threshold = Threshold.contamination(contamination).in(MODEL.scoreProfile());
            double above =
                    Arrays.stream(scores).filter(score -> score > threshold).count() / (double) ROWS;
            assertThat(above).isCloseTo(contamination, offset(0.02));
            List<String> lines = SampleTables.lines(
                    MODEL.score(training, new Scoring(Threshold.contamination(contamination), false)));
            long anomalies = lines.stream().filter(line -> line.endsWith(",1")).count();
            assertThat(anomalies / (double) ROWS).isEqualTo(above);
        }
        assertThat(threshold(0.01)).isGreaterThan(threshold(0.02));
    }

    @Test
    void missingCellsNeitherCountNorHurt() {
        Table table = table(5, List.of());
        double[] scores = scores(MODEL.score(table));
        double whole = mean(scores, IntStream.range(0, ROWS).filter(r -> r % 5 != 4));
        double without = mean(scores, IntStream.range(0, ROWS).filter(r -> r % 5 == 4));
        assertThat(without).isLessThan(1.5 * whole);
        List<String> reasons =
                SampleTables.lines(MODEL.score(table, Scoring.usual().explained()));
        for (int r = 4; r < ROWS; r += 5) {
            assertThat(reasons.get(r + 1)).doesNotContain(",z,");
        }
        double[] gone = new double[ROWS];
        Arrays.fill(gone, Double.NaN);
        double[] planted = scores(MODEL.score(new JoinedTable(
                table(2, PLANTED).without(List.of("z")),
                MemoryTable.builder().numbers("z", gone).build())));
        assertThat(planted[40]).isGreaterThan(threshold(0.01));
        assertThat(planted[41]).isGreaterThan(threshold(0.01));
    }

    private static double threshold(double contamination) {
        return Threshold.contamination(contamination).in(MODEL.scoreProfile());
    }

    private static double mean(double[] scores, IntStream rows) {
        return rows.mapToDouble(r -> scores[r]).average().orElseThrow();
    }

    @Test
    void pixelsAreNamedByRowColumnAndChannel() {
        RandomStream random = RandomStream.of(6);
        float[] pixels = new float[60 * 2 * 3 * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 0.02f * random.nextFloat();
        }
        ImageColumn column = new ImageColumn("photo", 2, 3, 3, 8);
        Hourglass model =
                Hourglass.train(MemoryTable.builder().images(column, pixels).build(), SampleTables.epochs(20));
        float[] strange = new float[18];
        strange[(1 * 3 + 2) * 3 + 1] = 1f;
        Table table = MemoryTable.builder().images(column, strange).build();
        String[] cells = SampleTables.lines(model.score(table, Scoring.usual().explained()))
                .get(1)
                .split(",(?![0-9])");
        assertThat(String.join(";", cells)).contains("photo[1,2,1]");
        Hourglass grey = Hourglass.train(SampleTables.images(60, 7), SampleTables.epochs(2));
        String line = SampleTables.lines(
                        grey.score(SampleTables.images(1, 8), Scoring.usual().explained()))
                .get(1);
        assertThat(line).containsPattern("image\\[[0-5],[0-5]\\]");
    }

    @Test
    void profilesThatMakeNoSenseAreRefused() {
        for (double[] quantiles : new double[][] {{1}, {2, 1}, {0, Double.NaN}, {0, Double.POSITIVE_INFINITY}}) {
            assertThatThrownBy(() -> new ScoreProfile(new float[1], quantiles))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (float variance : new float[] {-1f, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new ScoreProfile(new float[] {variance}, new double[] {0, 1}))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
