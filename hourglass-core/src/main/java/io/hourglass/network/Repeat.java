package io.hourglass.network;

import java.util.Arrays;

/**
 * A vector given again at every step, as a decoder over steps takes its code (Keras' RepeatVector; Srivastava, Mansimov and Salakhutdinov
 * 2015, the conditional decoder): [n] becomes [times, n].
 *
 * @param times how often, at least 1
 */
public record Repeat(int times) implements Layer {
    public Repeat {
        if (times < 1) {
            throw new IllegalArgumentException("a vector is repeated at least once, got " + times);
        }
    }

    @Override
    public Shape output(Shape input) {
        if (input.dimensions().size() != 1) {
            throw new IllegalArgumentException("a vector is repeated, got rows of shape " + input);
        }
        return Shape.of(times, input.size());
    }

    @Override
    public double operations(Shape input) {
        return (double) times * input.size();
    }

    @Override
    public Kernel kernel(Site site) {
        return new Copies(times, site.input().size());
    }

    private record Copies(int times, int width) implements Kernel {
        @Override
        public void forward(float[][] x, float[][] y, int rows, Mode mode, long key) {
            for (int r = 0; r < rows; r++) {
                for (int t = 0; t < times; t++) {
                    System.arraycopy(x[r], 0, y[r], t * width, width);
                }
            }
        }

        /** dx = Σ dy over the steps. */
        @Override
        public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, int rows, float[] gradient) {
            for (int r = 0; dx != null && r < rows; r++) {
                Arrays.fill(dx[r], 0f);
                for (int t = 0; t < times; t++) {
                    for (int i = 0; i < width; i++) {
                        dx[r][i] += dy[r][t * width + i];
                    }
                }
            }
        }
    }
}
