package io.hourglass.network;

import java.util.Arrays;

/**
 * Every position of rows of shape [height, width, channels] repeated: nearest-neighbour upsampling.
 *
 * @param vertical how often downwards, 1 to 1024
 * @param horizontal how often to the right, 1 to 1024
 */
public record Upsample2d(int vertical, int horizontal) implements Layer {
    private static final int MOST = 1024;

    public Upsample2d {
        if (Math.min(vertical, horizontal) < 1 || Math.max(vertical, horizontal) > MOST) {
            throw new IllegalArgumentException("an image can be made 1 to " + MOST + " times as high and wide, got "
                    + vertical + " and " + horizontal);
        }
    }

    @Override
    public Shape output(Shape input) {
        Window.requireImage(input);
        return Shape.of(
                (int) Math.min(Integer.MAX_VALUE, (long) input.at(0) * vertical),
                (int) Math.min(Integer.MAX_VALUE, (long) input.at(1) * horizontal),
                input.last());
    }

    @Override
    public double operations(Shape input) {
        return output(input).size();
    }

    @Override
    public Kernel kernel(Site site) {
        return new Repeats(this, site);
    }

    private record Repeats(Upsample2d layer, Site site) implements Kernel {
        /** Where the input position of an output position begins. */
        private int source(int position) {
            int width = site.input().at(1);
            int wide = width * layer.horizontal;
            int row = position / wide / layer.vertical;
            return (row * width + position % wide / layer.horizontal)
                    * site.input().last();
        }

        /** y[i][j] = x[i / vertical][j / horizontal]. */
        @Override
        public void forward(float[][] x, float[][] y, int rows, Mode mode, long key) {
            int channels = site.input().last();
            site.workers().run(rows, layer.operations(site.input()), (from, to) -> {
                for (int at = 0; at < y[0].length; at += channels) {
                    int source = source(at / channels);
                    for (int r = from; r < to; r++) {
                        System.arraycopy(x[r], source, y[r], at, channels);
                    }
                }
            });
        }

        /** dx[i][j] = Σ dy over its repetitions, in order. */
        @Override
        public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, int rows, float[] gradient) {
            int channels = site.input().last();
            for (int r = 0; dx != null && r < rows; r++) {
                Arrays.fill(dx[r], 0f);
                for (int at = 0; at < dy[r].length; at += channels) {
                    int source = source(at / channels);
                    for (int c = 0; c < channels; c++) {
                        dx[r][source + c] += dy[r][at + c];
                    }
                }
            }
        }
    }
}
