package io.hourglass;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.Table;
import io.hourglass.engine.JavaEngine;
import io.hourglass.plan.KindPlan;
import io.hourglass.use.Scoring;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A row has one code, one reconstruction and one score, wherever and with whatever it is computed. */
class SameBitsTest {
    /** A model with rows that it was not trained on. */
    record Sample(String name, Hourglass model, Table rows) {
        List<List<String>> results(Table some) {
            return List.of(
                    SampleTables.lines(model.encode(some)),
                    SampleTables.lines(model.reconstruct(some)),
                    SampleTables.lines(model.score(some, Scoring.usual().explained())));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Sample> SAMPLES = List.of(
            sample("mixed", SampleTables.mixed(200, 1), SampleTables.mixed(300, 2), "plain"),
            sample("variational", SampleTables.mixed(200, 1), SampleTables.mixed(300, 2), "variational"),
            sample("numbers", SampleTables.numbers(200, 9, 1), SampleTables.numbers(300, 9, 2), "denoising"),
            sample("sparse", SampleTables.numbers(200, 9, 1), SampleTables.numbers(300, 9, 2), "sparse+masked"),
            sample("topk", SampleTables.mixed(200, 1), SampleTables.mixed(300, 2), "batch-topk+denoising"),
            sample("vq", SampleTables.mixed(200, 1), SampleTables.mixed(300, 2), "vq"),
            sample("binary", SampleTables.images(200, 1), SampleTables.images(300, 2), "binary+masked"),
            sample("contractive", SampleTables.mixed(200, 1), SampleTables.mixed(300, 2), "contractive"),
            sample("wasserstein", SampleTables.images(200, 1), SampleTables.images(300, 2), "wasserstein"),
            sample("adversarial", SampleTables.mixed(200, 1), SampleTables.mixed(300, 2), "adversarial+denoising"),
            sample("images", SampleTables.images(200, 1), SampleTables.images(300, 2), "plain"));

    private static Sample sample(String name, Table training, Table rows, String kind) {
        return new Sample(name, Hourglass.train(training, SampleTables.epochs(3).withKind(KindPlan.of(kind))), rows);
    }

    static Stream<Sample> samples() {
        return SAMPLES.stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void encodingThenDecodingIsReconstructing(Sample sample) {
        List<String> codes = SampleTables.lines(sample.model.encode(sample.rows));
        assertThat(codes.get(0)).startsWith("c0").doesNotContain("size");
        Table decoded = sample.model.decode(sample.model.encode(sample.rows));
        assertThat(SampleTables.lines(decoded)).isEqualTo(SampleTables.lines(sample.model.reconstruct(sample.rows)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void codesKeptAsTextAreTheSameCodes(Sample sample) {
        List<String> lines = SampleTables.lines(sample.model.encode(sample.rows));
        double[][] codes = new double[lines.size() - 1][];
        for (int r = 0; r < codes.length; r++) {
            codes[r] = Stream.of(lines.get(r + 1).split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }
        Table read = MemoryTable.ofNumbers(List.of(lines.get(0).split(",")), codes);
        assertThat(SampleTables.lines(sample.model.decode(read)))
                .isEqualTo(SampleTables.lines(sample.model.reconstruct(sample.rows)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aRowAloneIsAsInABatch(Sample sample) {
        List<List<String>> together = sample.results(sample.rows);
        for (int row : new int[] {0, 1, 17, 255, 256, 299}) {
            List<List<String>> alone = sample.results(sample.rows.rows(row, row + 1));
            for (int verb = 0; verb < 3; verb++) {
                String expected = together.get(verb).get(row + 1);
                String found = alone.get(verb).get(1);
                boolean numbered = verb == 2; // scores start with the row's number
                assertThat(numbered ? found.substring(found.indexOf(',')) : found)
                        .isEqualTo(numbered ? expected.substring(expected.indexOf(',')) : expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void eightThreadsAtOnceFindWhatOneDoes(Sample sample) throws Exception {
        List<List<String>> expected = sample.results(sample.rows);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<List<List<String>>>> found = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                found.add(threads.submit(() -> sample.results(sample.rows)));
            }
            for (Future<List<List<String>>> each : found) {
                assertThat(each.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void nothingChangesBySavingAndOpening(Sample sample, @TempDir Path folder) {
        Path file = folder.resolve("m.hg");
        sample.model.save(file);
        Hourglass opened = Hourglass.open(file);
        assertThat(new Sample("", opened, sample.rows).results(sample.rows)).isEqualTo(sample.results(sample.rows));
        assertThat(opened.preparation()).isEqualTo(sample.model.preparation());
        assertThat(opened.autoencoder().spec())
                .isEqualTo(sample.model.autoencoder().spec());
        assertThat(opened.autoencoder().weights())
                .isEqualTo(sample.model.autoencoder().weights());
        assertThat(opened.scoreProfile()).isEqualTo(sample.model.scoreProfile());
        assertThat(opened.history()).isEqualTo(sample.model.history());
        assertThat(opened.provenance()).isEqualTo(sample.model.provenance());
    }

    @Test
    void twoThreadsTrainTheWeightsThatOneDoes() {
        Table table = SampleTables.numbers(600, 120, 3);
        float[][] weights = new float[2][];
        for (int threads = 1; threads <= 2; threads++) {
            try (JavaEngine engine = new JavaEngine(threads)) {
                Hourglass model = Hourglass.training(table, SampleTables.epochs(3))
                        .engine(engine)
                        .run();
                weights[threads - 1] = model.autoencoder().weights();
            }
        }
        assertThat(weights[1]).isEqualTo(weights[0]);
    }

    @Test
    void theSameSeedTrainsTheSameAndAnotherDoesNot() {
        Table table = SampleTables.mixed(150, 4);
        float[] first =
                Hourglass.train(table, SampleTables.epochs(2)).autoencoder().weights();
        assertThat(Hourglass.train(table, SampleTables.epochs(2)).autoencoder().weights())
                .isEqualTo(first);
        assertThat(Hourglass.train(table, SampleTables.epochs(2).withSeed(43))
                        .autoencoder()
                        .weights())
                .isNotEqualTo(first);
    }
}
