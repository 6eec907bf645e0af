package io.hourglass.network;

import java.util.Arrays;

/**
 * The mean of each channel in a window, over rows of shape [height, width, channels]; what lies beyond the border does not count.
 *
 * @param window what each position sees, without gaps
 */
public record AveragePool2d(Window window) implements Layer {
    public AveragePool2d {
        window.requireNoGaps();
    }

    /** Square windows side by side. */
    public static AveragePool2d of(int size) {
        return new AveragePool2d(Window.square(size, size, Padding.SAME));
    }

    @Override
    public Shape output(Shape input) {
        return window.positions(input, input.last());
    }

    @Override
    public double operations(Shape input) {
        return (double) window.places() * output(input).size();
    }

    @Override
    public Kernel kernel(Site site) {
        return new Means(this, site, Patches.of(window, site.input()));
    }

    private record Means(AveragePool2d layer, Site site, Patches places) implements Kernel {
        /** y[position][c] = the sum of x over the window in order, divided by how many it sees. */
        @Override
        public void forward(float[][] x, float[][] y, int rows, Mode mode, long key) {
            site.workers().run(rows, layer.operations(site.input()), (from, to) -> {
                for (int r = from; r < to; r++) {
                    Arrays.fill(y[r], 0f);
                    for (int p = 0; p < places.count(); p++) {
                        mean(x[r], y[r], p);
                    }
                }
            });
        }

        private void mean(float[] x, float[] y, int position) {
            int channels = site.input().last();
            int out = position * channels;
            for (int start : places.starts()[position]) {
                for (int c = 0; start >= 0 && c < channels; c++) {
                    y[out + c] += x[start + c];
                }
            }
            float count = seen(position);
            for (int c = 0; c < channels; c++) {
                y[out + c] /= count;
            }
        }

        private int seen(int position) {
            int seen = 0;
            for (int start : places.starts()[position]) {
                seen += start < 0 ? 0 : 1;
            }
            return seen;
        }

        /** dx over the window += dy divided by how many it sees. */
        @Override
        public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, int rows, float[] gradient) {
            int channels = site.input().last();
            for (int r = 0; dx != null && r < rows; r++) {
                Arrays.fill(dx[r], 0f);
                for (int p = 0; p < places.count(); p++) {
                    float count = seen(p);
                    for (int start : places.starts()[p]) {
                        for (int c = 0; start >= 0 && c < channels; c++) {
                            dx[r][start + c] += dy[r][p * channels + c] / count;
                        }
                    }
                }
            }
        }
    }
}
