package io.hourglass.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.cell.BooleanCell;
import io.hourglass.cell.CategoryCell;
import io.hourglass.cell.Cell;
import io.hourglass.cell.DenseCells;
import io.hourglass.cell.NumberCell;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Losses as likelihoods: with what they lack they are the logarithms of distributions. */
class LikelihoodTest {
    private static double nats(Loss loss, float[] target, float... output) {
        LossBatch batch = new LossBatch(output, output.length, target, target.length, new double[1], null);
        loss.evaluate(batch, 0, 1);
        return batch.rowLoss()[0] / loss.nat(target.length) + loss.logNormaliser(target, 0, target.length);
    }

    @ParameterizedTest
    @CsvSource({"0.3,-2", "0.99,-4", "-0.2,-3", "1.5,-1", "0.5,-9", "0.5,3", "0,-20", "40,-5"})
    void theProbabilitiesOfAllLevelsOfAPixelAddUpToOne(float mean, float logScale) {
        double sum = 0;
        for (int level = 0; level < 256; level++) {
            sum += Math.exp(-nats(new DiscretisedLogistic(), new float[] {level / 255f}, mean, logScale));
        }
        assertThat(sum).isCloseTo(1, within(2e-3));
    }

    @Test
    void extremeOutputsHaveAFiniteLossAndGradient() {
        for (float mean : new float[] {-1e6f, 0f, 0.5f, 1e6f}) {
            for (float logScale : new float[] {-1e6f, -12f, 0f, 12f, 1e6f}) {
                for (float target : new float[] {0f, 0.5f, 1f}) {
                    float[] gradient = new float[2];
                    LossBatch batch = new LossBatch(
                            new float[] {mean, logScale}, 2, new float[] {target}, 1, new double[1], gradient);
                    new DiscretisedLogistic().evaluate(batch, 0, 1);
                    assertThat(batch.rowLoss()[0]).isFinite();
                    assertThat(Float.isFinite(gradient[0]) && Float.isFinite(gradient[1]))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void theSquaredTheAbsoluteAndCauchysErrorAreDensities() {
        for (ElementLoss loss : new ElementLoss[] {new SquaredError(), new AbsoluteError(), new Cauchy()}) {
            double integral = 0;
            for (int i = -20_000; i < 20_000; i++) { // t / (1 - t²) reaches far
                double t = (i + 0.5) / 20_000;
                double slope = (1 + t * t) / ((1 - t * t) * (1 - t * t));
                integral += slope / 20_000 * Math.exp(-nats(loss, new float[] {(float) (t / (1 - t * t))}, 0.7f));
            }
            assertThat(integral).isCloseTo(1, within(1e-3));
        }
        assertThat(nats(new SquaredError(), new float[] {Float.NaN, Float.NaN}, 1f, 2f))
                .isZero();
        assertThat(Math.exp(-nats(new BinaryCrossEntropy(true), new float[] {0f}, 1f))
                        + Math.exp(-nats(new BinaryCrossEntropy(true), new float[] {1f}, 1f)))
                .isCloseTo(1, within(1e-6));
        assertThatThrownBy(() -> nats(new Huber(1f), new float[] {0f}, 1f)).hasMessageContaining("no distribution");
    }

    @Test
    void theNumbersOfEveryStepLackTheSameAndTruthValuesAndLevelsNothing() {
        SquaredError numbers = new SquaredError();
        List<Cell> cells = List.of(
                new CategoryCell(4, 0),
                new NumberCell(0f, false, -1f, 1f, 1f),
                new BooleanCell(0.5f, false),
                new DenseCells(2));
        CellLoss loss = new CellLoss(cells, numbers);
        float none = Float.NaN;
        float[] target = {9f, 3f, 0.5f, 1f, 0f, 0f, none, none, 0f, 0.2f, 0.3f, 2f, 1f, none, 0.1f, 0.4f};
        assertThat(loss.logNormaliser(target, 1, 5)).isCloseTo(3 * numbers.logNormaliser(), within(1e-12));
        assertThat(loss.logNormaliser(target, 1, 15)).isCloseTo(8 * numbers.logNormaliser(), within(1e-12));
    }

    @Test
    void pixelsBeyondBlackAndWhiteAreRefusedAndMeansBeyondThemAreThose() {
        DiscretisedLogistic loss = new DiscretisedLogistic();
        assertThat(loss.refused(new float[] {0f, 1f, 1.01f}, 0, 3)).isEqualTo(2);
        float[] output = {-0.5f, 0.25f, 1.5f, -3f};
        loss.link(output, 4, 1);
        assertThat(output).containsExactly(0f, 0.25f, 1f, -3f);
    }
}
