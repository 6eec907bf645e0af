package io.hourglass.network;

import java.util.List;

/**
 * Normalises each position's last dimension to mean 0 and variance 1, then scales and shifts by feature (Ba et al. 2016):
 * {@code y = γ (x - μ) / √(σ² + ε) + β}.
 *
 * @param epsilon what is added to the variance; Keras takes 0.001
 */
public record LayerNorm(float epsilon) implements Layer {
    public LayerNorm {
        if (!(epsilon > 0f)) {
            throw new IllegalArgumentException("epsilon must be positive, got " + epsilon);
        }
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        return List.of(
                Parameter.vector("gamma", input.last(), new Initializer.Constant(1)),
                Parameter.vector("beta", input.last(), Initializer.zeros()));
    }

    @Override
    public Kernel kernel(Site site) {
        return new Rows(this, site);
    }

    private static final class Rows implements Kernel {
        private final LayerNorm layer;
        private final Site site;
        private final int width;
        private final float[] gamma;
        private final float[] beta;
        /** 1 / √(σ² + ε) of each position of each row. */
        private final float[][] inverse;
        /** The normalised input. */
        private final float[][] normal;

        Rows(LayerNorm layer, Site site) {
            this.layer = layer;
            this.site = site;
            this.width = site.input().last();
            this.gamma = new float[width];
            this.beta = new float[width];
            this.inverse = site.rows(site.input().positions());
            this.normal = site.rows(site.input().size());
        }

        @Override
        public void load(float[] weights, float[] state) {
            System.arraycopy(weights, site.weight(0), gamma, 0, width);
            System.arraycopy(weights, site.weight(1), beta, 0, width);
        }

        @Override
        public void forward(float[][] x, float[][] y, int rows, Mode mode, long key) {
            site.workers().run(rows, 8.0 * site.input().size(), (from, to) -> {
                for (int r = from; r < to; r++) {
                    for (int p = 0; p < inverse[r].length; p++) {
                        inverse[r][p] = normalise(x[r], normal[r], y[r], p * width);
                    }
                }
            });
        }

        private float normalise(float[] x, float[] z, float[] y, int start) {
            float mean = 0f;
            for (int i = 0; i < width; i++) {
                mean += x[start + i];
            }
            mean /= width;
            float variance = 0f;
            for (int i = 0; i < width; i++) {
                float d = x[start + i] - mean;
                variance += d * d;
            }
            float scale = 1f / (float) Math.sqrt(variance / width + layer.epsilon);
            for (int i = 0; i < width; i++) {
                z[start + i] = (x[start + i] - mean) * scale;
                y[start + i] = gamma[i] * z[start + i] + beta[i];
            }
            return scale;
        }

        /** dx = (g - mean(g) - z · mean(g z)) / √(σ² + ε) with g = γ dy. */
        @Override
        public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, int rows, float[] gradient) {
            int gammaAt = site.weight(0);
            int betaAt = site.weight(1);
            for (int r = 0; r < rows; r++) {
                for (int i = 0; i < dy[r].length; i++) {
                    gradient[gammaAt + i % width] += dy[r][i] * normal[r][i];
                    gradient[betaAt + i % width] += dy[r][i];
                }
                for (int p = 0; dx != null && p < inverse[r].length; p++) {
                    inputGradient(normal[r], dy[r], dx[r], p * width, inverse[r][p]);
                }
            }
        }

        private void inputGradient(float[] z, float[] dy, float[] dx, int start, float scale) {
            float mean = 0f;
            float along = 0f;
            for (int i = 0; i < width; i++) {
                float g = gamma[i] * dy[start + i];
                mean += g;
                along += g * z[start + i];
            }
            mean /= width;
            along /= width;
            for (int i = 0; i < width; i++) {
                dx[start + i] = (gamma[i] * dy[start + i] - mean - z[start + i] * along) * scale;
            }
        }
    }
}
