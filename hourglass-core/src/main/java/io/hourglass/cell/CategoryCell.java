package io.hourglass.cell;

import io.hourglass.math.RandomStream;
import io.hourglass.math.Softmax;
import java.util.Arrays;

/**
 * One of several levels, by index; missing is a row of zeros. Its outputs are one logit a level.
 *
 * @param levels the number of levels, at least 1
 * @param embedding the size of the learnt vector of each level; 0 for one input a level (one-hot)
 */
public record CategoryCell(int levels, int embedding) implements Cell {
    public CategoryCell {
        if (levels < 1 || embedding < 0) {
            throw new IllegalArgumentException("a category needs at least one level, got " + levels
                    + ", and an embedding of 0 or more, got " + embedding);
        }
    }

    @Override
    public int inputs() {
        return embedding > 0 ? embedding : levels;
    }

    @Override
    public int outputs() {
        return levels;
    }

    @Override
    public void encode(float[] cells, int at, float[] inputs, int to, float[][] table) {
        if (Float.isNaN(cells[at])) {
            return;
        }
        int level = (int) cells[at];
        if (embedding == 0) {
            inputs[to + level] = 1f;
        } else {
            System.arraycopy(table[level], 0, inputs, to, embedding);
        }
    }

    /** -ln softmax(y) of the level. */
    @Override
    public void parts(float[] output, int start, float[] target, int at, NumberLoss numbers, float[] parts, int to) {
        parts[to] = Float.isNaN(target[at])
                ? 0f
                : Softmax.logSum(output, start, start + levels) - output[start + (int) target[at]];
    }

    @Override
    public void gradient(
            float[] output, int start, float[] target, int at, NumberLoss numbers, float[] gradient, float scale) {
        if (Float.isNaN(target[at])) {
            Arrays.fill(gradient, start, start + levels, 0f);
            return;
        }
        Softmax.apply(output, gradient, start, start + levels);
        gradient[start + (int) target[at]] -= 1f;
        for (int i = start; i < start + levels; i++) {
            gradient[i] *= scale;
        }
    }

    @Override
    public void link(float[] output, int start, NumberLoss numbers) {
        Softmax.apply(output, output, start, start + levels);
    }

    @Override
    public void expand(float[] cells, int at, float[] expanded, int start) {
        boolean missing = Float.isNaN(cells[at]);
        Arrays.fill(expanded, start, start + levels, missing ? Float.NaN : 0f);
        if (!missing) {
            expanded[start + (int) cells[at]] = 1f;
        }
    }

    @Override
    public void read(float[] reconstruction, int start, float[] cells, int at) {
        int best = 0;
        for (int i = 1; i < levels; i++) {
            if (reconstruction[start + i] > reconstruction[start + best]) {
                best = i;
            }
        }
        cells[at] = best;
    }

    @Override
    public void draw(float[] reconstruction, int start, float[] cells, int at, RandomStream random) {
        float left = random.nextFloat();
        int level = 0;
        while (level < levels - 1 && left >= reconstruction[start + level]) {
            left -= reconstruction[start + level];
            level++;
        }
        cells[at] = level;
    }

    @Override
    public float deviation() {
        return 0f;
    }

    @Override
    public float impulse(RandomStream random) {
        return random.nextInt(levels);
    }

    @Override
    public boolean numeric() {
        return false;
    }

    @Override
    public boolean holds(float value) {
        return Float.isNaN(value) || (value >= 0f && value < levels && value == (int) value);
    }

    @Override
    public String values() {
        return "the number of a level from 0 to " + (levels - 1) + ", or NaN where it is missing";
    }
}
