package io.hourglass.network;

import io.hourglass.kernel.RowProduct;
import java.util.Arrays;
import java.util.List;

/**
 * A two-dimensional convolution (cross-correlation, as everywhere in the field) over rows of shape [height][width][channels]: each
 * output position is the product of its patch with the kernel, stored as [kernel · kernel · channels][filters].
 *
 * @param filters the channels of the output
 * @param size the height and width of the kernel
 * @param stride the step between patches
 * @param padding what happens at the border
 * @param bias whether a bias is added to each filter
 * @param initializer how the kernel is filled before training; the bias starts at zero
 */
public record Conv2d(int filters, int size, int stride, Padding padding, boolean bias, Initializer initializer)
        implements Layer {
    public Conv2d {
        if (filters < 1 || size < 1 || stride < 1) {
            throw new IllegalArgumentException("a convolution needs filters, kernel size and stride of at least 1, got "
                    + filters + ", " + size + " and " + stride);
        }
    }

    @Override
    public Shape output(Shape input) {
        if (input.dimensions().size() != 3) {
            throw new IllegalArgumentException(
                    "a convolution takes rows of shape [height, width, channels], got " + input);
        }
        int height = padding.output(input.at(0), size, stride);
        int width = padding.output(input.at(1), size, stride);
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "a kernel of " + size + " x " + size + " does not fit into " + input + " without padding");
        }
        return Shape.of(height, width, filters);
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        int patch = size * size * input.last();
        Parameter kernel = new Parameter("kernel", patch, filters, patch, size * size * filters, initializer);
        return bias ? List.of(kernel, Parameter.vector("bias", filters, Initializer.zeros())) : List.of(kernel);
    }

    @Override
    public double operations(Shape input) {
        return 2.0 * size * size * input.last() * output(input).size();
    }

    @Override
    public Kernel kernel(Site site) {
        return new Patches(this, site);
    }

    /** Works image by image on its patches as rows: [positions][kernel · kernel · channels]. */
    private static final class Patches implements Kernel {
        private final Conv2d layer;
        private final Site site;
        private final Shape in;
        private final Shape out;
        private final int patch;
        private final float[][] w;
        private final float[][] transposed;
        private final float[] b;

        Patches(Conv2d layer, Site site) {
            this.layer = layer;
            this.site = site;
            this.in = site.input();
            this.out = layer.output(in);
            this.patch = layer.size * layer.size * in.last();
            this.w = new float[patch][layer.filters];
            this.transposed = new float[layer.filters][patch];
            this.b = new float[layer.filters];
        }

        @Override
        public void load(float[] weights, float[] state) {
            for (int i = 0; i < patch; i++) {
                System.arraycopy(weights, site.weight(0) + i * layer.filters, w[i], 0, layer.filters);
            }
            RowProduct.transpose(w, 0, patch, transposed);
            for (int j = 0; layer.bias && j < layer.filters; j++) {
                b[j] = weights[site.weight(1) + j] + 0f; // no -0: see RowProduct
            }
        }

        /** y[position] = b + patch(x, position) · W. */
        @Override
        public void forward(float[][] x, float[][] y, int rows, Mode mode, long key) {
            site.workers().run(rows, layer.operations(in), (from, to) -> {
                float[][] patches = new float[out.positions()][patch];
                float[][] sums = new float[out.positions()][layer.filters];
                for (int r = from; r < to; r++) {
                    gather(x[r], patches);
                    for (float[] sum : sums) {
                        System.arraycopy(b, 0, sum, 0, b.length);
                    }
                    RowProduct.add(patches, w, sums, patch, 0, sums.length);
                    for (int p = 0; p < sums.length; p++) {
                        System.arraycopy(sums[p], 0, y[r], p * layer.filters, layer.filters);
                    }
                }
            });
        }

        /** dW += Σ patchᵀ · dy over positions and images in order, db += Σ dy, dx = Σ dy · Wᵀ back into the patches' places. */
        @Override
        public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, int rows, float[] gradient) {
            kernelGradient(x, dy, rows, gradient);
            for (int r = 0; layer.bias && r < rows; r++) {
                for (int i = 0; i < dy[r].length; i++) {
                    gradient[site.weight(1) + i % layer.filters] += dy[r][i];
                }
            }
            if (dx == null) {
                return;
            }
            site.workers().run(rows, layer.operations(in), (from, to) -> {
                float[][] above = new float[out.positions()][layer.filters];
                float[][] patches = new float[out.positions()][patch];
                for (int r = from; r < to; r++) {
                    positions(dy[r], above);
                    for (float[] row : patches) {
                        Arrays.fill(row, 0f);
                    }
                    RowProduct.add(above, transposed, patches, layer.filters, 0, above.length);
                    Arrays.fill(dx[r], 0f);
                    scatter(patches, dx[r]);
                }
            });
        }

        /** Threads share the rows of the kernel; each goes through the images in order. */
        private void kernelGradient(float[][] x, float[][] dy, int rows, float[] gradient) {
            site.workers().run(patch, 2.0 * rows * out.size(), (from, to) -> {
                float[][] patches = new float[out.positions()][patch];
                float[][] columns = new float[to - from][out.positions()];
                float[][] above = new float[out.positions()][layer.filters];
                float[][] sums = new float[to - from][layer.filters];
                for (int r = 0; r < rows; r++) {
                    gather(x[r], patches);
                    for (int p = 0; p < patches.length; p++) {
                        for (int i = from; i < to; i++) {
                            columns[i - from][p] = patches[p][i];
                        }
                    }
                    positions(dy[r], above);
                    RowProduct.add(columns, above, sums, above.length, 0, to - from);
                }
                for (int i = from; i < to; i++) {
                    for (int j = 0; j < layer.filters; j++) {
                        gradient[site.weight(0) + i * layer.filters + j] += sums[i - from][j];
                    }
                }
            });
        }

        private void positions(float[] row, float[][] positions) {
            for (int p = 0; p < positions.length; p++) {
                System.arraycopy(row, p * layer.filters, positions[p], 0, layer.filters);
            }
        }

        private void gather(float[] image, float[][] patches) {
            for (int p = 0; p < patches.length; p++) {
                walk(p, patches[p], image, true);
            }
        }

        private void scatter(float[][] patches, float[] image) {
            for (int p = 0; p < patches.length; p++) {
                walk(p, patches[p], image, false);
            }
        }

        /** Copies a position's patch out of the image (zeros beyond the border), or adds it back. */
        private void walk(int position, float[] values, float[] image, boolean gather) {
            int channels = in.last();
            int top = position / out.at(1) * layer.stride - layer.padding.before(in.at(0), layer.size, layer.stride);
            int left = position % out.at(1) * layer.stride - layer.padding.before(in.at(1), layer.size, layer.stride);
            int at = 0;
            for (int i = top; i < top + layer.size; i++) {
                for (int j = left; j < left + layer.size; j++) {
                    boolean inside = i >= 0 && i < in.at(0) && j >= 0 && j < in.at(1);
                    int start = (i * in.at(1) + j) * channels;
                    for (int c = 0; c < channels; c++, at++) {
                        if (gather) {
                            values[at] = inside ? image[start + c] : 0f;
                        } else if (inside) {
                            image[start + c] += values[at];
                        }
                    }
                }
            }
        }
    }
}
