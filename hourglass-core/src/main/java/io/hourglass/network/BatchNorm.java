package io.hourglass.network;

import java.util.List;
import java.util.Optional;

/**
 * Normalises each feature over the batch while training, and by running averages in use (Ioffe and Szegedy 2015, algorithm 1). For
 * images a feature is a channel, over all positions.
 *
 * @param momentum how much of the running average each batch keeps; Keras takes 0.99
 * @param epsilon what is added to the variance; Keras takes 0.001
 */
public record BatchNorm(float momentum, float epsilon) implements Layer {
    public BatchNorm {
        if (!(momentum >= 0f && momentum < 1f) || !(epsilon > 0f)) {
            throw new IllegalArgumentException(
                    "batch normalisation needs a momentum in 0 to below 1 and a positive epsilon, got " + momentum
                            + " and " + epsilon);
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

    /** The running mean and the running (biased) variance. */
    @Override
    public List<Parameter> state(Shape input) {
        return List.of(
                Parameter.vector("mean", input.last(), Initializer.zeros()),
                Parameter.vector("variance", input.last(), new Initializer.Constant(1)));
    }

    @Override
    public Optional<Reach> reach(Reach below) {
        return Optional.of(below);
    }

    @Override
    public Kernel kernel(Site site) {
        return new Features(this, site);
    }

    private static final class Features implements Kernel {
        private final BatchNorm layer;
        private final Site site;
        private final int width;
        private final float[] gamma;
        private final float[] beta;
        private final float[] mean;
        private final float[] variance;
        private final float[] inverse;
        private final float[][] normal;
        private float[] state;

        Features(BatchNorm layer, Site site) {
            this.layer = layer;
            this.site = site;
            this.width = site.input().last();
            this.gamma = new float[width];
            this.beta = new float[width];
            this.mean = new float[width];
            this.variance = new float[width];
            this.inverse = new float[width];
            this.normal = site.rows(site.input().size());
        }

        /** The averages are kept in the caller's block, so that it sees what a training pass moved. */
        @Override
        public void load(float[] weights, float[] block) {
            System.arraycopy(weights, site.weight(0), gamma, 0, width);
            System.arraycopy(weights, site.weight(1), beta, 0, width);
            this.state = block;
        }

        @Override
        public void forward(float[][] x, float[][] y, int rows, Mode mode, long key) {
            if (mode == Mode.TRAIN) {
                moments(x, rows);
                average();
            } else {
                System.arraycopy(state, site.state(0), mean, 0, width);
                System.arraycopy(state, site.state(1), variance, 0, width);
            }
            for (int i = 0; i < width; i++) {
                inverse[i] = 1f / (float) Math.sqrt(variance[i] + layer.epsilon);
            }
            site.workers().run(rows, 4.0 * site.input().size(), (from, to) -> {
                for (int r = from; r < to; r++) {
                    for (int i = 0; i < x[r].length; i++) {
                        int f = i % width;
                        float z = (x[r][i] - mean[f]) * inverse[f];
                        normal[r][i] = z;
                        y[r][i] = gamma[f] * z + beta[f];
                    }
                }
            });
        }

        private void moments(float[][] x, int rows) {
            double[] sum = new double[width];
            double[] squares = new double[width];
            double count = (double) rows * site.input().positions();
            for (int r = 0; r < rows; r++) {
                for (int i = 0; i < x[r].length; i++) {
                    sum[i % width] += x[r][i];
                }
            }
            for (int f = 0; f < width; f++) {
                mean[f] = (float) (sum[f] / count);
            }
            for (int r = 0; r < rows; r++) {
                for (int i = 0; i < x[r].length; i++) {
                    double d = x[r][i] - mean[i % width];
                    squares[i % width] += d * d;
                }
            }
            for (int f = 0; f < width; f++) {
                variance[f] = (float) (squares[f] / count);
            }
        }

        private void average() {
            float keep = layer.momentum;
            for (int f = 0; f < width; f++) {
                int m = site.state(0) + f;
                int v = site.state(1) + f;
                state[m] = keep * state[m] + (1f - keep) * mean[f];
                state[v] = keep * state[v] + (1f - keep) * variance[f];
            }
        }

        /** dx = γ (dy - mean(dy) - z · mean(dy z)) / √(σ² + ε), the means over the batch, by feature. */
        @Override
        public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, int rows, float[] gradient) {
            float[] sum = new float[width];
            float[] along = new float[width];
            for (int r = 0; r < rows; r++) {
                for (int i = 0; i < dy[r].length; i++) {
                    sum[i % width] += dy[r][i];
                    along[i % width] += dy[r][i] * normal[r][i];
                }
            }
            for (int f = 0; f < width; f++) {
                gradient[site.weight(0) + f] += along[f];
                gradient[site.weight(1) + f] += sum[f];
            }
            float count = (float) rows * site.input().positions();
            for (int r = 0; dx != null && r < rows; r++) {
                for (int i = 0; i < dy[r].length; i++) {
                    int f = i % width;
                    dx[r][i] = gamma[f] * inverse[f] * (dy[r][i] - sum[f] / count - normal[r][i] * along[f] / count);
                }
            }
        }
    }
}
