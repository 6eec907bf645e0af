package io.hourglass.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.FiniteDifferences;
import io.hourglass.loss.SquaredError;
import io.hourglass.math.RandomStream;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every cell; a new one cannot escape it. Cells stand at odd places of larger arrays. */
class CellContractTest {
    private static final int AT = 2;
    private static final int START = 3;
    private static final NumberLoss NUMBERS = new SquaredError();

    static List<Cell> all() {
        return CellExamples.all();
    }

    @Test
    void theContractCoversEveryCell() {
        Set<Class<?>> covered = new LinkedHashSet<>();
        all().forEach(cell -> covered.add(cell.getClass()));
        assertThat(covered).isEqualTo(Set.of(Cell.class.getPermittedSubclasses()));
    }

    private static float[] values(Cell cell, long seed) {
        float[] values = new float[AT + cell.width() + 1];
        Arrays.fill(values, 77f);
        System.arraycopy(CellExamples.rows(List.of(cell), 1, 0, seed), 0, values, AT, cell.width());
        return values;
    }

    private static float[] missing(Cell cell) {
        float[] values = values(cell, 1);
        Arrays.fill(values, AT, AT + cell.width(), Float.NaN);
        return values;
    }

    private static float[] outputs(Cell cell, long seed) {
        return RandomStream.of(seed).gaussians(START + cell.outputs() + 1);
    }

    private static void assertUntouchedOutside(float[] array, int from, int length, float mark) {
        for (int i = 0; i < array.length; i++) {
            if (i < from || i >= from + length) {
                assertThat(array[i]).as("place %d", i).isEqualTo(mark);
            }
        }
    }

    private static float[] encode(Cell cell, float[] values) {
        float[][] table = new float[cell.outputs()][cell.embedding()];
        for (int level = 0; level < table.length; level++) {
            Arrays.fill(table[level], 10f + level);
        }
        float[] inputs = new float[START + cell.inputs() + 1];
        cell.encode(values, AT, inputs, START, cell.embedding() > 0 ? table : null);
        assertUntouchedOutside(inputs, START, cell.inputs(), 0f);
        return Arrays.copyOfRange(inputs, START, START + cell.inputs());
    }

    @ParameterizedTest
    @MethodSource("all")
    void differentValuesGiveDifferentInputs(Cell cell) {
        Set<List<Float>> seen = new LinkedHashSet<>();
        Set<List<Float>> values = new LinkedHashSet<>();
        for (int seed = 0; seed < 40; seed++) {
            float[] row = values(cell, seed);
            values.add(boxed(Arrays.copyOfRange(row, AT, AT + cell.width())));
            seen.add(boxed(encode(cell, row)));
        }
        assertThat(seen).hasSameSizeAs(values);
    }

    private static List<Float> boxed(float[] values) {
        Float[] boxes = new Float[values.length];
        Arrays.setAll(boxes, i -> values[i]);
        return List.of(boxes);
    }

    @Test
    void missingValuesEnterAsFillAndIndicatorOrAsZeros() {
        assertThat(encode(new NumberCell(0.3f, true, 0, 1, 1), missing(all().get(0))))
                .containsExactly(0.3f, 1f);
        assertThat(encode(new NumberCell(0.3f, true, 0, 1, 1), new float[] {0, 0, 0.3f}))
                .containsExactly(0.3f, 0f);
        assertThat(encode(new NumberCell(0.3f, false, 0, 1, 1), missing(all().get(0))))
                .containsExactly(0.3f);
        assertThat(encode(new BooleanCell(0.2f, true), missing(all().get(0)))).containsExactly(0.2f, 1f);
        assertThat(encode(new BooleanCell(0.2f, true), new float[] {0, 0, 1})).containsExactly(1f, 0f);
        assertThat(encode(new CategoryCell(3, 0), missing(all().get(0)))).containsExactly(0, 0, 0);
        assertThat(encode(new CategoryCell(3, 0), new float[] {0, 0, 2})).containsExactly(0, 0, 1);
        assertThat(encode(new CategoryCell(3, 2), missing(all().get(0)))).containsExactly(0, 0);
        assertThat(encode(new CategoryCell(3, 2), new float[] {0, 0, 1})).containsExactly(11, 11);
    }

    @ParameterizedTest
    @MethodSource("all")
    void gradientsAreThoseOfThePartsTimesTheScale(Cell cell) {
        float scale = 0.25f;
        for (int seed = 1; seed < 6; seed++) {
            float[] target = values(cell, seed);
            float[] output = outputs(cell, seed);
            float[] gradient = new float[output.length];
            Arrays.fill(gradient, START, START + cell.outputs(), 5f);
            cell.gradient(output, START, target, AT, NUMBERS, gradient, scale);
            assertUntouchedOutside(gradient, START, cell.outputs(), 0f);
            FiniteDifferences.check(gradient, output, 8e-3f, () -> scale * sum(cell, output, target));
        }
    }

    private static double sum(Cell cell, float[] output, float[] target) {
        float[] parts = new float[cell.width() + 2];
        cell.parts(output, START, target, AT, NUMBERS, parts, 1);
        assertUntouchedOutside(parts, 1, cell.width(), 0f);
        double sum = 0;
        for (float part : parts) {
            sum += part;
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("all")
    void aMissingValueAddsNothing(Cell cell) {
        float[] gradient = new float[START + cell.outputs() + 1];
        Arrays.fill(gradient, 5f);
        cell.gradient(outputs(cell, 1), START, missing(cell), AT, NUMBERS, gradient, 1f);
        assertUntouchedOutside(gradient, START, cell.outputs(), 5f);
        for (int i = START; i < START + cell.outputs(); i++) {
            assertThat(gradient[i]).isZero();
        }
        assertThat(sum(cell, outputs(cell, 1), missing(cell))).isZero();
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsExpandedIsReadBack(Cell cell) {
        for (int seed = 0; seed < 20; seed++) {
            float[] target = values(cell, seed);
            float[] expanded = new float[START + cell.outputs() + 1];
            cell.expand(target, AT, expanded, START);
            assertUntouchedOutside(expanded, START, cell.outputs(), 0f);
            float[] back = new float[target.length];
            Arrays.fill(back, 77f);
            cell.read(expanded, START, back, AT);
            assertThat(back).isEqualTo(target);
            cell.draw(expanded, START, back, AT, RandomStream.of(seed));
            assertThat(back).as("a certain value is the one that is drawn").isEqualTo(target);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aMissingValueExpandsToMissingOnes(Cell cell) {
        float[] expanded = new float[START + cell.outputs() + 1];
        cell.expand(missing(cell), AT, expanded, START);
        for (int i = 0; i < cell.outputs(); i++) {
            assertThat(expanded[START + i]).isNaN();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void reconstructionsOfTruthValuesAndLevelsAreProbabilities(Cell cell) {
        float[] output = outputs(cell, 4);
        float[] linked = output.clone();
        cell.link(linked, START, NUMBERS);
        if (cell.numeric()) {
            assertThat(linked).isEqualTo(output);
            return;
        }
        double sum = 0;
        for (int i = START; i < START + cell.outputs(); i++) {
            assertThat(linked[i]).isBetween(0f, 1f);
            sum += linked[i];
            linked[i] = output[i];
        }
        assertThat(linked).isEqualTo(output);
        if (cell instanceof CategoryCell) {
            assertThat(sum).isCloseTo(1, within(1e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void drawsFollowTheProbabilities(Cell cell) {
        float[] reconstruction = outputs(cell, 9);
        cell.link(reconstruction, START, NUMBERS);
        RandomStream random = RandomStream.of(3);
        int draws = 20_000;
        int[] counts = new int[Math.max(2, cell.outputs())];
        float[] values = new float[AT + cell.width()];
        for (int i = 0; i < draws && !cell.numeric(); i++) {
            cell.draw(reconstruction, START, values, AT, random);
            assertThat(cell.holds(values[AT])).isTrue();
            counts[(int) values[AT]]++;
        }
        for (int i = 0; i < cell.outputs() && !cell.numeric(); i++) {
            int level = cell instanceof BooleanCell ? 1 : i;
            assertThat((double) counts[level] / draws).isCloseTo(reconstruction[START + i], within(0.015));
        }
        if (cell.numeric()) {
            cell.draw(reconstruction, START, values, AT, random);
            assertThat(Arrays.copyOfRange(values, AT, AT + cell.width()))
                    .isEqualTo(Arrays.copyOfRange(reconstruction, START, START + cell.width()));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void impulsesAreValuesOfTheCellAndReachAllExtremes(Cell cell) {
        Set<Float> seen = new LinkedHashSet<>();
        RandomStream random = RandomStream.of(5);
        for (int i = 0; i < 200; i++) {
            float impulse = cell.impulse(random);
            assertThat(cell.holds(impulse)).isTrue();
            seen.add(impulse);
        }
        if (cell instanceof NumberCell number) {
            assertThat(seen).containsExactlyInAnyOrder(number.low(), number.high());
        } else {
            assertThat(seen).hasSize(cell instanceof CategoryCell category ? category.levels() : 2);
        }
    }

    @Test
    void cellsKnowWhatTheyHold() {
        float infinity = Float.POSITIVE_INFINITY;
        assertThat(all().get(0).holds(Float.NaN)).isTrue();
        assertThat(all().get(0).holds(-infinity)).isFalse();
        assertThat(new DenseCells(2).holds(Float.NaN)).isFalse();
        assertThat(new DenseCells(2).holds(infinity)).isFalse();
        assertThat(new DenseCells(2).holds(-3f)).isTrue();
        CategoryCell category = new CategoryCell(4, 2);
        for (float bad : new float[] {-1f, 4f, 0.5f, infinity, -infinity}) {
            assertThat(category.holds(bad)).isFalse();
            assertThat(new BooleanCell(0, false).holds(bad)).isFalse();
        }
        assertThat(category.holds(3f)).isTrue();
        assertThat(category.holds(Float.NaN)).isTrue();
        assertThat(category.values()).isEqualTo("the number of a level from 0 to 3, or NaN where it is missing");
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        float nan = Float.NaN;
        assertThatThrownBy(() -> new NumberCell(nan, true, 0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NumberCell(0, true, 1, 0, 1)).hasMessageContaining("1.0 to 0.0");
        assertThatThrownBy(() -> new NumberCell(0, true, 0, 1, -1)).hasMessageContaining("got -1.0");
        assertThatThrownBy(() -> new BooleanCell(1.5f, true)).hasMessageContaining("from 0 to 1, got 1.5");
        assertThatThrownBy(() -> new CategoryCell(0, 0)).hasMessageContaining("at least one level, got 0");
        assertThatThrownBy(() -> new CategoryCell(2, -1)).hasMessageContaining("got -1");
        assertThatThrownBy(() -> new DenseCells(0)).hasMessageContaining("at least one, got 0");
    }
}
