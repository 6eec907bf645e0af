package io.hourglass.training;

import io.hourglass.cell.Cell;
import io.hourglass.engine.Session;
import io.hourglass.math.RandomStream;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Gaussian;
import io.hourglass.network.Mode;
import java.util.List;

/**
 * The norm of any encoder's slope J by one random direction a row: {@code E ‖J v‖² = ‖J‖²} for standard normal v, and {@code J v} is the
 * difference quotient of a second pass over rows moved a little. Levels and truth values are not moved; numbers in units of their
 * deviation.
 */
final class DirectedContraction implements Contraction {
    private static final float STEP = 0.01f;
    /** Sets the directions apart from the pass's other randomness. */
    private static final long DIRECTIONS = 7;

    private final List<Cell> cells;
    private final Session moved;
    /** The encoder's outputs. */
    private final int width;

    private final float[] x;
    private final float[] other;
    private final float[] dh;

    DirectedContraction(AutoencoderSpec spec, int maxRows, Session moved) {
        this.cells = spec.cells();
        this.moved = moved;
        this.x = new float[maxRows * spec.inputWidth()];
        this.width = spec.encoder().output().size();
        this.other = new float[maxRows * width];
        this.dh = new float[other.length];
    }

    @Override
    public void load(float[] weights, float[] state) {
        moved.load(weights, state);
    }

    @Override
    public double norm(float[] rows, float[] h, int count, long key, boolean[] left) {
        new Gaussian(STEP, STEP)
                .corrupt(rows, x, count, cells, RandomStream.of(key, DIRECTIONS).nextLong());
        moved.forward(x, count, other, Mode.TRAIN, key);
        for (int r = 0; left != null && r < count; r++) {
            if (left[r]) { // as if it had not moved
                System.arraycopy(h, r * width, other, r * width, width);
            }
        }
        double sum = 0;
        for (int i = 0; i < count * width; i++) {
            double difference = ((double) other[i] - h[i]) / STEP;
            sum += difference * difference;
        }
        return sum;
    }

    @Override
    public void addSlopes(float[] h, float[] slopes, int rows, float scale) {
        for (int i = 0; i < rows * width; i++) {
            dh[i] = 2f * scale * (other[i] - h[i]) / (STEP * STEP);
            slopes[i] -= dh[i];
        }
    }

    @Override
    public void addGradient(float[] gradient) {
        moved.backward(dh, gradient, null, true);
    }

    @Override
    public long nativeBytes() {
        return moved.nativeBytes();
    }

    @Override
    public void close() {
        moved.close();
    }
}
