package io.hourglass.cell;

import io.hourglass.math.RandomStream;

/**
 * A scaled number.
 *
 * @param fill the input in place of a missing value: the column's median, as scaled
 * @param indicator whether a second input says that the value is missing
 * @param low the least value seen in training, as scaled
 * @param high the greatest
 * @param deviation the standard deviation of the scaled values
 */
public record NumberCell(float fill, boolean indicator, float low, float high, float deviation) implements Cell {
    public NumberCell {
        if (!(Float.isFinite(fill) && Float.isFinite(low) && Float.isFinite(high) && low <= high)) {
            throw new IllegalArgumentException("a number needs a finite fill and finite extremes in order, got " + fill
                    + " and " + low + " to " + high);
        }
        if (!(deviation >= 0f && deviation < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a standard deviation is 0 or more and finite, got " + deviation);
        }
    }

    @Override
    public int inputs() {
        return indicator ? 2 : 1;
    }

    @Override
    public void encode(float[] cells, int at, float[] inputs, int to, float[][] table) {
        encode(cells[at], fill, indicator, inputs, to);
    }

    static void encode(float value, float fill, boolean indicator, float[] inputs, int to) {
        boolean missing = Float.isNaN(value);
        inputs[to] = missing ? fill : value;
        if (indicator && missing) {
            inputs[to + 1] = 1f;
        }
    }

    @Override
    public void parts(float[] output, int start, float[] target, int at, NumberLoss numbers, float[] parts, int to) {
        parts[to] = Float.isNaN(target[at]) ? 0f : numbers.value(output[start], target[at]);
    }

    @Override
    public void gradient(
            float[] output, int start, float[] target, int at, NumberLoss numbers, float[] gradient, float scale) {
        gradient[start] = Float.isNaN(target[at]) ? 0f : numbers.slope(output[start], target[at]) * scale;
    }

    @Override
    public void link(float[] output, int start, NumberLoss numbers) {
        output[start] = numbers.link(output[start]);
    }

    @Override
    public float impulse(RandomStream random) {
        return random.nextInt(2) == 0 ? low : high;
    }

    @Override
    public boolean numeric() {
        return true;
    }

    @Override
    public boolean holds(float value) {
        return !Float.isInfinite(value);
    }

    @Override
    public String values() {
        return "a finite number, or NaN where it is missing";
    }
}
