package io.hourglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.engine.Engines;
import io.hourglass.loss.Loss;
import io.hourglass.loss.SquaredError;
import io.hourglass.math.RandomStream;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.NoCorruption;
import io.hourglass.model.Plain;
import io.hourglass.network.Dense;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import io.hourglass.optimizer.Adam;
import io.hourglass.optimizer.Clipping;
import io.hourglass.optimizer.Schedule;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A linear autoencoder with the squared error has the minimum of principal component analysis (Baldi and Hornik 1989). */
class LinearAutoencoderTest {
    private static final int WIDTH = 40;
    private static final int ROWS = 500;

    /** Rows around a mean, with variances that fall, mixed by a random matrix. */
    private static float[][] data() {
        RandomStream random = RandomStream.of(17);
        double[][] mix = new double[WIDTH][WIDTH];
        for (double[] row : mix) {
            Arrays.setAll(row, i -> random.nextGaussian() / 3);
        }
        float[][] x = new float[ROWS][WIDTH];
        for (float[] row : x) {
            for (int k = 0; k < WIDTH; k++) {
                double cause = random.nextGaussian() / (1 + k);
                for (int i = 0; i < WIDTH; i++) {
                    row[i] += (float) (cause * mix[k][i]);
                }
            }
            for (int i = 0; i < WIDTH; i++) {
                row[i] += 0.01f * i;
            }
        }
        return x;
    }

    private static double[][] covariance(float[][] x) {
        double[] mean = new double[WIDTH];
        double[][] covariance = new double[WIDTH][WIDTH];
        for (float[] row : x) {
            for (int i = 0; i < WIDTH; i++) {
                mean[i] += row[i] / (double) x.length;
            }
        }
        for (float[] row : x) {
            for (int i = 0; i < WIDTH; i++) {
                for (int j = 0; j < WIDTH; j++) {
                    covariance[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / x.length;
                }
            }
        }
        return covariance;
    }

    /** The eigenvalues of a symmetric matrix in rising order, by Jacobi's rotations. */
    private static double[] eigenvalues(double[][] a) {
        for (int sweep = 0; sweep < 30; sweep++) {
            for (int p = 0; p < a.length; p++) {
                for (int q = p + 1; q < a.length; q++) {
                    rotate(a, p, q);
                }
            }
        }
        double[] values = new double[a.length];
        Arrays.setAll(values, i -> a[i][i]);
        Arrays.sort(values);
        return values;
    }

    private static void rotate(double[][] a, int p, int q) {
        double angle = 0.5 * Math.atan2(2 * a[p][q], a[q][q] - a[p][p]);
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        for (int i = 0; i < a.length; i++) {
            double left = a[i][p];
            double right = a[i][q];
            a[i][p] = c * left - s * right;
            a[i][q] = s * left + c * right;
        }
        for (int i = 0; i < a.length; i++) {
            double above = a[p][i];
            double below = a[q][i];
            a[p][i] = c * above - s * below;
            a[q][i] = s * above + c * below;
        }
    }

    @Test
    void rotationsFindTheEigenvaluesThatAreKnown() {
        double[] values = eigenvalues(new double[][] {{2, 1, 0}, {1, 2, 0}, {0, 0, 7}});
        assertThat(values).containsExactly(new double[] {1, 3, 7}, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 30})
    void itReachesTheErrorOfPrincipalComponents(int code) {
        float[][] x = data();
        double least =
                Arrays.stream(eigenvalues(covariance(x)), 0, WIDTH - code).sum();
        AutoencoderSpec spec = new AutoencoderSpec(
                Network.of(Shape.of(WIDTH), Dense.of(code)),
                new Plain(),
                Network.of(Shape.of(code), Dense.of(WIDTH)),
                new SquaredError(),
                new NoCorruption());
        Updates updates = new Updates(new Adam(), 0.02f, new Schedule.Cosine(), new Clipping.None());
        TrainingPlan plan = new TrainingPlan(1500, 50, true, updates, Stopping.never(), 1);
        TrainingResult result = new Trainer(spec, plan, Engines.java()).train(MemoryRows.of(x), null);
        double error = 0;
        for (float[] row : x) {
            error += Loss.squaredError(result.model().reconstruct(row), 0, row) / ROWS;
        }
        assertThat(error).isBetween(least * (1 - 1e-5), least * 1.01);
        assertThat(result.findings()).isEmpty();
    }
}
