package io.hourglass.network;

import java.util.Arrays;

/**
 * The greatest value of each channel in a window, over rows of shape [height, width, channels]; what lies beyond the border does not
 * count. Of equals the first in the window gets the gradient.
 *
 * @param window what each position sees, without gaps
 */
public record MaxPool2d(Window window) implements Layer {
    public MaxPool2d {
        window.requireNoGaps();
    }

    /** Square windows side by side. */
    public static MaxPool2d of(int size) {
        return new MaxPool2d(Window.square(size, size, Padding.SAME));
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
        return new Greatest(this, site, Patches.of(window, site.input()), new int[site.maxRows()][]);
    }

    /**
     * @param chosen for each row and output where its value stands in the input
     */
    private record Greatest(MaxPool2d layer, Site site, Patches places, int[][] chosen) implements Kernel {
        /** y[position][c] = max of x over the window. */
        @Override
        public void forward(float[][] x, float[][] y, int rows, Mode mode, long key) {
            site.workers().run(rows, layer.operations(site.input()), (from, to) -> {
                for (int r = from; r < to; r++) {
                    if (chosen[r] == null) {
                        chosen[r] = new int[y[r].length];
                    }
                    Arrays.fill(chosen[r], -1);
                    choose(x[r], y[r], chosen[r]);
                }
            });
        }

        private void choose(float[] x, float[] y, int[] places) {
            int channels = site.input().last();
            for (int p = 0; p < this.places.count(); p++) {
                int out = p * channels;
                for (int start : this.places.starts()[p]) {
                    for (int c = 0; start >= 0 && c < channels; c++) {
                        float value = x[start + c];
                        if (places[out + c] < 0 || value > y[out + c]) {
                            y[out + c] = value;
                            places[out + c] = start + c;
                        }
                    }
                }
            }
        }

        /** dx at the chosen places += dy. */
        @Override
        public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, int rows, float[] gradient) {
            for (int r = 0; dx != null && r < rows; r++) {
                Arrays.fill(dx[r], 0f);
                for (int i = 0; i < dy[r].length; i++) {
                    dx[r][chosen[r][i]] += dy[r][i];
                }
            }
        }
    }
}
