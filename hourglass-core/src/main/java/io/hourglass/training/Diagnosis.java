package io.hourglass.training;

import io.hourglass.engine.Engine;
import io.hourglass.engine.Precision;
import io.hourglass.engine.Session;
import io.hourglass.loss.Loss;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.CodeTally;
import io.hourglass.model.Layout;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Mode;
import io.hourglass.network.Network;
import io.hourglass.network.Placement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Says in words when a training taught nothing: constant outputs, dead units, a loss no better than the mean's. */
final class Diagnosis {
    /** With fewer rows than this nothing can be said. */
    static final int FEWEST = 16;

    private static final int SAMPLE = 1000;
    private static final int CHUNK = 256;
    /** A spread below this, beside values of the order of one, is none. */
    private static final double NOTHING = 1e-10;

    private static final double HARDLY_BETTER = 0.98;
    /** On inputs that are all positive half the units may be dead from the start, and do no harm. */
    private static final double MANY_DEAD = 0.9;
    /** The share that is worth a word where nothing was learnt. */
    private static final double SOME_DEAD = 0.5;

    private Diagnosis() {}

    static List<String> of(Autoencoder model, Rows rows, Engine engine) {
        int count = Math.min(SAMPLE, rows.count());
        if (count < FEWEST) {
            return List.of();
        }
        float[] sample = rows.evenly(count);
        AutoencoderSpec spec = model.spec();
        CodeTally tally = spec.tally();
        float[] codes = model.encode(sample, tally);
        List<String> findings = new ArrayList<>();
        baseline(spec, sample, model.decode(codes), count, findings);
        List<String> ofItsKind = tally.findings();
        if (ofItsKind.isEmpty()) { // they say more of numbers that never change
            codes(codes, spec.codeWidth(), count, findings);
        }
        double share = findings.isEmpty() ? MANY_DEAD : SOME_DEAD;
        findings.addAll(ofItsKind);
        Layout layout = Layout.of(spec);
        Dead dead = new Dead(model, engine, share);
        dead.look("encoder", spec.encoder(), layout.encoder(), sample, findings);
        dead.look("decoder", spec.decoder(), layout.decoder(), codes, findings);
        return findings;
    }

    /** The squared error against that of predicting each output's mean. */
    private static void baseline(
            AutoencoderSpec spec, float[] sample, float[] reconstruction, int count, List<String> findings) {
        int width = spec.outputWidth();
        double[] sums = new double[width];
        double[] squares = new double[width];
        int[] present = new int[width];
        float[] expanded = new float[width];
        double error = 0;
        for (int r = 0; r < count; r++) {
            spec.loss().expand(sample, r * spec.inputWidth(), expanded);
            error += Loss.squaredError(reconstruction, r * width, expanded);
            for (int i = 0; i < width; i++) {
                if (!Float.isNaN(expanded[i])) {
                    sums[i] += expanded[i];
                    squares[i] += (double) expanded[i] * expanded[i];
                    present[i]++;
                }
            }
        }
        double variance = 0;
        for (int i = 0; i < width; i++) {
            variance += present[i] == 0 ? 0 : squares[i] - sums[i] * sums[i] / present[i];
        }
        if (variance <= NOTHING * count) {
            return;
        }
        if (Arrays.stream(spread(reconstruction, width, count)).max().orElse(0) < NOTHING) {
            findings.add("The output is the same for every row: the network learnt a constant. "
                    + "Try a lower learning rate, another activation, or more epochs.");
        } else if (error > HARDLY_BETTER * variance) {
            findings.add(String.format(
                    Locale.ROOT,
                    "The reconstruction is no better than predicting the mean (squared error %.4g a row, the mean's %.4g). "
                            + "Try more epochs, a wider code, or another learning rate.",
                    error / count,
                    variance / count));
        }
    }

    private static void codes(float[] codes, int width, int count, List<String> findings) {
        long flat = Arrays.stream(spread(codes, width, count))
                .filter(v -> v < NOTHING)
                .count();
        if (flat > 0) {
            findings.add(flat + " of the " + width + " numbers of the code are the same for every row: "
                    + (flat == width
                            ? "the code carries nothing. Try a lower learning rate or another activation."
                            : "a narrower code would do as well."));
        }
    }

    /** The variance of each column. */
    private static double[] spread(float[] values, int width, int count) {
        double[] variance = new double[width];
        for (int i = 0; i < width; i++) {
            double mean = 0;
            for (int r = 0; r < count; r++) {
                mean += values[r * width + i];
            }
            mean /= count;
            for (int r = 0; r < count; r++) {
                double d = values[r * width + i] - mean;
                variance[i] += d * d / count;
            }
        }
        return variance;
    }

    /**
     * Looks for units of relu layers that are zero for every row.
     *
     * @param model what was trained
     * @param engine what computes
     * @param share the share of a layer's units above which they are worth a word
     */
    private record Dead(Autoencoder model, Engine engine, double share) {
        void look(String name, Network network, Placement placement, float[] in, List<String> findings) {
            for (int i = 0; i < network.layers().size(); i++) {
                if (network.layers().get(i) instanceof Activation activation
                        && activation.function() == ActivationFunction.RELU) {
                    double[] greatest = greatest(network.slice(0, i + 1), placement, in);
                    long dead = Arrays.stream(greatest).filter(v -> v == 0).count();
                    if (dead > share * greatest.length) {
                        findings.add(dead + " of the " + greatest.length + " units after layer " + i + " of the " + name
                                + " are dead: zero for every row. Try leaky_relu or elu, or a lower learning rate.");
                    }
                }
            }
        }

        /** The greatest output of each unit, or of each channel over all positions. */
        private double[] greatest(Network head, Placement placement, float[] in) {
            int width = head.input().size();
            int rows = Math.min(CHUNK, in.length / width);
            float[] out = new float[rows * head.output().size()];
            double[] greatest = new double[head.output().last()];
            try (Session session = engine.open(head, placement, rows, Precision.F32)) {
                session.load(model.weights(), model.state());
                for (int from = 0; from < in.length; from += rows * width) {
                    float[] part = Arrays.copyOfRange(in, from, Math.min(in.length, from + rows * width));
                    Arrays.fill(out, 0f);
                    session.forward(part, part.length / width, out, Mode.INFER, 0);
                    for (int i = 0; i < out.length; i++) {
                        greatest[i % greatest.length] = Math.max(greatest[i % greatest.length], out[i]);
                    }
                }
            }
            return greatest;
        }
    }
}
