package io.hourglass.bench;

import io.hourglass.bench.contest.Job;
import io.hourglass.bench.contest.Link;
import io.hourglass.loss.SquaredError;
import io.hourglass.math.RandomStream;
import io.hourglass.math.StrictFunctions;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Layout;
import io.hourglass.model.NoCorruption;
import io.hourglass.model.Plain;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Conv2d;
import io.hourglass.network.Dense;
import io.hourglass.network.Layer;
import io.hourglass.network.Network;
import io.hourglass.network.Reshape;
import io.hourglass.network.Shape;
import io.hourglass.network.Upsample2d;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A network to measure: dense layers and convolutions, relu between them, a sigmoid at the end.
 *
 * @param shapes of a row, then of what each {@link Link} gives
 * @param batch the rows of an update
 */
record Chain(List<Shape> shapes, int batch) {
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

    /** Small images through convolutions: the decoder repeats positions, since DJL has no transposed convolution for PyTorch. */
    static final Chain IMAGES = of("28x28x1-14x14x32-7x7x64-32-7x7x64-14x14x32-28x28x1", 128);

    /** The article's network, a table's, and three for small images. */
    static final List<Chain> ALL = List.of(
            of("10-5-8-10", 256),
            TABLE,
            of("784-512-128-32-128-512-784", 256),
            of("784-1000-500-250-30-250-500-1000-784", 256),
            IMAGES);

    Chain {
        shapes = List.copyOf(shapes);
        if (shapes.size() < 3 || !shapes.get(0).equals(shapes.get(shapes.size() - 1))) {
            throw new IllegalArgumentException(
                    "a network has at least three widths and ends as it begins, for instance 10-5-8-10; got " + shapes);
        }
        if (batch < 1) {
            throw new IllegalArgumentException("a batch needs at least 1 row, got " + batch);
        }
    }

    /** A chain from its widths, or heights, widths and channels joined by x, all joined by hyphens. */
    static Chain of(String widths, int batch) {
        List<Shape> shapes = new ArrayList<>();
        for (String width : widths.split("-", -1)) {
            shapes.add(new Shape(
                    Arrays.stream(width.split("x", -1)).map(Integer::valueOf).toList()));
        }
        return new Chain(shapes, batch);
    }

    /** The widths, joined by hyphens. */
    String name() {
        return shapes.stream()
                .map(shape -> shape.dimensions().stream().map(String::valueOf).collect(Collectors.joining("x")))
                .collect(Collectors.joining("-"));
    }

    /** Whether all layers are dense. */
    boolean isDense() {
        return links().stream().allMatch(Link::isDense);
    }

    private List<Link> links() {
        List<Link> links = new ArrayList<>();
        for (int i = 1; i < shapes.size(); i++) {
            links.add(new Link(sides(shapes.get(i - 1)), sides(shapes.get(i))));
        }
        return links;
    }

    private static int[] sides(Shape shape) {
        return shape.dimensions().stream().mapToInt(Integer::intValue).toArray();
    }

    /** The autoencoder whose code is its narrowest layer, the first of several. */
    AutoencoderSpec autoencoder() {
        int code = 1;
        for (int i = 1; i < shapes.size() - 1; i++) {
            code = shapes.get(i).size() < shapes.get(code).size() ? i : code;
        }
        Network encoder = new Network(shapes.get(0), layers(0, code));
        Network decoder = new Network(encoder.output(), layers(code, shapes.size() - 1));
        return new AutoencoderSpec(encoder, new Plain(), decoder, new SquaredError(), new NoCorruption());
    }

    private List<Layer> layers(int first, int last) {
        List<Layer> layers = new ArrayList<>();
        for (int i = first; i < last; i++) {
            Shape to = shapes.get(i + 1);
            Link link = links().get(i);
            if (link.isDense()) {
                if (isImage(shapes.get(i))) {
                    layers.add(new Reshape(Shape.of(shapes.get(i).size())));
                }
                layers.add(Dense.of(to.size()));
            } else if (link.isHalving()) {
                layers.add(Conv2d.of(to.last(), Link.HALVING, 2));
            } else {
                layers.add(new Upsample2d(2, 2));
                layers.add(Conv2d.of(to.last(), Link.DOUBLING, 1));
            }
            boolean output = i + 2 == shapes.size();
            layers.add(Activation.of(output ? ActivationFunction.SIGMOID : ActivationFunction.RELU));
            if (link.isDense() && isImage(to)) {
                layers.add(new Reshape(to));
            }
        }
        return layers;
    }

    private static boolean isImage(Shape shape) {
        return shape.dimensions().size() > 1;
    }

    /** The network that a job stands for. */
    static Chain of(Job job) {
        return new Chain(Arrays.stream(job.shapes()).map(Shape::of).toList(), job.batch());
    }

    /** The job that every system is given: weights as a training of ours starts from, and rows that four factors make. */
    Job job() {
        AutoencoderSpec spec = autoencoder();
        long seed = RandomStream.of(SEED, 1)
                .nextLong(); // the Trainer's stream of weights; a test compares the first losses
        float[] weights = Layout.of(spec).initialWeights(spec, seed);
        int[][] sides = shapes.stream().map(Chain::sides).toArray(int[][]::new);
        return new Job(sides, batch, rate(), weights, rows(shapes.get(0).size()));
    }

    /**
     * Adam's rate. At 0.001 the wide networks' losses jump now and then, at steps that rounding decides: the same system differs from
     * itself on another number of threads, and final losses would say nothing.
     */
    private float rate() {
        return shapes.get(0).size() <= NARROW ? RATE : WIDE_RATE;
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

    /** The floating-point operations of the products and convolutions of a step: forward, dW and dX, without the first dX, which nobody needs. */
    double operations() {
        double products = 0;
        List<Link> links = links();
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            products += (i == 0 ? 2.0 : 3.0) * link.inputs() * link.units() * link.positions();
        }
        return 2 * products * batch;
    }
}
