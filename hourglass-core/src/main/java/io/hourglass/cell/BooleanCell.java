package io.hourglass.cell;

import io.hourglass.math.RandomStream;
import io.hourglass.math.StrictFunctions;

/**
 * A value of 0 or 1; its output is the logit of a one.
 *
 * @param fill the input in place of a missing value: the share of ones
 * @param indicator whether a second input says that the value is missing
 */
public record BooleanCell(float fill, boolean indicator) implements Cell {
    public BooleanCell {
        if (!(fill >= 0f && fill <= 1f)) {
            throw new IllegalArgumentException("the share of ones lies from 0 to 1, got " + fill);
        }
    }

    @Override
    public int inputs() {
        return indicator ? 2 : 1;
    }

    @Override
    public void encode(float[] cells, int at, float[] inputs, int to, float[][] table) {
        NumberCell.encode(cells[at], fill, indicator, inputs, to);
    }

    /** The cross-entropy of a logit: softplus(y) - t y. */
    @Override
    public void parts(float[] output, int start, float[] target, int at, NumberLoss numbers, float[] parts, int to) {
        float logit = output[start];
        parts[to] = Float.isNaN(target[at]) ? 0f : StrictFunctions.softplus(logit) - target[at] * logit;
    }

    @Override
    public void gradient(
            float[] output, int start, float[] target, int at, NumberLoss numbers, float[] gradient, float scale) {
        float slope = StrictFunctions.sigmoid(output[start]) - target[at];
        gradient[start] = Float.isNaN(target[at]) ? 0f : slope * scale;
    }

    @Override
    public void link(float[] output, int start, NumberLoss numbers) {
        output[start] = StrictFunctions.sigmoid(output[start]);
    }

    @Override
    public void read(float[] reconstruction, int start, float[] cells, int at) {
        cells[at] = reconstruction[start] >= 0.5f ? 1f : 0f;
    }

    @Override
    public void draw(float[] reconstruction, int start, float[] cells, int at, RandomStream random) {
        cells[at] = random.nextFloat() < reconstruction[start] ? 1f : 0f;
    }

    @Override
    public float deviation() {
        return 0f;
    }

    @Override
    public float impulse(RandomStream random) {
        return random.nextInt(2);
    }

    @Override
    public boolean numeric() {
        return false;
    }

    @Override
    public boolean holds(float value) {
        return value == 0f || value == 1f || Float.isNaN(value);
    }

    @Override
    public String values() {
        return "0, 1, or NaN where it is missing";
    }
}
