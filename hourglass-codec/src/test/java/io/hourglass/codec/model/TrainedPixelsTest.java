package io.hourglass.codec.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.engine.JavaEngine;
import io.hourglass.engine.Precision;
import io.hourglass.engine.Session;
import io.hourglass.math.RandomStream;
import io.hourglass.network.Mode;
import io.hourglass.pixel.LogisticMixture;
import io.hourglass.pixel.PixelDesign;
import io.hourglass.pixel.PixelInputs;
import io.hourglass.pixel.PixelPredictor;
import io.hourglass.pixel.PixelWindow;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainedPixelsTest {
    private static final int HEIGHT = 5;
    private static final int WIDTH = 11;

    /** The network row by row gives the very bits of the engine that defines them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void itsOutputsAreThoseOfTheJavaEngine(int channels) {
        PixelDesign design = new PixelDesign(HEIGHT, WIDTH, channels, new PixelWindow(2, 3, 2), List.of(70, 20), 4);
        PixelPredictor predictor = new PixelPredictor(design, design.network().initialWeights(8));
        byte[] image = new byte[HEIGHT * WIDTH * channels];
        RandomStream random = RandomStream.of(2);
        for (int i = 0; i < image.length; i++) {
            image[i] = (byte) random.nextInt(256);
        }
        TrainedPixels pixels = new TrainedPixels(predictor, WIDTH, HEIGHT);
        PixelInputs inputs = new PixelInputs(design, HEIGHT, WIDTH);
        float[] given = new float[design.early() + design.late()];
        float[] expected = new float[LogisticMixture.PARAMETERS * design.experts()];
        try (JavaEngine engine = new JavaEngine(1);
                Session session = engine.open(design.network(), 1, Precision.F32)) {
            session.load(predictor.weights(), new float[0]);
            for (int y = 0; y < HEIGHT; y++) {
                pixels.begin(image, 0, y);
                for (int sample = 0; sample < WIDTH * channels; sample++) {
                    int x = sample / channels;
                    inputs.early(image, 0, y, x, given, 0);
                    inputs.late(image, 0, y, x, sample % channels, given, design.early());
                    session.forward(given, 1, expected, Mode.INFER, 0);
                    pixels.look(image, 0, y, x, sample % channels);
                    assertThat(pixels.output()).as(x + ", " + y).isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void decisionsAgreeWithTheProbabilityOfALevel(long seed) {
        PixelDesign design = new PixelDesign(HEIGHT, WIDTH, 1, new PixelWindow(1, 1, 1), List.of(5), 3);
        TrainedPixels pixels =
                new TrainedPixels(new PixelPredictor(design, design.network().initialWeights(seed)), WIDTH, HEIGHT);
        byte[] image = new byte[HEIGHT * WIDTH];
        pixels.begin(image, 0, 0);
        for (int level : new int[] {0, 1, 5, 255}) {
            pixels.look(image, 0, 0, 0, 0);
            double nats = 0;
            int from = 0;
            for (int half = 128; half > 0; half >>= 1) {
                double logit = pixels.stretched(from + half) / 1024.0;
                int bit = (level & half) != 0 ? 1 : 0;
                nats += Math.log1p(Math.exp(bit != 0 ? -logit : logit));
                pixels.decide(bit);
                from += bit * half;
            }
            LogisticMixture mixture = new LogisticMixture(3);
            mixture.read(pixels.output(), 0, new int[4]);
            double expected = mixture.loss(level, new float[9], 0, 1f);
            assertThat(nats).isBetween(expected - 0.05, expected < 8 ? expected + 0.05 : expected + 5);
        }
    }
}
