package io.hourglass.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.math.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogisticMixtureTest {
    private static final int EXPERTS = 5;
    private static final int[] STARTS = {90, 130, 0, 255};

    private static float[] output(long seed) {
        return RandomStream.of(seed).gaussians(LogisticMixture.PARAMETERS * EXPERTS);
    }

    @Test
    void theProbabilitiesOfAllLevelsSumToOne() {
        LogisticMixture mixture = new LogisticMixture(EXPERTS);
        float[] output = output(3);
        double sum = 0;
        for (int level = 0; level < 256; level++) {
            mixture.read(output, 0, STARTS);
            sum += Math.exp(-mixture.loss(level, new float[output.length], 0, 1f));
        }
        assertThat(sum).isCloseTo(1, within(1e-3)); // 256 times what is added to each
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 137, 254, 255})
    void theGradientIsTheSlopeOfTheLoss(int level) {
        LogisticMixture mixture = new LogisticMixture(EXPERTS);
        for (long seed = 0; seed < 4; seed++) {
            float[] output = output(seed);
            float[] gradient = new float[output.length];
            mixture.read(output, 0, STARTS);
            mixture.loss(level, gradient, 0, 1f);
            for (int i = 0; i < output.length; i++) {
                double slope =
                        (loss(mixture, output, i, 2e-3f, level) - loss(mixture, output, i, -2e-3f, level)) / 4e-3;
                assertThat((double) gradient[i])
                        .as("output " + i)
                        .isCloseTo(slope, within(0.02 + 0.02 * Math.abs(slope)));
            }
        }
    }

    private static double loss(LogisticMixture mixture, float[] output, int place, float by, int level) {
        float[] moved = output.clone();
        moved[place] += by;
        mixture.read(moved, 0, STARTS);
        return mixture.loss(level, new float[moved.length], 0, 1f);
    }
}
