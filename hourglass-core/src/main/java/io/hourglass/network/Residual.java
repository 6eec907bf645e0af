package io.hourglass.network;

import io.hourglass.math.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A block of layers whose output is added to its input (He, Zhang, Ren and Sun, "Deep residual learning for image recognition", 2016,
 * equation 1).
 *
 * @param layers the block, at least one layer; it gives the shape that it takes
 */
public record Residual(List<Layer> layers) implements Layer {
    public Residual {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a residual block needs at least 1 layer, got none");
        }
    }

    /** A block from its layers. */
    public static Residual of(Layer... layers) {
        return new Residual(List.of(layers));
    }

    /** The block as a network of its own. */
    public Network block(Shape input) {
        return new Network(input, layers);
    }

    @Override
    public Shape output(Shape input) {
        Shape output = block(input).output();
        if (!output.equals(input)) {
            throw new IllegalArgumentException(
                    "a residual block gives the shape that it takes, which is " + input + ", got " + output);
        }
        return output;
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        return within(block(input)::parameters);
    }

    @Override
    public List<Parameter> state(Shape input) {
        return within(block(input)::state);
    }

    private List<Parameter> within(IntFunction<List<Parameter>> ofLayer) {
        List<Parameter> all = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            for (Parameter parameter : ofLayer.apply(i)) {
                all.add(parameter.within(i));
            }
        }
        return all;
    }

    @Override
    public int widest(Shape input) {
        return block(input).widest();
    }

    @Override
    public double operations(Shape input) {
        return block(input).operations() + input.size();
    }

    @Override
    public Kernel kernel(Site site) {
        return new Sum(block(site.input()), site);
    }

    private static final class Sum implements Kernel {
        private final Site site;
        private final List<Kernel> kernels = new ArrayList<>();
        /** The rows after each layer of the block. */
        private final List<float[][]> values = new ArrayList<>();

        private final List<Shape> shapes;

        /** Their gradients, and before them those of the input through the block; empty before the first way back. */
        private final List<float[][]> gradients = new ArrayList<>();

        Sum(Network block, Site site) {
            this.site = site;
            Placement placement = site.placement().within(site.index(), block);
            this.shapes = block.shapes();
            for (int i = 0; i < block.layers().size(); i++) {
                kernels.add(block.layers()
                        .get(i)
                        .kernel(new Site(shapes.get(i), site.maxRows(), placement, i, site.workers())));
                values.add(site.rows(shapes.get(i + 1).size()));
            }
        }

        @Override
        public void load(float[] weights, float[] state) {
            kernels.forEach(kernel -> kernel.load(weights, state));
        }

        /** y = x + block(x). */
        @Override
        public void forward(float[][] x, float[][] y, int rows, Mode mode, long key) {
            long own = RandomStream.of(key, site.index()).nextLong(); // draws other than those of the layers around it
            float[][] below = x;
            for (int i = 0; i < kernels.size(); i++) {
                kernels.get(i).forward(below, values.get(i), rows, mode, own);
                below = values.get(i);
            }
            sum(x, below, y, rows);
        }

        /** dx = dy + d block · dy. */
        @Override
        public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, int rows, float[] gradient) {
            if (gradients.isEmpty()) {
                shapes.forEach(shape -> gradients.add(site.rows(shape.size())));
            }
            for (int r = 0; r < rows; r++) {
                System.arraycopy(dy[r], 0, gradients.get(kernels.size())[r], 0, dy[r].length);
            }
            for (int i = kernels.size() - 1; i >= 0; i--) {
                float[][] below = i == 0 ? x : values.get(i - 1);
                float[][] down = i == 0 && dx == null ? null : gradients.get(i);
                kernels.get(i).backward(below, values.get(i), gradients.get(i + 1), down, rows, gradient);
            }
            if (dx != null) {
                sum(dy, gradients.get(0), dx, rows);
            }
        }

        private static void sum(float[][] a, float[][] b, float[][] sums, int rows) {
            for (int r = 0; r < rows; r++) {
                for (int i = 0; i < sums[r].length; i++) {
                    sums[r][i] = a[r][i] + b[r][i];
                }
            }
        }
    }
}
