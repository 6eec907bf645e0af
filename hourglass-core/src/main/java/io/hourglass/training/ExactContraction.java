package io.hourglass.training;

import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Dense;
import io.hourglass.network.Layer;
import io.hourglass.network.Network;
import io.hourglass.network.Placement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The norm of one dense layer's slope, {@code Σ_j s'(a_j)² Σ_i W_ij²} (Rifai et al. 2011, section 3), from its outputs: {@code s'} is
 * {@code h (1 - h)} for a sigmoid, {@code 1 - h²} for tanh, 0 or 1 for relu.
 */
final class ExactContraction implements Contraction {
    private static final List<ActivationFunction> KNOWN =
            List.of(ActivationFunction.SIGMOID, ActivationFunction.TANH, ActivationFunction.RELU);

    private final ActivationFunction function;
    private final int inputs;
    private final int units;
    private final int kernel;
    private final double[] norms;
    private final double[] squares;
    private float[] weights;
    private float scale;

    private ExactContraction(ActivationFunction function, int inputs, int units, int kernel) {
        this.function = function;
        this.inputs = inputs;
        this.units = units;
        this.kernel = kernel;
        this.norms = new double[units];
        this.squares = new double[units];
    }

    /** That of an encoder of one dense layer and an activation whose slope its output tells; empty for another. */
    static Optional<Contraction> of(Network encoder, Placement placement) {
        List<Layer> layers = encoder.layers();
        if (layers.size() == 2
                && layers.get(0) instanceof Dense dense
                && layers.get(1) instanceof Activation activation
                && KNOWN.contains(activation.function())) {
            int inputs = encoder.input().size();
            return Optional.of(
                    new ExactContraction(activation.function(), inputs, dense.units(), placement.weight(0, 0)));
        }
        return Optional.empty();
    }

    @Override
    public void load(float[] all, float[] state) {
        weights = all;
        Arrays.fill(norms, 0);
        for (int i = 0; i < inputs * units; i++) {
            norms[i % units] += (double) weights[kernel + i] * weights[kernel + i];
        }
    }

    private double slope(double h) {
        return switch (function) {
            case SIGMOID -> h * (1 - h);
            case TANH -> 1 - h * h;
            default -> h > 0 ? 1 : 0;
        };
    }

    /** The derivative of the slope by the output. */
    private double bend(double h) {
        return switch (function) {
            case SIGMOID -> 1 - 2 * h;
            case TANH -> -2 * h;
            default -> 0;
        };
    }

    @Override
    public double norm(float[] x, float[] h, int rows, long key, boolean[] left) {
        Arrays.fill(squares, 0);
        for (int i = 0; i < rows * units; i++) {
            double slope = left != null && left[i / units] ? 0 : slope(h[i]);
            squares[i % units] += slope * slope;
        }
        double sum = 0;
        for (int j = 0; j < units; j++) {
            sum += squares[j] * norms[j];
        }
        return sum;
    }

    @Override
    public void addSlopes(float[] h, float[] dh, int rows, float worth) {
        scale = worth;
        for (int i = 0; i < rows * units; i++) {
            dh[i] += (float) (2 * scale * norms[i % units] * slope(h[i]) * bend(h[i]));
        }
    }

    @Override
    public void addGradient(float[] gradient) {
        for (int i = 0; i < inputs * units; i++) {
            gradient[kernel + i] += (float) (2 * scale * squares[i % units] * weights[kernel + i]);
        }
    }
}
