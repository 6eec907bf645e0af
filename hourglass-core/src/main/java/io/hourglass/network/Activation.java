package io.hourglass.network;

import io.hourglass.math.Softmax;
import java.util.Optional;

/**
 * A function of each value, or softmax over the last dimension.
 *
 * @param function which one
 * @param alpha the slope of leaky relu or the scale of elu below zero; the others do not use it
 */
public record Activation(ActivationFunction function, float alpha) implements Layer {
    public Activation {
        if (!(alpha >= 0f && alpha <= 10f)) {
            throw new IllegalArgumentException("alpha must lie in 0 to 10, got " + alpha);
        }
    }

    /** The function with its usual alpha: 0.01 for leaky relu (Maas et al. 2013), 1 for elu. */
    public static Activation of(ActivationFunction function) {
        return new Activation(function, function == ActivationFunction.LEAKY_RELU ? 0.01f : 1f);
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public double operations(Shape input) {
        return 10.0 * input.size();
    }

    @Override
    public Optional<Reach> reach(Reach below) {
        return Optional.of(below);
    }

    @Override
    public Kernel kernel(Site site) {
        return function == ActivationFunction.SOFTMAX ? new RowSoftmax(site) : new Elementwise(this, site);
    }

    private record Elementwise(Activation layer, Site site) implements Kernel {
        @Override
        public void forward(float[][] x, float[][] y, int rows, Mode mode, long key) {
            ActivationFunction function = layer.function;
            float alpha = layer.alpha;
            site.workers().run(rows, layer.operations(site.input()), (from, to) -> {
                for (int r = from; r < to; r++) {
                    float[] in = x[r];
                    float[] out = y[r];
                    if (function == ActivationFunction.RELU) { // worth a loop that vectorises
                        for (int i = 0; i < in.length; i++) {
                            out[i] = Math.max(in[i], 0f);
                        }
                    } else {
                        for (int i = 0; i < in.length; i++) {
                            out[i] = function.value(in[i], alpha);
                        }
                    }
                }
            });
        }

        @Override
        public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, int rows, float[] gradient) {
            if (dx == null) {
                return;
            }
            ActivationFunction function = layer.function;
            float alpha = layer.alpha;
            site.workers().run(rows, layer.operations(site.input()), (from, to) -> {
                for (int r = from; r < to; r++) {
                    float[] in = x[r];
                    float[] out = y[r];
                    float[] above = dy[r];
                    float[] below = dx[r];
                    for (int i = 0; i < in.length; i++) {
                        below[i] = above[i] * function.slope(in[i], out[i], alpha);
                    }
                }
            });
        }
    }

    private record RowSoftmax(Site site) implements Kernel {
        /** y = e^(x - max) / Σ e^(x - max). */
        @Override
        public void forward(float[][] x, float[][] y, int rows, Mode mode, long key) {
            int width = site.input().last();
            site.workers().run(rows, 20.0 * site.input().size(), (from, to) -> {
                for (int r = from; r < to; r++) {
                    for (int start = 0; start < x[r].length; start += width) {
                        Softmax.apply(x[r], y[r], start, start + width);
                    }
                }
            });
        }

        /** dx_i = y_i (dy_i - Σ dy_j y_j). */
        @Override
        public void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, int rows, float[] gradient) {
            if (dx == null) {
                return;
            }
            int width = site.input().last();
            for (int r = 0; r < rows; r++) {
                for (int start = 0; start < x[r].length; start += width) {
                    float dot = 0f;
                    for (int i = start; i < start + width; i++) {
                        dot += dy[r][i] * y[r][i];
                    }
                    for (int i = start; i < start + width; i++) {
                        dx[r][i] = y[r][i] * (dy[r][i] - dot);
                    }
                }
            }
        }
    }
}
