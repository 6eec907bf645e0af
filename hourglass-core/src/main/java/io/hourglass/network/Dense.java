package io.hourglass.network;

import io.hourglass.kernel.RowProduct;
import io.hourglass.kernel.Workers;
import java.util.Arrays;
import java.util.List;

/**
 * A fully connected layer: {@code y [n][units] = x [n][inputs] · W + b}, with {@code W [inputs][units]}.
 *
 * <p>A tied layer's kernel is the transpose of an encoder's: it is stored as {@code [units][inputs]}, so that a decoder can use the
 * very same range of the model's block (Vincent et al. 2010, section 2.2).
 *
 * @param units the width of an output row
 * @param bias whether a bias is added
 * @param tied whether the kernel is stored transposed, to be shared with an encoder's layer
 * @param initializer how the kernel is filled before training; the bias starts at zero
 */
public record Dense(int units, boolean bias, boolean tied, Initializer initializer) implements Layer {
    public Dense {
        if (units < 1) {
            throw new IllegalArgumentException("a dense layer needs at least 1 unit, got " + units);
        }
    }

    /** A dense layer with a bias and Glorot's uniform initial weights. */
    public static Dense of(int units) {
        return new Dense(units, true, false, new Initializer.GlorotUniform());
    }

    @Override
    public Shape output(Shape input) {
        if (input.positions() != 1) {
            throw new IllegalArgumentException("a dense layer takes vectors, got rows of shape " + input
                    + "; put a reshape to [" + input.size() + "] before it");
        }
        return Shape.of(units);
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        int inputs = input.size();
        Parameter kernel = tied
                ? new Parameter("kernel", units, inputs, inputs, units, initializer)
                : new Parameter("kernel", inputs, units, inputs, units, initializer);
        return bias ? List.of(kernel, Parameter.vector("bias", units, Initializer.zeros())) : List.of(kernel);
    }

    @Override
    public double operations(Shape input) {
        return 2.0 * input.size() * units;
    }

    @Override
    public Kernel kernel(Site site) {
        return new Rows(this, site);
    }

    /** {@code w} holds the kernel as [inputs][units], {@code transposed} as [units][inputs], whichever way it is stored. */
    private static final class Rows implements Kernel {
        private final Dense layer;
        private final Site site;
        private final int inputs;
        private final int units;
        private final float[][] w;
        private final float[] b;
        /** Whether the kernel's gradient is computed along the units, which are few, instead of the inputs. */
        private final boolean narrow;

        private final ProductGradient product;
        private float[][] transposed;
        private boolean transposedIsCurrent;

        Rows(Dense layer, Site site) {
            this.layer = layer;
            this.site = site;
            this.inputs = site.input().size();
            this.units = layer.units;
            this.w = new float[inputs][units];
            this.b = new float[units];
            this.narrow = units <= inputs && units < 48;
            this.product = new ProductGradient(
                    site.workers(),
                    site.weight(0),
                    narrow != layer.tied,
                    narrow ? units : inputs,
                    narrow ? inputs : units,
                    site.maxRows());
        }

        @Override
        public void load(float[] weights, float[] state) {
            int offset = site.weight(0);
            if (layer.tied) {
                for (int i = 0; i < inputs; i++) {
                    for (int j = 0; j < units; j++) {
                        w[i][j] = weights[offset + j * inputs + i];
                    }
                }
            } else {
                FlatBlock.read(weights, offset, w);
            }
            if (layer.bias) {
                FlatBlock.readBias(weights, site.weight(1), b);
            }
            transposedIsCurrent = false;
        }

        /** y = b + x · W. */
        @Override
        public void forward(float[][] x, float[][] y, int rows, Mode mode, long key) {
            site.workers().run(rows, 2.0 * inputs * units, (from, to) -> {
                for (int r = from; r < to; r++) {
                    System.arraycopy(b, 0, y[r], 0, units);
                }
                RowProduct.add(x, w, y, inputs, from, to);
            });
        }

        /** dW += xᵀ · dy, db += Σ dy, dx = dy · Wᵀ. */
        @Override
        public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, int rows, float[] gradient) {
            Workers workers = site.workers();
            if (narrow) {
                product.add(dy, x, rows, gradient);
            } else {
                product.add(x, dy, rows, gradient);
            }
            if (layer.bias) {
                FlatBlock.addBias(gradient, site.weight(1), dy, rows, units);
            }
            if (dx != null) {
                transposeKernel();
                workers.run(rows, 2.0 * inputs * units, (from, to) -> {
                    for (int r = from; r < to; r++) {
                        Arrays.fill(dx[r], 0f);
                    }
                    RowProduct.add(dy, transposed, dx, units, from, to);
                });
            }
        }

        private void transposeKernel() {
            if (transposed == null) {
                transposed = new float[units][inputs];
            }
            if (!transposedIsCurrent) {
                RowProduct.transpose(w, 0, inputs, transposed);
                transposedIsCurrent = true;
            }
        }
    }
}
