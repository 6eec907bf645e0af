package io.hourglass.network;

import io.hourglass.math.RandomStream;

/**
 * Drops values at random while training and scales the others up; does nothing in use (Srivastava et al. 2014, inverted).
 *
 * @param rate the share of values dropped, 0 to below 1
 */
public record Dropout(float rate) implements Layer {
    public Dropout {
        if (!(rate >= 0f && rate < 1f)) {
            throw new IllegalArgumentException("a dropout rate lies in 0 to below 1, got " + rate);
        }
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public Kernel kernel(Site site) {
        return new Masks(this, site, site.rows(site.input().size()));
    }

    private record Masks(Dropout layer, Site site, float[][] mask) implements Kernel {
        @Override
        public void forward(float[][] x, float[][] y, int rows, Mode mode, long key) {
            site.workers().run(rows, 10.0 * site.input().size(), (from, to) -> {
                for (int r = from; r < to; r++) {
                    float[] keep = mask[r];
                    draw(keep, mode, key, r);
                    for (int i = 0; i < keep.length; i++) {
                        y[r][i] = x[r][i] * keep[i];
                    }
                }
            });
        }

        private void draw(float[] keep, Mode mode, long key, int row) {
            float rate = layer.rate;
            float scale = 1f / (1f - rate);
            RandomStream random = RandomStream.of(key, site.index(), row);
            for (int i = 0; i < keep.length; i++) {
                keep[i] = mode == Mode.INFER ? 1f : random.nextFloat() < rate ? 0f : scale;
            }
        }

        @Override
        public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, int rows, float[] gradient) {
            for (int r = 0; dx != null && r < rows; r++) {
                for (int i = 0; i < dx[r].length; i++) {
                    dx[r][i] = dy[r][i] * mask[r][i];
                }
            }
        }
    }
}
