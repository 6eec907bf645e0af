package io.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.cell.CellExamples;
import io.hourglass.engine.Engine;
import io.hourglass.engine.JavaEngine;
import io.hourglass.loss.LossBatch;
import io.hourglass.loss.SquaredError;
import io.hourglass.math.RandomStream;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Conv2d;
import io.hourglass.network.ConvTranspose2d;
import io.hourglass.network.Dense;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import io.hourglass.training.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AutoencoderTest {
    private static final AutoencoderSpec EVERYTHING = Samples.everything();
    private static final int WIDTH = EVERYTHING.inputWidth();

    private static Autoencoder everything() {
        Layout layout = Layout.of(EVERYTHING);
        return new Autoencoder(EVERYTHING, layout.initialWeights(EVERYTHING, 3), layout.initialState(EVERYTHING));
    }

    private static Autoencoder plain() {
        AutoencoderSpec spec = Samples.plain(4, 2, new SquaredError());
        return new Autoencoder(spec, Layout.of(spec).initialWeights(spec, 1), new float[0]);
    }

    private static float[] rows(int rows) {
        return CellExamples.rows(CellExamples.all(), rows, 0.2, 5);
    }

    @Test
    void reconstructingIsEncodingThenDecodingToTheBit() {
        float[] rows = rows(600);
        Autoencoder model = everything();
        assertThat(model.reconstruct(rows)).isEqualTo(model.decode(model.encode(rows)));
        float[][] apart = new float[600][];
        Arrays.setAll(apart, r -> Arrays.copyOfRange(rows, r * WIDTH, (r + 1) * WIDTH));
        float[][] back = model.reconstruct(apart);
        assertThat(back).isDeepEqualTo(model.decode(model.encode(apart)));
        assertThat(back[599])
                .isEqualTo(Arrays.copyOfRange(
                        model.reconstruct(rows), 599 * EVERYTHING.outputWidth(), 600 * EVERYTHING.outputWidth()));
    }

    /** Convolutions alone: an image is halved, squeezed and doubled again. */
    private static Autoencoder convolutional(int side) {
        Network encoder = Network.of(
                Shape.of(side, side, 1),
                Conv2d.of(3, 4, 2),
                Activation.of(ActivationFunction.TANH),
                Conv2d.of(2, 3, 1));
        Network decoder = Network.of(encoder.output(), Conv2d.of(3, 3, 1), ConvTranspose2d.of(1, 4, 2));
        AutoencoderSpec spec =
                new AutoencoderSpec(encoder, new Plain(), decoder, new SquaredError(), new NoCorruption());
        return new Autoencoder(spec, Layout.of(spec).initialWeights(spec, 1), new float[0]);
    }

    @Test
    void convolutionsAloneSeeTheSamePlaceOfALargerImageTheSame() {
        RandomStream random = RandomStream.of(4);
        float[] large = new float[40 * 40];
        for (int i = 0; i < large.length; i++) {
            large[i] = random.nextFloat();
        }
        float[] small = new float[24 * 24];
        for (int i = 0; i < 24; i++) {
            System.arraycopy(large, (i + 8) * 40 + 8, small, i * 24, 24);
        }
        Autoencoder model = convolutional(8);
        float[] of40 = model.resized(Shape.of(40, 40, 1)).reconstruct(large);
        float[] of24 = model.resized(Shape.of(24, 24, 1)).reconstruct(small);
        assertThat(of24[12 * 24 + 12]).isNotEqualTo(of24[12 * 24 + 13]);
        for (int i = 10; i < 14; i++) {
            for (int j = 10; j < 14; j++) { // as far from the border as a pixel's reconstruction looks
                assertThat(of24[i * 24 + j]).isEqualTo(of40[(i + 8) * 40 + j + 8]);
            }
        }
    }

    @Test
    void whatIsMadeForOneSizeOfImagesSaysSo() {
        assertThatThrownBy(() -> convolutional(8).resized(Shape.of(7, 8, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("56 values");
        assertThatThrownBy(() -> convolutional(8).resized(Shape.of(8, 8, 3)))
                .hasMessageContainingAll("layer 0", "has weights for rows of [8, 8, 1]");
        assertThatThrownBy(() -> plain().resized(Shape.of(5))).hasMessageContaining("layer 0 (Dense");
    }

    @Test
    void aRowGivesTheSameBitsAloneInABatchAndFromEightThreads() throws Exception {
        float[] rows = rows(300);
        Autoencoder model = everything();
        float[] together = model.reconstruct(rows);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<float[]>> results = new ArrayList<>();
            for (int r = 0; r < 300; r++) {
                float[] row = Arrays.copyOfRange(rows, r * WIDTH, (r + 1) * WIDTH);
                results.add(pool.submit(() -> model.reconstruct(row)));
            }
            int out = EVERYTHING.outputWidth();
            for (int r = 0; r < 300; r++) {
                assertThat(results.get(r).get()).isEqualTo(Arrays.copyOfRange(together, r * out, (r + 1) * out));
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void lossesAreThoseOfRowsAloneWithThePenalty() {
        float[] rows = rows(40);
        LossBatch batch = everything().losses(rows);
        assertThat(batch.rowLoss()).hasSize(40);
        for (int r = 0; r < 40; r++) {
            float[] row = Arrays.copyOfRange(rows, r * WIDTH, (r + 1) * WIDTH);
            assertThat(everything().losses(row).rowLoss()[0]).isEqualTo(batch.rowLoss()[r]);
        }
        double[] without = new double[40];
        EVERYTHING.loss().evaluate(new LossBatch(batch.output(), batch.outputs(), rows, WIDTH, without, null), 0, 40);
        assertThat(batch.rowLoss()[3]).isGreaterThan(without[3]);
        float[] linked = batch.output().clone();
        EVERYTHING.loss().link(linked, batch.outputs(), 40);
        assertThat(linked).isEqualTo(everything().reconstruct(rows));
    }

    @Test
    void anAutoencoderCannotBeChangedFromOutside() {
        AutoencoderSpec spec = Samples.plain(4, 2, new SquaredError());
        float[] weights = Layout.of(spec).initialWeights(spec, 1);
        Autoencoder model = new Autoencoder(spec, weights, new float[0]);
        float[] row = {1, 2, 3, 4};
        float[] before = model.encode(row);
        Arrays.fill(weights, 0f);
        Arrays.fill(model.weights(), 0f);
        assertThat(model.encode(row)).isEqualTo(before);
        assertThat(row).containsExactly(1, 2, 3, 4);
    }

    @Test
    void anotherEngineGivesTheSame() {
        float[] rows = rows(20);
        Autoencoder model = everything();
        try (Engine engine = new JavaEngine(3)) {
            assertThat(model.on(engine).reconstruct(rows)).isEqualTo(model.reconstruct(rows));
        }
    }

    @Test
    void aModelOutlivesItsEnginesThreads() {
        AutoencoderSpec wide = Samples.plain(300, 200, new SquaredError());
        float[] weights = Layout.of(wide).initialWeights(wide, 1);
        float[] rows = new float[300 * 256];
        Arrays.fill(rows, 0.5f);
        Engine engine = new JavaEngine(3);
        Autoencoder model = new Autoencoder(wide, weights, new float[0], engine);
        float[] before = model.reconstruct(rows);
        engine.close();
        assertThat(model.reconstruct(rows)).isEqualTo(before);
    }

    @Test
    void manyAutoencodersShareTheirThreads() {
        AutoencoderSpec wide = Samples.plain(300, 200, new SquaredError());
        float[] weights = Layout.of(wide).initialWeights(wide, 1);
        float[] rows = new float[300 * 256];
        for (int i = 0; i < 12; i++) {
            new Autoencoder(wide, weights, new float[0]).encode(rows);
        }
        long mine = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("hourglass-worker-"))
                .count();
        assertThat(mine).isLessThan(Runtime.getRuntime().availableProcessors() + 12L);
    }

    @Test
    void theSameSeedGeneratesTheSameRows() {
        Autoencoder model = everything();
        float[] rows = model.generate(500, 1);
        assertThat(rows).hasSize(500 * EVERYTHING.outputWidth());
        assertThat(model.generate(500, 1)).isEqualTo(rows);
        assertThat(model.generate(500, 2)).isNotEqualTo(rows);
        assertThat(IntStream.range(0, rows.length).mapToDouble(i -> rows[i]).allMatch(Double::isFinite))
                .isTrue();
    }

    @Test
    void noRowsGiveNoResults() {
        assertThat(plain().encode(new float[0])).isEmpty();
        assertThat(plain().reconstruct(new float[0][])).isEmpty();
        assertThat(plain().losses(new float[0]).rowLoss()).isEmpty();
    }

    @Test
    void rowsThatDoNotFitAreRefusedInWords() {
        refuses(() -> plain().encode(new float[7]), "rows of 4 values were needed, got 7 values");
        refuses(() -> plain().losses(new float[7]), "rows of 4 values were needed, got 7 values");
        refuses(() -> plain().decode(new float[3]), "rows of 2 values were needed, got 3 values");
        refuses(() -> plain().encode(new float[][] {new float[4], new float[3]}), "row 1 has 3 values, 4 were needed");
        refuses(
                () -> plain().encode(new float[] {0, 0, 0, 0, 0, Float.NaN, 0, 0}),
                "row 1, value 1 is NaN; it must be a finite number");
        float[] cells = rows(2);
        cells[WIDTH + 4] = 4f;
        refuses(
                () -> everything().losses(cells),
                "row 1, value 4 is 4.0; it must be the number of a level from 0 to 3, or NaN where it is missing");
        refuses(() -> everything().generate(0, 1), "at least 1 row must be generated, got 0");
        refuses(() -> plain().generate(5, 1), "only a variational, Wasserstein or adversarial autoencoder generates");
    }

    private static void refuses(Runnable call, String message) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void blocksOfAnotherSizeAreRefused() {
        AutoencoderSpec spec = Samples.plain(4, 2, new SquaredError());
        int count = Layout.of(spec).weightCount();
        assertThat(count).isEqualTo(4 * 8 + 8 + 8 * 2 + 2 + 2 * 8 + 8 + 8 * 4 + 4);
        refuses(
                () -> new Autoencoder(spec, new float[count - 1], new float[0]),
                "has " + count + " weights and 0 state values, got " + (count - 1) + " and 0");
        refuses(() -> new Autoencoder(spec, new float[count], new float[2]), "got " + count + " and 2");
    }

    @Test
    void partsThatDoNotFitTogetherAreRefused() {
        Network encoder = Network.of(Shape.of(4), Dense.of(2));
        Network decoder = Network.of(Shape.of(2), Dense.of(4));
        refuses(
                () -> new AutoencoderSpec(
                        encoder, new Variational(1f), decoder, new SquaredError(), new NoCorruption()),
                "for a code of 2 the encoder must end with 4 outputs, got 2");
        refuses(
                () -> new AutoencoderSpec(
                        encoder,
                        new Plain(),
                        Network.of(Shape.of(2), Dense.of(3)),
                        new SquaredError(),
                        new NoCorruption()),
                "to rebuild rows of 4 values the decoder must end with 4 outputs, got 3");
        assertThat(plain().losses(new float[4]).rowLoss()[0]).isCloseTo(0, within(1e-12));
    }
}
