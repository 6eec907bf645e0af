package io.hourglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.ReorderedRows;
import io.hourglass.data.table.SelectedRows;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import io.hourglass.math.RandomStream;
import io.hourglass.math.StrictFunctions;
import io.hourglass.model.Gaussian;
import io.hourglass.network.RecurrentCell;
import io.hourglass.optimizer.Adam;
import io.hourglass.optimizer.Clipping;
import io.hourglass.optimizer.Schedule;
import io.hourglass.plan.Convolution;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.KindPlan;
import io.hourglass.plan.LearningPlan;
import io.hourglass.plan.LengthPlan;
import io.hourglass.plan.NetworkPlan;
import io.hourglass.plan.SeriesPlan;
import io.hourglass.use.CellRestoration;
import io.hourglass.use.Evaluation;
import io.hourglass.use.NoisyTable;
import io.hourglass.use.Scoring;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows of series from training through every verb. */
class SeriesTest {
    private static final int WINDOW = 16;
    private static final int LENGTH = 300;
    private static final SeriesPlan SERIES =
            SeriesPlan.windows(WINDOW).orderedBy("time").apartBy("pump");
    private static final HourglassPlan PLAN = HourglassPlan.defaults()
            .withNetwork(NetworkPlan.defaults().withCode(4).withHidden(24))
            .withLength(LengthPlan.defaults().withEpochs(20).withBatch(16));

    private static Hourglass model;

    /** Two pumps whose pressure swings; a valve follows it, and here and there a cell is missing. */
    private static MemoryTable pumps(long seed) {
        int rows = 2 * LENGTH;
        RandomStream random = RandomStream.of(seed);
        String[] pump = new String[rows];
        double[] time = new double[rows];
        double[] pressure = new double[rows];
        String[] valve = new String[rows];
        for (int r = 0; r < rows; r++) {
            pump[r] = r < LENGTH ? "a" : "b";
            time[r] = r % LENGTH;
            double swing = StrictFunctions.sin(0.7 * (r % LENGTH) + (r < LENGTH ? 0 : 1));
            pressure[r] = random.nextInt(40) == 0 ? Double.NaN : 5 + swing + 0.05 * random.nextGaussian();
            valve[r] = swing > 0 ? "open" : "shut";
        }
        return MemoryTable.builder()
                .texts("pump", pump)
                .numbers("time", time)
                .numbers("pressure", pressure)
                .categories("valve", valve)
                .build();
    }

    @BeforeAll
    static void train() {
        model = Hourglass.training(pumps(1), PLAN).series(SERIES).run();
    }

    private static List<double[]> columns(Table table, int... columns) {
        List<double[]> all = new ArrayList<>();
        for (int column : columns) {
            List<double[]> parts = new ArrayList<>();
            try (Cursor cursor = table.open()) {
                for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                    parts.add(batch.numbers(column));
                }
            }
            all.add(parts.stream().flatMapToDouble(Arrays::stream).toArray());
        }
        return all;
    }

    private static double[] scores(Hourglass judge, Table rows) {
        return columns(judge.score(rows), 1).get(0);
    }

    @Test
    void everyRowHasAScoreAndTheRowThatIsUnlikeItsSeriesTheHighest() {
        MemoryTable odd = oddAt(431);
        List<double[]> found = columns(model.score(odd), 0, 1);
        assertThat(found.get(0))
                .isEqualTo(IntStream.range(0, 2 * LENGTH).asDoubleStream().toArray());
        double[] scores = found.get(1);
        assertThat(scores).doesNotContain(Double.NaN);
        int strangest = IntStream.range(0, scores.length).reduce(0, (a, b) -> scores[b] > scores[a] ? b : a);
        assertThat(strangest).isBetween(431 - 2, 431 + 2);
    }

    /** One pressure is within the range of the others, but at the wrong time. */
    private static MemoryTable oddAt(int row) {
        MemoryTable usual = pumps(1);
        double[] pressure = columns(usual, 2).get(0);
        double[] time = columns(usual, 1).get(0);
        pressure[row] = 10 - pressure[row - 1];
        String[] pump = new String[pressure.length];
        String[] valve = new String[pressure.length];
        try (Cursor cursor = usual.open()) {
            Batch batch = cursor.next();
            Arrays.setAll(pump, r -> batch.texts(0)[r]);
            Arrays.setAll(valve, r -> batch.texts(3)[r]);
        }
        return MemoryTable.builder()
                .texts("pump", pump)
                .numbers("time", time)
                .numbers("pressure", pressure)
                .categories("valve", valve)
                .build();
    }

    @Test
    void reasonsNameTheColumnAndTheRowsOwnValue() {
        MemoryTable odd = oddAt(431);
        List<String> lines = SampleTables.lines(model.score(odd, Scoring.usual().explained()));
        double pressure = columns(odd, 2).get(0)[431];
        String line = lines.stream()
                .filter(each -> each.startsWith("431,"))
                .findFirst()
                .orElseThrow();
        assertThat(line).contains("pressure").contains(Double.toString(pressure).substring(0, 5));
    }

    @Test
    void rowsInAnyOrderHaveTheSameScoresAndReconstructionsInTheirOwnOrder() {
        MemoryTable usual = pumps(3);
        int[] shuffled = RandomStream.of(5).permutation(2 * LENGTH);
        Table mixed = new ReorderedRows(usual, shuffled);
        double[] scores = scores(model, usual);
        double[] again = scores(model, mixed);
        List<String> rebuilt = SampleTables.lines(model.reconstruct(usual));
        List<String> rebuiltAgain = SampleTables.lines(model.reconstruct(mixed));
        int header = rebuilt.size() - scores.length;
        for (int r = 0; r < shuffled.length; r++) {
            assertThat(again[r]).isEqualTo(scores[shuffled[r]]);
            assertThat(rebuiltAgain.get(header + r)).isEqualTo(rebuilt.get(header + shuffled[r]));
        }
        assertThat(columns(model.score(mixed), 0).get(0))
                .isEqualTo(columns(model.score(usual), 0).get(0));
    }

    @Test
    void noWindowHoldsRowsOfTwoSeriesAndEveryRowIsInOne() {
        List<double[]> windows = columns(model.encode(pumps(1)), 0, 1);
        boolean[] covered = new boolean[2 * LENGTH];
        for (int w = 0; w < windows.get(0).length; w++) {
            int start = (int) windows.get(0)[w];
            int end = (int) windows.get(1)[w];
            assertThat(end - start).isEqualTo(WINDOW - 1);
            assertThat(start / LENGTH).isEqualTo(end / LENGTH);
            Arrays.fill(covered, start, end + 1, true);
        }
        assertThat(covered).doesNotContain(false);
    }

    @Test
    void codesCarryColumnsOfTheFirstRowAndDecodeToWholeWindows() {
        Table codes = model.encode(pumps(1), List.of("time"));
        assertThat(codes.schema().names()).startsWith("start", "end", "time", "c0");
        List<double[]> found = columns(codes, 0, 2);
        assertThat(found.get(1)[3]).isEqualTo(found.get(0)[3]);
        Table decoded = model.decode(codes);
        assertThat(decoded.schema().names()).containsExactly("pressure", "valve");
        assertThat(columns(decoded, 0).get(0)).hasSize(WINDOW * found.get(0).length);
    }

    @Test
    void reconstructionsAreNearAndKeepTheColumnsThatOrderAndPart() {
        MemoryTable rows = pumps(7);
        Table rebuilt = model.reconstruct(rows);
        assertThat(rebuilt.schema().names()).containsExactly("pump", "time", "pressure", "valve");
        assertThat(columns(rebuilt, 1).get(0)).isEqualTo(columns(rows, 1).get(0));
        double[] pressure = columns(rows, 2).get(0);
        double[] again = columns(rebuilt, 2).get(0);
        double squares = 0;
        int present = 0;
        for (int r = 0; r < pressure.length; r++) {
            squares += Double.isNaN(pressure[r]) ? 0 : Math.pow(pressure[r] - again[r], 2);
            present += Double.isNaN(pressure[r]) ? 0 : 1;
        }
        double rmse = Math.sqrt(squares / present);
        assertThat(rmse).isLessThan(0.3);
        Evaluation evaluation = model.evaluate(rows);
        assertThat(evaluation.rows()).isEqualTo(2 * LENGTH);
        assertThat(evaluation.columns().get(0).value()).isCloseTo(rmse, within(1e-3));
        assertThat(evaluation.columns().get(1).value()).isGreaterThan(0.9);
    }

    @Test
    void otherRowsToJudgeByAreAllTheirWindowsAndTheLossOfAnEvaluationIsTheirs() {
        MemoryTable others = pumps(2);
        int window = 8; // in use, too, windows are then one row apart
        Hourglass judged = Hourglass.training(
                        pumps(1), PLAN.withLength(LengthPlan.defaults().withEpochs(3)))
                .series(SeriesPlan.windows(window).orderedBy("time").apartBy("pump"))
                .validation(others)
                .run();
        int windows = 2 * (LENGTH - window + 1);
        assertThat(judged.provenance().data().rows()).isEqualTo(windows);
        assertThat(judged.provenance().data().validationRows()).isEqualTo(windows);
        assertThat(judged.evaluate(others).loss())
                .isCloseTo(judged.history().best().validationLoss(), within(1e-6));
        assertThat(judged.evaluate(pumps(1)).loss())
                .isNotEqualTo(judged.evaluate(others).loss());
    }

    @Test
    void aModelThatWasSavedKnowsItsWindows(@TempDir Path folder) {
        Path file = folder.resolve("pumps.hg");
        model.save(file);
        Hourglass opened = Hourglass.open(file);
        assertThat(opened.series()).isEqualTo(model.series());
        assertThat(opened.schema().names()).containsExactly("pressure", "valve", "pump", "time");
        assertThat(scores(opened, pumps(9))).isEqualTo(scores(model, pumps(9)));
    }

    @Test
    void aSeriesShorterThanAWindowIsToldWithBothLengths() {
        Table shortened = new SelectedRows(pumps(1), row -> row < LENGTH + 9);
        assertThatThrownBy(() -> scores(model, shortened))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("16 rows")
                .hasMessageContaining("row 300 has 9");
        assertThatThrownBy(
                        () -> Hourglass.training(shortened, PLAN).series(SERIES).run())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 300 has 9");
    }

    @ParameterizedTest
    @EnumSource
    void recurrentNetworksLearnOneColumnAloneWithoutATime(RecurrentCell cell) {
        Table one = new SelectedRows(pumps(1), row -> row < LENGTH).select(List.of("pressure"));
        HourglassPlan plan = PLAN.withNetwork(NetworkPlan.defaults().withCode(4).withHidden(24))
                .withLength(LengthPlan.defaults().withEpochs(60).withBatch(16));
        Hourglass recurrent = Hourglass.training(one, plan)
                .series(SeriesPlan.windows(WINDOW).withRecurrent(cell))
                .run();
        assertThat(recurrent.evaluate(one).columns().get(0).value()).isLessThan(0.5); // a mean gives 0.7
        assertThat(recurrent.history().best().validationLoss()).isLessThan(0.5);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 13})
    void convolutionsAlongTimeLearnWindowsOfAnyLengthAndAreKept(int window, @TempDir Path folder) {
        HourglassPlan plan =
                PLAN.withNetwork(NetworkPlan.defaults().withCode(4).withConvolution(Convolution.of(8, 16)));
        Hourglass convolved = Hourglass.training(pumps(1), plan)
                .series(SeriesPlan.windows(window).orderedBy("time").apartBy("pump"))
                .scoreByModel()
                .run();
        assertThat(convolved.evaluate(pumps(7)).columns().get(0).value()).isLessThan(0.3); // a mean gives 0.7
        double[] scores = scores(convolved, oddAt(431));
        int strangest = IntStream.range(0, scores.length).reduce(0, (a, b) -> scores[b] > scores[a] ? b : a);
        assertThat(strangest).isBetween(431 - 4, 431 + 4);
        Path file = folder.resolve("pumps.hg");
        convolved.save(file);
        assertThat(scores(Hourglass.open(file), oddAt(431))).isEqualTo(scores);
    }

    @Test
    void aTrainingOfConvolutionsAlongTimeGoesOnWhereItWasStopped(@TempDir Path folder) {
        HourglassPlan plan = PLAN.withNetwork(NetworkPlan.defaults().withCode(3).withConvolution(Convolution.of(4)))
                .withLearning(new LearningPlan(
                        Optional.empty(),
                        new Adam(),
                        Optional.empty(),
                        Optional.of(new Schedule.Constant()),
                        new Clipping.None()));
        List<float[]> weights = new ArrayList<>();
        for (int epochs : new int[] {2, 4}) {
            weights.add(Hourglass.training(
                            pumps(1), plan.withLength(LengthPlan.defaults().withEpochs(epochs)))
                    .series(SERIES)
                    .checkpoints(folder, epochs == 4)
                    .run()
                    .autoencoder()
                    .weights());
        }
        Hourglass whole = Hourglass.training(
                        pumps(1), plan.withLength(LengthPlan.defaults().withEpochs(4)))
                .series(SERIES)
                .run();
        assertThat(weights.get(1)).isEqualTo(whole.autoencoder().weights()).isNotEqualTo(weights.get(0));
    }

    @Test
    void aDenoisingModelTakesMostOfTheNoiseOffASeries() {
        HourglassPlan plan = PLAN.withKind(KindPlan.of("denoising").withNoise(new Gaussian(0.3f, 0.3f)));
        Hourglass denoising = Hourglass.training(pumps(1), plan).series(SERIES).run();
        Table clean = pumps(8);
        Table noisy = NoisyTable.of(clean, List.of("pump", "time", "valve"), new Gaussian(0.4f, 0.4f), 3);
        Table restored = denoising.denoise(noisy);
        assertThat(columns(restored, 1).get(0)).isEqualTo(columns(clean, 1).get(0));
        CellRestoration found = CellRestoration.of(
                noisy,
                restored,
                clean,
                denoising.preparation().schema(),
                denoising.series().orElseThrow().columns());
        assertThat(found.before().get(0).value()).isBetween(0.22, 0.34); // 0.4 of a deviation of 0.7
        assertThat(found.after().get(0).value())
                .isLessThan(0.75 * found.before().get(0).value());
        assertThat(found.before().get(1).value()).isEqualTo(1);
    }

    @Test
    void aVariationalModelOfWindowsDrawsRows() {
        Hourglass drawing = Hourglass.training(pumps(1), PLAN.withKind(KindPlan.of("variational")))
                .series(SERIES)
                .run();
        Table drawn = drawing.generate(WINDOW + 5, 3);
        assertThat(columns(drawn, 0).get(0)).hasSize(WINDOW + 5).doesNotContain(Double.NaN);
    }

    @Test
    void columnsThatAreNotThereOrHaveNoOrderAreRefused() {
        assertThatThrownBy(() -> Hourglass.training(pumps(1), PLAN)
                        .series(SeriesPlan.windows(8).orderedBy("when"))
                        .run())
                .hasMessageContaining("when");
        assertThatThrownBy(() -> Hourglass.training(pumps(1), PLAN)
                        .series(SeriesPlan.windows(8).orderedBy("valve"))
                        .run())
                .hasMessageContaining("numbers or dates");
        assertThatThrownBy(() -> SeriesPlan.windows(1)).hasMessageContaining("got 1");
    }
}
