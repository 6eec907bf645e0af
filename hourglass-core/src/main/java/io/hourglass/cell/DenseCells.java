package io.hourglass.cell;

import io.hourglass.math.RandomStream;

/**
 * A block of values that enter the network as they are and are never missing: the pixels of an image in [0, 1], or a plain array.
 *
 * @param count how many
 */
public record DenseCells(int count) implements Cell {
    public DenseCells {
        if (count < 1) {
            throw new IllegalArgumentException("a block of cells holds at least one, got " + count);
        }
    }

    @Override
    public int width() {
        return count;
    }

    @Override
    public int inputs() {
        return count;
    }

    @Override
    public void encode(float[] cells, int at, float[] inputs, int to, float[][] table) {
        System.arraycopy(cells, at, inputs, to, count);
    }

    @Override
    public void parts(float[] output, int start, float[] target, int at, NumberLoss numbers, float[] parts, int to) {
        for (int i = 0; i < count; i++) {
            float value = target[at + i];
            parts[to + i] = Float.isNaN(value) ? 0f : numbers.value(output[start + i], value);
        }
    }

    @Override
    public void gradient(
            float[] output, int start, float[] target, int at, NumberLoss numbers, float[] gradient, float scale) {
        for (int i = 0; i < count; i++) {
            float value = target[at + i];
            gradient[start + i] = Float.isNaN(value) ? 0f : numbers.slope(output[start + i], value) * scale;
        }
    }

    @Override
    public void link(float[] output, int start, NumberLoss numbers) {
        for (int i = start; i < start + count; i++) {
            output[i] = numbers.link(output[i]);
        }
    }

    /** Pixels run from 0 to 1: noise is in those units. */
    @Override
    public float deviation() {
        return 1f;
    }

    @Override
    public float hidden() {
        return 0f;
    }

    @Override
    public float impulse(RandomStream random) {
        return random.nextInt(2);
    }

    @Override
    public boolean numeric() {
        return true;
    }

    @Override
    public boolean holds(float value) {
        return Float.isFinite(value);
    }

    @Override
    public String values() {
        return "a finite number";
    }
}
