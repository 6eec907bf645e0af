package io.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.cell.BooleanCell;
import io.hourglass.cell.Cell;
import io.hourglass.cell.CellExamples;
import io.hourglass.cell.DenseCells;
import io.hourglass.cell.NumberCell;
import io.hourglass.math.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every corruption; a new one cannot escape it. */
class CorruptionContractTest {
    private static final int ROWS = 4000;

    static List<Corruption> all() {
        return List.of(
                new NoCorruption(),
                new Gaussian(0.3f, 0.3f),
                new Gaussian(0f, 0.5f),
                new Masking(0.3f),
                new Masked(0.4f, 0.1f),
                new SaltAndPepper(0.2f),
                new Swap(0.15f));
    }

    @Test
    void theContractCoversEveryCorruption() {
        Set<Class<?>> covered = new LinkedHashSet<>();
        all().forEach(corruption -> covered.add(corruption.getClass()));
        assertThat(covered).isEqualTo(Set.of(Corruption.class.getPermittedSubclasses()));
    }

    private static float[] corrupt(Corruption corruption, float[] clean, int rows, List<Cell> cells, long key) {
        float[] noisy = new float[clean.length];
        Arrays.fill(noisy, 55f);
        corruption.corrupt(clean, noisy, rows, cells, key);
        return noisy;
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSameKeyDrawsTheSameNoiseAndCleanRowsAreNotChanged(Corruption corruption) {
        List<Cell> cells = CellExamples.all();
        float[] clean = CellExamples.rows(cells, 50, 0.2, 1);
        float[] before = clean.clone();
        float[] noisy = corrupt(corruption, clean, 50, cells, 7);
        assertThat(clean).isEqualTo(before);
        assertThat(corrupt(corruption, clean, 50, cells, 7)).isEqualTo(noisy);
        boolean changes = !(corruption instanceof NoCorruption);
        assertThat(Arrays.equals(noisy, clean)).isEqualTo(!changes);
        assertThat(Arrays.equals(corrupt(corruption, clean, 50, cells, 8), noisy))
                .isEqualTo(!changes);
    }

    @ParameterizedTest
    @MethodSource("all")
    void missingStaysMissingAndEveryCellHoldsWhatItGets(Corruption corruption) {
        List<Cell> cells = CellExamples.all();
        int width = CellExamples.width(cells);
        float[] clean = CellExamples.rows(cells, 300, 0.3, 2);
        float[] noisy = corrupt(corruption, clean, 300, cells, 3);
        int hidden = 0;
        for (int r = 0; r < 300; r++) {
            int at = r * width;
            for (Cell cell : cells) {
                for (int end = at + cell.width(); at < end; at++) {
                    assertThat(Float.isNaN(clean[at]) && !Float.isNaN(noisy[at]))
                            .isFalse();
                    assertThat(cell.holds(noisy[at]))
                            .as("%s: %s", cell, noisy[at])
                            .isTrue();
                    hidden += Float.isNaN(noisy[at]) && !Float.isNaN(clean[at]) ? 1 : 0;
                }
            }
        }
        assertThat(hidden > 0).as("only what hides makes values missing").isEqualTo(corruption.hides());
    }

    @ParameterizedTest
    @MethodSource("all")
    void oneRowIsCorruptedToo(Corruption corruption) {
        List<Cell> cells = List.of(new DenseCells(400));
        float[] clean = CellExamples.rows(cells, 1, 0, 4);
        float[] noisy = corrupt(corruption, clean, 1, cells, 5);
        boolean alone = corruption instanceof Swap || corruption instanceof NoCorruption; // nothing to swap with
        assertThat(Arrays.equals(noisy, clean)).isEqualTo(alone);
    }

    /** The share of values that differ after the noise. */
    private static double changed(float[] clean, float[] noisy) {
        int changed = 0;
        for (int i = 0; i < clean.length; i++) {
            changed += Float.compare(clean[i], noisy[i]) == 0 ? 0 : 1;
        }
        return (double) changed / clean.length;
    }

    @Test
    void theShareChangedIsTheRate() {
        List<Cell> pixels = List.of(new DenseCells(8));
        float[] clean = CellExamples.rows(pixels, ROWS, 0, 6);
        assertThat(changed(clean, corrupt(new Masking(0.3f), clean, ROWS, pixels, 1)))
                .isCloseTo(0.3, within(0.01));
        assertThat(changed(clean, corrupt(new SaltAndPepper(0.2f), clean, ROWS, pixels, 1)))
                .isCloseTo(0.2, within(0.01));
        assertThat(changed(clean, corrupt(new Swap(0.15f), clean, ROWS, pixels, 1)))
                .isCloseTo(0.15, within(0.01));
        assertThat(corrupt(new Masking(1f), clean, ROWS, pixels, 1)).containsOnly(0f);
        assertThat(corrupt(new Masking(0f), clean, ROWS, pixels, 1)).isEqualTo(clean);
        float[] salted = corrupt(new SaltAndPepper(1f), clean, ROWS, pixels, 1);
        double whites = 0;
        for (float each : salted) {
            assertThat(each == 0f || each == 1f).isTrue();
            whites += each;
        }
        assertThat(whites / salted.length).isCloseTo(0.5, within(0.02));
    }

    @Test
    void gaussianNoiseIsMeasuredInTheDeviationOfTheCell() {
        List<Cell> cells =
                List.of(new NumberCell(0, false, -9, 9, 2f), new DenseCells(1), new BooleanCell(0.5f, false));
        float[] clean = CellExamples.rows(cells, ROWS, 0, 7);
        float[] noisy = corrupt(new Gaussian(0.3f, 0.3f), clean, ROWS, cells, 2);
        double[] sums = new double[3];
        double[] squares = new double[3];
        for (int i = 0; i < clean.length; i++) {
            double d = noisy[i] - clean[i];
            sums[i % 3] += d / ROWS;
            squares[i % 3] += d * d / ROWS;
        }
        assertThat(Math.sqrt(squares[0])).isCloseTo(0.6, within(0.02));
        assertThat(Math.sqrt(squares[1])).isCloseTo(0.3, within(0.01));
        assertThat(squares[2]).as("a truth value takes no gaussian noise").isZero();
        assertThat(sums[0]).isCloseTo(0, within(0.03));
        assertThat(sums[1]).isCloseTo(0, within(0.015));
    }

    @Test
    void aRangeOfGaussianNoiseDrawsOneDeviationARow() {
        int width = 2000;
        List<Cell> cells = List.of(new DenseCells(width));
        float[] clean = new float[60 * width];
        float[] noisy = corrupt(new Gaussian(0.1f, 0.5f), clean, 60, cells, 3);
        List<Double> deviations = new ArrayList<>();
        for (int r = 0; r < 60; r++) {
            double squares = 0;
            for (int i = 0; i < width; i++) {
                squares += (double) noisy[r * width + i] * noisy[r * width + i] / width;
            }
            deviations.add(Math.sqrt(squares));
        }
        assertThat(deviations).allMatch(each -> each > 0.09 && each < 0.55);
        assertThat(deviations.stream().mapToDouble(each -> each).min().orElse(1))
                .isLessThan(0.15);
        assertThat(deviations.stream().mapToDouble(each -> each).max().orElse(0))
                .isGreaterThan(0.45);
    }

    @Test
    void swappingKeepsTheDistributionOfAColumn() {
        List<Cell> cells = List.of(new NumberCell(0, true, 0, 9, 1), new DenseCells(1));
        float[] clean = new float[2 * ROWS];
        RandomStream random = RandomStream.of(8);
        for (int r = 0; r < ROWS; r++) {
            clean[2 * r] = random.nextInt(4) == 0 ? Float.NaN : random.nextInt(3) == 0 ? 5f : 2f;
            clean[2 * r + 1] = r;
        }
        float[] noisy = corrupt(new Swap(0.5f), clean, ROWS, cells, 4);
        assertThat(share(noisy, Float.NaN)).isEqualTo(share(clean, Float.NaN));
        assertThat(share(noisy, 5f)).isCloseTo(share(clean, 5f), within(0.02));
        for (int r = 0; r < ROWS; r++) {
            float value = noisy[2 * r + 1];
            assertThat(value == (int) value && value >= 0 && value < ROWS)
                    .as("a value of the column")
                    .isTrue();
        }
        float[] all = corrupt(new Swap(1f), clean, ROWS, cells, 4);
        for (int r = 0; r < ROWS; r++) {
            assertThat(all[2 * r + 1]).as("another row's").isNotEqualTo(clean[2 * r + 1]);
        }
    }

    private static double share(float[] pairs, float value) {
        int found = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            found += Float.compare(pairs[i], value) == 0 ? 1 : 0;
        }
        return 2.0 * found / pairs.length;
    }

    @Test
    void everySpecificationOfTheCommandLineIsRead() {
        assertThat(Corruption.parse("gaussian:0.1")).isEqualTo(new Gaussian(0.1f, 0.1f));
        assertThat(Corruption.parse("gaussian:0..0.2")).isEqualTo(new Gaussian(0f, 0.2f));
        assertThat(Corruption.parse("gaussian:1e-2..2E-1")).isEqualTo(new Gaussian(0.01f, 0.2f));
        assertThat(Corruption.parse("gaussian:.5")).isEqualTo(new Gaussian(0.5f, 0.5f));
        assertThat(Corruption.parse("masking:0.3")).isEqualTo(new Masking(0.3f));
        assertThat(Corruption.parse("salt-pepper:0.1")).isEqualTo(new SaltAndPepper(0.1f));
        assertThat(Corruption.parse("swap:1")).isEqualTo(new Swap(1f));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "gaussian | 'gaussian' needs a number after the colon, for instance gaussian:0.1",
                "gaussian: | 'gaussian:' needs a number after the colon, for instance gaussian:0.1",
                "gaussian:0.1f | 'gaussian:0.1f' needs a number after the colon",
                "gaussian:NaN | 'gaussian:NaN' needs a number",
                "gaussian:0.1.. | 'gaussian:0.1..' needs a number",
                "gaussian:..0.1 | 'gaussian:..0.1' needs a number",
                "gaussian:-0.1 | gaussian noise takes a standard deviation of 0 or more, or a range low..high, got -0.1..-0.1",
                "gaussian:0.3..0.2 | got 0.3..0.2",
                "gaussian:1e99 | got Infinity..Infinity",
                "masking:x | 'masking:x' needs a number after the colon, for instance masking:0.1",
                "masking:1.5 | masking takes a share of the values from 0 to 1, got 1.5",
                "salt-pepper:-1 | salt-pepper takes a share of the values from 0 to 1, got -1.0",
                "swap:2 | swap takes a share of the values from 0 to 1, got 2.0",
                "swap:0.1:0.2 | 'swap:0.1:0.2' needs a number",
                "swirl:0.1 | no noise is called 'swirl'; there are gaussian:0.1, gaussian:0..0.2",
            })
    void aSpecificationThatMakesNoSenseIsRefusedInWords(String specification, String message) {
        assertThatThrownBy(() -> Corruption.parse(specification))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aMaskedRowHasAnythingFromNothingToTwiceTheRateHidden() {
        List<Cell> cells = List.of(new DenseCells(500));
        float[] clean = CellExamples.rows(cells, 400, 0, 4);
        for (int i = 0; i < clean.length; i++) {
            clean[i] = 1f;
        }
        float[] noisy = corrupt(new Masked(0.3f, 0f), clean, 400, cells, 5);
        double least = 1;
        double greatest = 0;
        double sum = 0;
        for (int r = 0; r < 400; r++) {
            double share =
                    changed(Arrays.copyOfRange(clean, 0, 500), Arrays.copyOfRange(noisy, r * 500, (r + 1) * 500));
            least = Math.min(least, share);
            greatest = Math.max(greatest, share);
            sum += share;
        }
        assertThat(least).isLessThan(0.03);
        assertThat(greatest).isBetween(0.57, 0.68);
        assertThat(sum / 400).isCloseTo(0.3, within(0.03));
        assertThat(new Masked(1f, 0f).level(RandomStream.of(1))).isEqualTo(1f);
    }
}
