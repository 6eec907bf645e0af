package io.hourglass.network;

import java.util.List;

/**
 * Puts one learnt number, the same for every row, after a row's values: the logarithm of the scale that a likelihood measures all of them
 * with. It starts at ln s = -2.
 */
public record LearntScale() implements Layer {
    private static final float START = -2f;

    @Override
    public Shape output(Shape input) {
        return Shape.of(input.size() + 1);
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        return List.of(Parameter.vector("scale", 1, new Initializer.Constant(START)));
    }

    @Override
    public Kernel kernel(Site site) {
        return new Appending(site);
    }

    private static final class Appending implements Kernel {
        private final Site site;
        private float scale;

        Appending(Site site) {
            this.site = site;
        }

        @Override
        public void load(float[] weights, float[] state) {
            scale = weights[site.weight(0)];
        }

        @Override
        public void forward(float[][] x, float[][] y, int rows, Mode mode, long key) {
            for (int r = 0; r < rows; r++) {
                System.arraycopy(x[r], 0, y[r], 0, x[r].length);
                y[r][x[r].length] = scale;
            }
        }

        @Override
        public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, int rows, float[] gradient) {
            double sum = 0;
            for (int r = 0; r < rows; r++) {
                sum += dy[r][x[r].length];
                if (dx != null) {
                    System.arraycopy(dy[r], 0, dx[r], 0, dx[r].length);
                }
            }
            gradient[site.weight(0)] += (float) sum;
        }
    }
}
