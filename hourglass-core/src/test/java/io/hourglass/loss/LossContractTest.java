package io.hourglass.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.FiniteDifferences;
import io.hourglass.cell.Cell;
import io.hourglass.cell.CellExamples;
import io.hourglass.math.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every loss; a new one cannot escape it. */
class LossContractTest {
    private static final int ROWS = 6;

    static List<Loss> all() {
        return List.of(
                new SquaredError(),
                new AbsoluteError(),
                new Cauchy(),
                new Huber(Huber.USUAL_DELTA),
                new Huber(0.2f),
                new BinaryCrossEntropy(false),
                new BinaryCrossEntropy(true),
                new CategoricalCrossEntropy(false),
                new CategoricalCrossEntropy(true),
                new DiscretisedLogistic(),
                new CellLoss(CellExamples.all(), new SquaredError()),
                new CellLoss(CellExamples.all(), new AbsoluteError()),
                new CellLoss(CellExamples.all(), new Huber(0.5f)),
                new CellLoss(CellExamples.all(), new BinaryCrossEntropy(true)));
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(LossContractTest::leaves)
                : Stream.of(type);
    }

    @Test
    void theContractCoversEveryLoss() {
        Set<Class<?>> covered = new LinkedHashSet<>();
        all().forEach(loss -> covered.add(loss.getClass()));
        assertThat(covered).isEqualTo(Set.copyOf(leaves(Loss.class).toList()));
    }

    private static boolean takesProbabilities(Loss loss) {
        return loss.equals(new BinaryCrossEntropy(false)) || loss.equals(new CategoricalCrossEntropy(false));
    }

    /** Rows of a loss with targets that it accepts, every fifth of them missing. */
    private static LossBatch batch(Loss loss, double missing, long seed) {
        int targets = loss instanceof CellLoss cells ? CellExamples.width(cells.cells()) : 7;
        LossBatch batch = LossBatch.of(ROWS, loss.outputs(targets), targets, true);
        RandomStream random = RandomStream.of(seed);
        for (int i = 0; i < batch.output().length; i++) {
            batch.output()[i] = takesProbabilities(loss) ? 0.1f + 0.8f * random.nextFloat() : 2 * random.nextGaussian();
        }
        if (loss instanceof CellLoss cells) {
            float[] rows = CellExamples.rows(cells.cells(), ROWS, missing, seed);
            System.arraycopy(rows, 0, batch.target(), 0, rows.length);
        } else {
            for (int i = 0; i < batch.target().length; i++) {
                batch.target()[i] = random.nextDouble() < missing ? Float.NaN : random.nextFloat();
            }
        }
        return batch;
    }

    private static double total(Loss loss, LossBatch batch) {
        LossBatch without =
                new LossBatch(batch.output(), batch.outputs(), batch.target(), batch.targets(), new double[ROWS], null);
        loss.evaluate(without, 0, ROWS);
        return Arrays.stream(without.rowLoss()).sum();
    }

    @ParameterizedTest
    @MethodSource("all")
    void gradientsAreThoseOfFiniteDifferences(Loss loss) {
        for (double missing : new double[] {0, 0.2}) {
            LossBatch batch = batch(loss, missing, 1);
            loss.evaluate(batch, 0, ROWS);
            FiniteDifferences.check(batch.gradient(), batch.output(), 8e-3f, () -> total(loss, batch));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRowAloneHasTheLossThatItHasAmongOthers(Loss loss) {
        LossBatch batch = batch(loss, 0.2, 2);
        loss.evaluate(batch, 0, ROWS);
        for (int r = 0; r < ROWS; r++) {
            LossBatch alone = LossBatch.of(1, batch.outputs(), batch.targets(), true);
            System.arraycopy(batch.output(), r * batch.outputs(), alone.output(), 0, batch.outputs());
            System.arraycopy(batch.target(), r * batch.targets(), alone.target(), 0, batch.targets());
            loss.evaluate(alone, 0, 1);
            assertThat(alone.rowLoss()[0]).isEqualTo(batch.rowLoss()[r]);
            assertThat(alone.gradient())
                    .isEqualTo(Arrays.copyOfRange(batch.gradient(), r * batch.outputs(), (r + 1) * batch.outputs()));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void onlyTheRowsAskedForAreEvaluated(Loss loss) {
        LossBatch batch = batch(loss, 0.2, 3);
        Arrays.fill(batch.rowLoss(), -1);
        Arrays.fill(batch.gradient(), -9f);
        loss.evaluate(batch, 2, 4);
        assertThat(batch.rowLoss()[1]).isEqualTo(-1);
        assertThat(batch.rowLoss()[4]).isEqualTo(-1);
        assertThat(batch.rowLoss()[2]).isNotEqualTo(-1);
        assertThat(batch.gradient()[2 * batch.outputs() - 1]).isEqualTo(-9f);
        assertThat(batch.gradient()[4 * batch.outputs()]).isEqualTo(-9f);
        assertThat(Arrays.copyOfRange(batch.gradient(), 2 * batch.outputs(), 4 * batch.outputs()))
                .doesNotContain(-9f);
    }

    @ParameterizedTest
    @MethodSource("all")
    void theLossOfARowIsTheSumOfItsPartsWhereANatIsAUnit(Loss loss) {
        LossBatch batch = batch(loss, 0.2, 4);
        loss.evaluate(batch, 0, ROWS);
        float[] parts = new float[batch.targets()];
        for (int r = 0; r < ROWS; r++) {
            Arrays.fill(parts, Float.NaN);
            loss.parts(batch, r, parts);
            double sum = 0;
            for (int i = 0; i < parts.length; i++) {
                assertThat(parts[i]).isGreaterThanOrEqualTo(0f);
                assertThat(Float.isNaN(batch.target()[r * batch.targets() + i]) && parts[i] != 0f)
                        .isFalse();
                sum += parts[i];
            }
            assertThat(batch.rowLoss()[r]).isCloseTo(sum * loss.nat(parts.length), within(1e-6 * (1 + sum)));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRowOfMissingTargetsAddsNothing(Loss loss) {
        LossBatch batch = batch(loss, 0.2, 5);
        Arrays.fill(batch.target(), 0, batch.targets(), Float.NaN);
        loss.evaluate(batch, 0, ROWS);
        assertThat(batch.rowLoss()[0]).isZero();
        for (int i = 0; i < batch.outputs(); i++) {
            assertThat(batch.gradient()[i]).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aMissingTargetHidesItsOutputs(Loss loss) {
        LossBatch batch = batch(loss, 0.5, 6);
        loss.evaluate(batch, 0, ROWS);
        double before = total(loss, batch);
        int hidden = 0;
        for (int i = 0; i < batch.output().length; i++) {
            if (batch.gradient()[i] == 0f) {
                batch.output()[i] = 0.5f;
                hidden++;
            }
        }
        assertThat(hidden > 0).isEqualTo(!loss.equals(new CategoricalCrossEntropy(true))); // its outputs share one sum
        assertThat(total(loss, batch)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("all")
    void reconstructionsAreOutputsOrProbabilities(Loss loss) {
        LossBatch batch = batch(loss, 0, 7);
        float[] linked = batch.output().clone();
        loss.link(linked, batch.outputs(), ROWS);
        if (loss instanceof CategoricalCrossEntropy cross && cross.fromLogits()) {
            for (int r = 0; r < ROWS; r++) {
                double sum = 0;
                for (int i = 0; i < batch.outputs(); i++) {
                    sum += linked[r * batch.outputs() + i];
                }
                assertThat(sum).isCloseTo(1, within(1e-6));
            }
        } else if (loss instanceof ElementLoss element) {
            for (int i = 0; i < linked.length; i++) {
                assertThat(linked[i]).isEqualTo(element.link(batch.output()[i]));
            }
        }
        assertThat(linked).doesNotContain(Float.NaN);
        if (loss instanceof BinaryCrossEntropy cross && cross.fromLogits()) {
            assertThat(linked).isNotEqualTo(batch.output());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theBestReconstructionIsTheExpandedTarget(Loss loss) {
        LossBatch batch = batch(loss, 0.2, 8);
        float[] expanded = new float[batch.outputs()];
        loss.expand(batch.target(), batch.targets(), expanded);
        float[] reconstruction = batch.output().clone();
        loss.link(reconstruction, batch.outputs(), ROWS);
        double error = Loss.squaredError(reconstruction, batch.outputs(), expanded);
        assertThat(error).isFinite().isPositive();
        float[] perfect = new float[2 * batch.outputs()];
        System.arraycopy(expanded, 0, perfect, batch.outputs(), expanded.length);
        assertThat(Loss.squaredError(perfect, batch.outputs(), expanded)).isZero();
    }

    @Test
    void categoriesExpandToOneHotRowsAndMissingOnesToNothingKnown() {
        List<Cell> cells = new ArrayList<>(CellExamples.all().subList(4, 6));
        CellLoss loss = new CellLoss(cells, new SquaredError());
        float[] expanded = new float[9];
        loss.expand(new float[] {9, 9, 2, Float.NaN}, 2, expanded);
        float nan = Float.NaN;
        assertThat(expanded).containsExactly(0, 0, 1, 0, nan, nan, nan, nan, nan);
    }

    @Test
    void crossEntropyRefusesTargetsOutsideZeroToOneAndSaysWhere() {
        for (Loss loss : List.of(new BinaryCrossEntropy(false), new BinaryCrossEntropy(true))) {
            assertThat(loss.refused(new float[] {9, 0, 1, 0.5f, Float.NaN, 9}, 1, 4))
                    .isEqualTo(-1);
            assertThat(loss.refused(new float[] {0, 0.2f, 1.001f, -1}, 0, 4)).isEqualTo(2);
            assertThat(loss.refused(new float[] {-0.01f}, 0, 1)).isZero();
            assertThat(loss.demands()).isEqualTo("binary cross-entropy needs targets in [0, 1]");
        }
        Loss categorical = new CategoricalCrossEntropy(true);
        assertThat(categorical.refused(new float[] {0, 1, Float.NaN}, 0, 3)).isEqualTo(2);
        assertThat(categorical.refused(new float[] {0, 2}, 0, 2)).isEqualTo(1);
        assertThat(new SquaredError().refused(new float[] {-7, 0x1p100f}, 0, 2)).isEqualTo(-1);
    }

    @Test
    void onlyTheNumbersOfATableAreJudgedByTheLossOfNumbers() {
        CellLoss loss = new CellLoss(CellExamples.all(), new BinaryCrossEntropy(true));
        float[] row = CellExamples.rows(CellExamples.all(), 1, 0, 1);
        row[4] = 3; // a level
        assertThat(loss.refused(row, 0, row.length)).isEqualTo(-1);
        row[row.length - 1] = 2; // the last pixel
        assertThat(loss.refused(row, 0, row.length)).isEqualTo(row.length - 1);
        row[1] = -1; // a number
        assertThat(loss.refused(row, 0, row.length)).isEqualTo(1);
    }

    @Test
    void crossEntropyFromLogitsIsExactWhereProbabilitiesSaturate() {
        LossBatch batch = new LossBatch(new float[] {60, 0}, 2, new float[] {0, 1}, 2, new double[1], new float[2]);
        new CategoricalCrossEntropy(true).evaluate(batch, 0, 1);
        assertThat(batch.rowLoss()[0]).isEqualTo(60);
        new BinaryCrossEntropy(true).evaluate(batch, 0, 1);
        assertThat(batch.rowLoss()[0]).isCloseTo((60 + Math.log(2)) / 2, within(1e-5));
        LossBatch huge =
                new LossBatch(new float[] {0x1p127f, -0x1p127f}, 2, new float[] {0, 1}, 2, new double[1], new float[2]);
        new BinaryCrossEntropy(true).evaluate(huge, 0, 1);
        assertThat(huge.rowLoss()[0]).isFinite();
        assertThat(huge.gradient()).containsExactly(0.5f, -0.5f);
    }

    @Test
    void probabilitiesAreKeptFromTheEdges() {
        LossBatch batch = new LossBatch(new float[] {0, 1}, 2, new float[] {1, 0}, 2, new double[1], new float[2]);
        new BinaryCrossEntropy(false).evaluate(batch, 0, 1);
        assertThat(batch.rowLoss()[0]).isCloseTo(-Math.log(1e-7), within(0.1));
        new CategoricalCrossEntropy(false).evaluate(batch, 0, 1);
        assertThat(batch.rowLoss()[0]).isCloseTo(-Math.log(1e-7), within(1e-4));
    }

    @Test
    void aRowOfSeveralStepsHasTheLossesOfItsSteps() {
        CellLoss loss = new CellLoss(CellExamples.all(), new SquaredError());
        LossBatch steps = batch(loss, 0.2, 3);
        loss.evaluate(steps, 0, ROWS);
        LossBatch rows = new LossBatch(
                steps.output(),
                2 * steps.outputs(),
                steps.target(),
                2 * steps.targets(),
                new double[ROWS / 2],
                new float[steps.output().length]);
        loss.evaluate(rows, 0, ROWS / 2);
        for (int r = 0; r < ROWS / 2; r++) {
            double mean = (steps.rowLoss()[2 * r] + steps.rowLoss()[2 * r + 1]) / 2;
            assertThat(rows.rowLoss()[r]).isCloseTo(mean, within(1e-9));
        }
        for (int i = 0; i < rows.gradient().length; i++) {
            assertThat(rows.gradient()[i]).isCloseTo(steps.gradient()[i] / 2, within(1e-6f));
        }
        float[] expanded = new float[2 * steps.outputs()];
        loss.expand(steps.target(), 0, expanded);
        float[] second = new float[steps.outputs()];
        loss.expand(steps.target(), steps.targets(), second);
        assertThat(Arrays.copyOfRange(expanded, steps.outputs(), expanded.length))
                .isEqualTo(second);
    }

    @Test
    void aTableOfAnotherWidthIsRefused() {
        CellLoss loss = new CellLoss(CellExamples.all(), new SquaredError());
        assertThatThrownBy(() -> loss.outputs(9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the cells of the loss make rows of 10 values, got rows of 9");
        assertThatThrownBy(() -> new CellLoss(List.of(), new SquaredError()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Huber(0f)).hasMessageContaining("positive");
    }

    @Test
    void lossesAreFoundByTheirNames() {
        assertThat(ElementLoss.of("mse")).isEqualTo(new SquaredError());
        assertThat(ElementLoss.of("MAE")).isEqualTo(new AbsoluteError());
        assertThat(ElementLoss.of("huber")).isEqualTo(new Huber(1f));
        assertThat(ElementLoss.of("cauchy")).isEqualTo(new Cauchy());
        assertThat(ElementLoss.of("bce")).isEqualTo(new BinaryCrossEntropy(false));
        assertThatThrownBy(() -> ElementLoss.of("l2"))
                .hasMessage("no loss is called 'l2'; there are mse, bce, mae, huber and cauchy");
    }
}
