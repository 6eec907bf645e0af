package io.hourglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.math.RandomStream;
import java.util.function.DoubleSupplier;

/** Compares gradients with central differences of a function that is computed in floats and summed in doubles. */
public final class FiniteDifferences {
    private FiniteDifferences() {}

    /**
     * @param gradient d value / d moved
     * @param moved what the value depends on; changed and put back
     * @param step how far it is moved, small beside what bends the function and large beside float rounding
     * @param value the function
     */
    public static void check(float[] gradient, float[] moved, float step, DoubleSupplier value) {
        RandomStream random = RandomStream.of(moved.length);
        double squares = 0;
        for (float each : gradient) {
            squares += (double) each * each;
        }
        double scale = Math.max(1e-4, Math.sqrt(squares / gradient.length));
        int trials = Math.min(30, gradient.length);
        for (int trial = 0; trial < trials; trial++) {
            int i = gradient.length <= 30 ? trial : random.nextInt(gradient.length);
            double coarse = difference(moved, i, step, value);
            double fine = difference(moved, i, step / 4, value);
            // where the two disagree there is a corner within the step, and the difference says little
            double doubt = 4 * Math.abs(coarse - fine);
            assertThat((double) gradient[i])
                    .as("gradient %d", i)
                    .isCloseTo(fine, within(1e-2 * (Math.abs(fine) + scale) + doubt));
        }
    }

    private static double difference(float[] moved, int i, float step, DoubleSupplier value) {
        float before = moved[i];
        moved[i] = before + step;
        float high = moved[i];
        double above = value.getAsDouble();
        moved[i] = before - step;
        float low = moved[i];
        double below = value.getAsDouble();
        moved[i] = before;
        return (above - below) / ((double) high - low);
    }
}
