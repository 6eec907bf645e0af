package io.hourglass.plan;

import io.hourglass.cell.Cell;
import io.hourglass.cell.DenseCells;
import io.hourglass.loss.BinaryCrossEntropy;
import io.hourglass.loss.CellLoss;
import io.hourglass.loss.DiscretisedLogistic;
import io.hourglass.loss.ElementLoss;
import io.hourglass.loss.Loss;
import io.hourglass.loss.SquaredError;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Bottleneck;
import io.hourglass.model.Corruption;
import io.hourglass.model.Gaussian;
import io.hourglass.model.NoCorruption;
import io.hourglass.model.Swap;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.CellEncoding;
import io.hourglass.network.Dense;
import io.hourglass.network.Dropout;
import io.hourglass.network.Initializer;
import io.hourglass.network.Layer;
import io.hourglass.network.LearntScale;
import io.hourglass.network.Network;
import io.hourglass.network.Reshape;
import io.hourglass.network.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a plan comes to for the cells of some data: the autoencoder, with everything that was left to fit the data decided.
 *
 * @param plan what was asked for
 * @param cells what the prepared columns are to the network
 * @param image the shape of the images that the rows are; empty for other rows
 * @param series the windows of rows that it sees; empty where it sees one row at a time
 */
public record Design(HourglassPlan plan, List<Cell> cells, Optional<Shape> image, Optional<SeriesPlan> series) {
    /** Up to so many columns, half of them make the code. */
    private static final int FEW_COLUMNS = 16;

    private static final int WIDEST_CODE = 64;
    private static final int WIDEST_HIDDEN = 512;
    private static final int NARROWEST_HIDDEN = 32;
    /** The dense layer between convolutions and code. */
    private static final int AFTER_CONVOLUTIONS = 256;

    private static final Gaussian USUAL_PIXEL_NOISE = new Gaussian(0.2f, 0.2f);
    private static final Swap USUAL_TABLE_NOISE = new Swap(0.15f);

    public Design {
        cells = List.copyOf(cells);
    }

    /** For one row at a time that is no image. */
    public Design(HourglassPlan plan, List<Cell> cells) {
        this(plan, cells, Optional.empty(), Optional.empty());
    }

    /** The convolutions, if the plan asks for some. */
    private Optional<ConvolutionalLayers> convolutions() {
        return plan.network().regularity().convolution().map(asked -> {
            if (image.isEmpty() && series.isEmpty()) {
                throw new IllegalArgumentException(
                        "convolutions are for images and for series, and the data are neither;"
                                + " --conv off would do, or --sequence W for windows of rows");
            }
            if (plan.network().tied()) {
                throw new IllegalArgumentException(
                        "the kernels of convolutions cannot be tied; leave out --tied or --conv");
            }
            return image.map(shape -> ConvolutionalLayers.of(shape, asked))
                    .orElseGet(() -> ConvolutionalLayers.along(steps(), inputs() / steps(), asked));
        });
    }

    /** The numbers of the code at each place, if the code is an image itself. */
    private Optional<Integer> codeMap() {
        Optional<Integer> numbers = plan.network().regularity().convolution().flatMap(Convolution::codeMap);
        boolean dense = plan.network().code().isPresent()
                || !plan.network().hidden().orElse(List.of()).isEmpty();
        if (numbers.isPresent() && (dense || plan.kind().is(Kind.VARIATIONAL))) {
            throw new IllegalArgumentException(
                    "a code at each place of an image has no dense layers and no distribution;"
                            + " leave out --code, --hidden and --kind variational, or --code-map");
        }
        if (numbers.isPresent() && (plan.kind().is(Kind.TOPK) || plan.kind().is(Kind.BATCH_TOPK))) {
            throw new IllegalArgumentException(
                    "the largest numbers of a whole code are kept, and with a code at each place that depends on the size of"
                            + " the image; leave out --code-map, or let --kind be sparse or vq");
        }
        return numbers;
    }

    /** The network that finds the noise of images of any size, if that is what the plan comes to. */
    private Optional<ResidualNetwork> residual() {
        NetworkPlan network = plan.network();
        if (!network.cut() || !Patching.findsNoise(plan)) {
            return Optional.empty();
        }
        if (network.regularity().norm() != Norm.NONE || network.regularity().dropout() > 0) {
            throw new IllegalArgumentException(
                    "a network that finds the noise of images has no --norm and no --dropout; leave them out, or give a --code");
        }
        convolutions(); // refuses what is no image
        Convolution asked = network.regularity().convolution().orElseThrow();
        if (asked.blocks().isPresent()) {
            throw new IllegalArgumentException(
                    "a network that finds the noise of images has blocks of its own; leave out --conv-blocks, or give a --code");
        }
        return image.map(shape -> ResidualNetwork.of(shape, asked, network.activation()));
    }

    private Shape mapped(int numbers) {
        Shape smallest = convolutions().orElseThrow().smallest();
        return Shape.of(smallest.at(0), smallest.at(1), numbers);
    }

    private int steps() {
        return series.map(SeriesPlan::window).orElse(1);
    }

    private Optional<RecurrentLayers> recurrent() {
        return series.flatMap(SeriesPlan::recurrent)
                .map(cell -> RecurrentLayers.of(cell, steps(), plan.network(), code()));
    }

    /** Whether rows are pixels or a plain array alone. */
    private boolean dense() {
        return cells.stream().allMatch(DenseCells.class::isInstance);
    }

    /** The inputs that the cells become. */
    public int inputs() {
        return steps() * cells.stream().mapToInt(Cell::inputs).sum();
    }

    private int width() {
        return steps() * cells.stream().mapToInt(Cell::width).sum();
    }

    /**
     * The numbers of a code: half of the columns up to 16, then growing with the root of their number, up to 64, and always narrower
     * than the input.
     *
     * @throws IllegalArgumentException if a plain code is asked to be as wide as the input, or the input is a single number
     */
    public int code() {
        int numbers = numbers();
        if (numbers < 2) {
            throw new IllegalArgumentException(
                    "one number cannot be squeezed into fewer: at least two cells, or one of several levels, are needed");
        }
        int code = residual()
                .map(each -> each.image().size())
                .orElseGet(() -> codeMap()
                        .map(each -> mapped(each).size())
                        .orElseGet(() -> plan.network().code().orElseGet(this::fittingCode)));
        if (code >= numbers && plan.kind().is(Kind.PLAIN)) {
            throw new IllegalArgumentException(
                    "a plain code must be narrower than the input, which has " + numbers + " numbers; got a code of "
                            + code + ". A narrower --code, or --kind denoising, sparse or variational, would do");
        }
        return code;
    }

    /** The numbers that are rebuilt, or those that they enter as if that is fewer; what says that a cell is missing does not count. */
    private int numbers() {
        return steps()
                * cells.stream()
                        .mapToInt(cell -> Math.min(cell.inputs(), cell.outputs()))
                        .sum();
    }

    private int fittingCode() {
        int columns = width();
        double code = columns <= FEW_COLUMNS
                ? Math.ceil(columns / 2.0)
                : Math.min(WIDEST_CODE, FEW_COLUMNS / 2 + Math.ceil(Math.sqrt(columns - FEW_COLUMNS)));
        return (int) Math.max(1, Math.min(numbers() - 1, code));
    }

    /** The units of the encoder's hidden layers: two layers, the first about as wide as the input, the second half of it. */
    public List<Integer> hidden() {
        Optional<RecurrentLayers> recurrent = recurrent();
        if (recurrent.isPresent()) {
            return recurrent.get().units();
        }
        return plan.network().hidden().orElseGet(() -> {
            if (plan.network().regularity().convolution().isPresent()) {
                return codeMap().isPresent() ? List.of() : List.of(AFTER_CONVOLUTIONS);
            }
            int first = NARROWEST_HIDDEN;
            while (first < inputs() && first < WIDEST_HIDDEN) {
                first *= 2;
            }
            int second = first / 2;
            return second > code() && second >= NARROWEST_HIDDEN ? List.of(first, second) : List.of(first);
        });
    }

    /** The autoencoder. */
    public AutoencoderSpec spec() {
        Optional<ResidualNetwork> residual = residual();
        if (residual.isPresent()) {
            return residual.get().spec(initializer(), loss(), corruption());
        }
        int code = code();
        Bottleneck bottleneck =
                plan.kind().bottleneck(codeMap().orElse(code)); // entries of a codebook lie at one place
        Loss loss = loss();
        return new AutoencoderSpec(
                encoder(bottleneck.encoderOutputs(code)),
                bottleneck,
                decoder(code, loss.outputs(width())),
                loss,
                corruption());
    }

    private Network encoder(int outputs) {
        List<Layer> layers = new ArrayList<>();
        if (!dense()) {
            layers.add(new CellEncoding(cells));
        }
        Optional<RecurrentLayers> recurrent = recurrent();
        if (recurrent.isPresent()) {
            layers.addAll(recurrent.get().encoder());
        } else {
            addFeedForward(layers);
        }
        layers.add(codeMap()
                .map(each -> convolutions().orElseThrow().atEachPlace(each, new Initializer.GlorotUniform()))
                .orElseGet(() -> Dense.of(outputs)));
        if (plan.kind().is(Kind.CONTRACTIVE)) {
            requireRowsApart();
            layers.add(Activation.of(
                    ActivationFunction.SIGMOID)); // as its authors have it; a linear code would only shrink
        }
        return new Network(rowShape(), layers);
    }

    private Shape rowShape() {
        return series.isPresent()
                ? Shape.of(steps(), width() / steps())
                : convolutions().map(ConvolutionalLayers::image).orElseGet(() -> Shape.of(width()));
    }

    /** What leads from a row, or from all of a window at once, to the layer that gives the code. */
    private void addFeedForward(List<Layer> layers) {
        Optional<ConvolutionalLayers> convolutions = convolutions();
        series.ifPresent(each -> layers.add(
                new Reshape(convolutions.map(ConvolutionalLayers::image).orElseGet(() -> Shape.of(inputs())))));
        convolutions.ifPresent(images -> {
            List<Layer> convolving = images.encoder(initializer());
            for (int i = 0; i < convolving.size(); i++) {
                addHidden(layers, convolving.get(i));
                layers.addAll(images.blocks(i, plan.network().activation(), initializer()));
            }
            if (codeMap().isEmpty()) {
                layers.add(new Reshape(Shape.of(images.smallest().size())));
            }
        });
        for (int units : hidden()) {
            addHidden(layers, dense(units, false));
        }
    }

    /** Batch normalisation makes a row's code depend on the others: it has no slope of its own. */
    private void requireRowsApart() {
        if (plan.network().regularity().norm() == Norm.BATCH) {
            throw new IllegalArgumentException(
                    "a contractive encoder cannot be normalised over batches; --norm layer or none would do");
        }
    }

    private Network decoder(int code, int outputs) {
        Optional<RecurrentLayers> recurrent = recurrent();
        if (recurrent.isPresent()) {
            output(); // refuses one that a table cannot have
            return new Network(Shape.of(code), recurrent.get().decoder(outputs / steps()));
        }
        List<Layer> layers = new ArrayList<>();
        List<Integer> units = new ArrayList<>(hidden());
        Collections.reverse(units);
        boolean tied = plan.network().tied();
        units.forEach(each -> addHidden(layers, dense(each, tied)));
        Optional<ConvolutionalLayers> convolutions = convolutions();
        convolutions.ifPresent(images -> {
            int channels = images.smallest().last();
            if (codeMap().isPresent()) {
                addHidden(layers, images.atEachPlace(channels, initializer()));
            } else {
                addHidden(layers, dense(images.smallest().size(), false));
                layers.add(new Reshape(images.smallest()));
            }
            images.decoder(initializer()).forEach(layer -> addHidden(layers, layer));
        });
        int values = logistic() ? width() : outputs; // its scale is one more, behind them
        layers.add(convolutions
                .map(images -> images.last(values / images.image().positions()))
                .orElseGet(() -> new Dense(values, true, tied, new Initializer.GlorotUniform())));
        ActivationFunction output = output();
        if (output != ActivationFunction.LINEAR) {
            layers.add(Activation.of(output));
        }
        if (logistic()) {
            layers.add(new LearntScale());
        }
        return new Network(codeMap().map(this::mapped).orElseGet(() -> Shape.of(code)), layers);
    }

    private Layer dense(int units, boolean tied) {
        return new Dense(units, true, tied, initializer());
    }

    private void addHidden(List<Layer> layers, Layer layer) {
        layers.add(layer);
        plan.network().regularity().norm().layer().ifPresent(layers::add);
        layers.add(Activation.of(plan.network().activation()));
        float dropout = plan.network().regularity().dropout();
        if (dropout > 0) {
            layers.add(new Dropout(dropout));
        }
    }

    private Initializer initializer() {
        return switch (plan.network().activation()) {
            case RELU, RELU6, LEAKY_RELU, ELU, GELU, SILU, MISH -> new Initializer.HeNormal();
            case SELU -> new Initializer.LeCunNormal();
            default -> new Initializer.GlorotUniform();
        };
    }

    private boolean logistic() {
        return plan.kind().likelihood().equals(Optional.of(Likelihood.DISCRETISED_LOGISTIC));
    }

    private ActivationFunction output() {
        boolean sigmoid =
                dense() && !logistic() && residual().isEmpty(); // a mean beyond black makes black nearly certain
        ActivationFunction output =
                plan.network().output().orElse(sigmoid ? ActivationFunction.SIGMOID : ActivationFunction.LINEAR);
        if (!dense() && output != ActivationFunction.LINEAR) {
            throw new IllegalArgumentException("a table's columns each have their own output; an output activation of "
                    + output.name().toLowerCase(Locale.ROOT) + " is for images");
        }
        return output;
    }

    private Loss loss() {
        if (logistic() && !dense()) {
            throw new IllegalArgumentException(
                    "the discretised logistic likelihood is for the pixels of images; for a table"
                            + " --likelihood gaussian would do");
        }
        if (plan.kind().likelihood().isPresent() && plan.learning().loss().isPresent()) {
            throw new IllegalArgumentException(
                    "--likelihood and --loss both say what outputs are measured by; give one");
        }
        boolean sigmoid = output() == ActivationFunction.SIGMOID;
        ElementLoss numbers = plan.learning().loss().orElseGet(() -> numbers(sigmoid));
        if (logistic()) {
            return new DiscretisedLogistic();
        }
        if (!dense()) {
            return new CellLoss(cells, numbers instanceof BinaryCrossEntropy ? new BinaryCrossEntropy(true) : numbers);
        }
        if (numbers instanceof BinaryCrossEntropy && !sigmoid) {
            throw new IllegalArgumentException("binary cross-entropy needs outputs that are probabilities: an output"
                    + " activation of sigmoid, got " + output().name().toLowerCase(Locale.ROOT));
        }
        return numbers;
    }

    private ElementLoss numbers(boolean sigmoid) {
        Likelihood fitting = sigmoid && plan.kind().is(Kind.VARIATIONAL) ? Likelihood.BERNOULLI : Likelihood.GAUSSIAN;
        boolean bernoulli = plan.kind().likelihood().orElse(fitting) == Likelihood.BERNOULLI;
        return bernoulli ? new BinaryCrossEntropy(false) : new SquaredError();
    }

    private Corruption corruption() {
        if (plan.kind().is(Kind.MASKED)) {
            return plan.kind().masked();
        }
        if (!plan.kind().is(Kind.DENOISING)) {
            return new NoCorruption();
        }
        return plan.kind().noise().orElse(dense() ? USUAL_PIXEL_NOISE : USUAL_TABLE_NOISE);
    }

    /** Whether training hides cells, so that every column needs an input that says so. */
    public static boolean hides(HourglassPlan plan) {
        return plan.kind().is(Kind.MASKED)
                || plan.kind().noise().map(Corruption::hides).orElse(false);
    }
}
