package io.hourglass.bench;

import io.hourglass.bench.contest.Job;
import io.hourglass.loss.SquaredError;
import io.hourglass.math.RandomStream;
import io.hourglass.math.StrictFunctions;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Layout;
import io.hourglass.model.NoCorruption;
import io.hourglass.model.Plain;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Dense;
import io.hourglass.network.Layer;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A network to measure: dense layers, relu between them, a sigmoid at the end.
 *
 * @param widths the values of a row, then the units of each layer
 * @param batch the rows of an update
 */
record Chain(List<Integer> widths, int batch) {
    /** The seed of the trainings that are measured. */
    static final long SEED = 7;

    /** Up to this width trainings run at the first rate, beyond it at the second. */
    private static final int NARROW = 100;

    private static final float RATE = 1e-3f;
    private static final float WIDE_RATE = 1e-4f;
    private static final int BATCHES = 16;
    private static final int FACTORS = 4;

    /** A table's network. */
    static final Chain TABLE = of("28-64-16-64-28", 1024);

    /** The article's network, a table's, and two for small images. */
    static final List<Chain> ALL = List.of(
            of("10-5-8-10", 256),
            TABLE,
            of("784-512-128-32-128-512-784", 256),
            of("784-1000-500-250-30-250-500-1000-784", 256));

    Chain {
        widths = List.copyOf(widths);
        if (widths.size() < 3 || !widths.get(0).equals(widths.get(widths.size() - 1))) {
            throw new IllegalArgumentException(
                    "a network has at least three widths and ends as it begins, for instance 10-5-8-10; got " + widths);
        }
        if (batch < 1) {
            throw new IllegalArgumentException("a batch needs at least 1 row, got " + batch);
        }
    }

    /** A chain from its widths, joined by hyphens. */
    static Chain of(String widths, int batch) {
        List<Integer> numbers = new ArrayList<>();
        for (String width : widths.split("-", -1)) {
            numbers.add(Integer.parseInt(width));
        }
        return new Chain(numbers, batch);
    }

    /** The widths, joined by hyphens. */
    String name() {
        return widths.stream().map(String::valueOf).collect(Collectors.joining("-"));
    }

    /** The autoencoder whose code is its narrowest layer, the first of several. */
    static AutoencoderSpec autoencoder(int[] widths) {
        int code = 1;
        for (int i = 1; i < widths.length - 1; i++) {
            code = widths[i] < widths[code] ? i : code;
        }
        Network encoder = new Network(Shape.of(widths[0]), layers(widths, 1, code));
        Network decoder = new Network(encoder.output(), layers(widths, code + 1, widths.length - 1));
        return new AutoencoderSpec(encoder, new Plain(), decoder, new SquaredError(), new NoCorruption());
    }

    private static List<Layer> layers(int[] widths, int first, int last) {
        List<Layer> layers = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            layers.add(Dense.of(widths[i]));
            boolean output = i == widths.length - 1;
            layers.add(Activation.of(output ? ActivationFunction.SIGMOID : ActivationFunction.RELU));
        }
        return layers;
    }

    /** The job that every system is given: weights as a training of ours starts from, and rows that four factors make. */
    Job job() {
        int[] units = widths.stream().mapToInt(Integer::intValue).toArray();
        AutoencoderSpec spec = autoencoder(units);
        long seed = RandomStream.of(SEED, 1)
                .nextLong(); // the Trainer's stream of weights; a test compares the first losses
        float[] weights = Layout.of(spec).initialWeights(spec, seed);
        return new Job(units, batch, rate(), weights, rows(units[0]));
    }

    /**
     * Adam's rate. At 0.001 the wide networks' losses jump now and then, at steps that rounding decides: the same system differs from
     * itself on another number of threads, and final losses would say nothing.
     */
    private float rate() {
        return widths.get(0) <= NARROW ? RATE : WIDE_RATE;
    }

    private float[] rows(int width) {
        RandomStream random = RandomStream.of(SEED, 2);
        float[][] mix = new float[FACTORS][width];
        for (float[] factor : mix) {
            for (int j = 0; j < width; j++) {
                factor[j] = random.nextGaussian();
            }
        }
        float[] rows = new float[BATCHES * batch * width];
        float[] row = new float[width];
        for (int start = 0; start < rows.length; start += width) {
            Arrays.fill(row, 0f);
            for (float[] factor : mix) {
                float strength = random.nextGaussian();
                for (int j = 0; j < width; j++) {
                    row[j] += strength * factor[j];
                }
            }
            for (int j = 0; j < width; j++) {
                rows[start + j] = StrictFunctions.sigmoid(row[j]);
            }
        }
        return rows;
    }

    /** The floating-point operations of the matrix products of a step: forward, dW and dX, without the first dX, which nobody needs. */
    double operations() {
        double products = 0;
        for (int layer = 0; layer + 1 < widths.size(); layer++) {
            products += (layer == 0 ? 2.0 : 3.0) * widths.get(layer) * widths.get(layer + 1);
        }
        return 2 * products * batch;
    }
}
