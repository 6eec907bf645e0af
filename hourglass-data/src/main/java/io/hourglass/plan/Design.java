package io.hourglass.plan;

import io.hourglass.cell.Cell;
import io.hourglass.cell.DenseCells;
import io.hourglass.loss.BinaryCrossEntropy;
import io.hourglass.loss.CellLoss;
import io.hourglass.loss.ElementLoss;
import io.hourglass.loss.Loss;
import io.hourglass.loss.SquaredError;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Bottleneck;
import io.hourglass.model.Corruption;
import io.hourglass.model.Gaussian;
import io.hourglass.model.NoCorruption;
import io.hourglass.model.Plain;
import io.hourglass.model.Swap;
import io.hourglass.model.Variational;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.CellEncoding;
import io.hourglass.network.Dense;
import io.hourglass.network.Dropout;
import io.hourglass.network.Initializer;
import io.hourglass.network.Layer;
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
 * @param series the windows of rows that it sees; empty where it sees one row at a time
 */
public record Design(HourglassPlan plan, List<Cell> cells, Optional<SeriesPlan> series) {
    /** Up to so many columns, half of them make the code. */
    private static final int FEW_COLUMNS = 16;

    private static final int WIDEST_CODE = 64;
    private static final int WIDEST_HIDDEN = 512;
    private static final int NARROWEST_HIDDEN = 32;
    private static final Gaussian USUAL_PIXEL_NOISE = new Gaussian(0.2f, 0.2f);
    private static final Swap USUAL_TABLE_NOISE = new Swap(0.15f);

    public Design {
        cells = List.copyOf(cells);
    }

    /** A design for one row at a time. */
    public Design(HourglassPlan plan, List<Cell> cells) {
        this(plan, cells, Optional.empty());
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
        int code = plan.network().code().orElseGet(this::fittingCode);
        if (code >= numbers && plan.kind().is(Kind.PLAIN)) {
            throw new IllegalArgumentException(
                    "a plain code must be narrower than the input, which has " + numbers + " numbers; got a code of "
                            + code + ". A narrower --code, or --kind denoising or variational, would do");
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
        int code = code();
        Bottleneck bottleneck =
                plan.kind().is(Kind.VARIATIONAL) ? new Variational(plan.kind().beta()) : new Plain();
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
            series.ifPresent(each -> layers.add(new Reshape(Shape.of(inputs()))));
            hidden().forEach(units -> addHidden(layers, units, false));
        }
        layers.add(Dense.of(outputs));
        return new Network(series.isPresent() ? Shape.of(steps(), width() / steps()) : Shape.of(width()), layers);
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
        units.forEach(each -> addHidden(layers, each, tied));
        layers.add(new Dense(outputs, true, tied, new Initializer.GlorotUniform()));
        ActivationFunction output = output();
        if (output != ActivationFunction.LINEAR) {
            layers.add(Activation.of(output));
        }
        return new Network(Shape.of(code), layers);
    }

    private void addHidden(List<Layer> layers, int units, boolean tied) {
        ActivationFunction activation = plan.network().activation();
        layers.add(new Dense(units, true, tied, initializer(activation)));
        plan.network().regularity().norm().layer().ifPresent(layers::add);
        layers.add(Activation.of(activation));
        float dropout = plan.network().regularity().dropout();
        if (dropout > 0) {
            layers.add(new Dropout(dropout));
        }
    }

    private static Initializer initializer(ActivationFunction activation) {
        return switch (activation) {
            case RELU, LEAKY_RELU, ELU, GELU, SILU -> new Initializer.HeNormal();
            case SELU -> new Initializer.LeCunNormal();
            default -> new Initializer.GlorotUniform();
        };
    }

    private ActivationFunction output() {
        ActivationFunction output =
                plan.network().output().orElse(dense() ? ActivationFunction.SIGMOID : ActivationFunction.LINEAR);
        if (!dense() && output != ActivationFunction.LINEAR) {
            throw new IllegalArgumentException("a table's columns each have their own output; an output activation of "
                    + output.name().toLowerCase(Locale.ROOT) + " is for images");
        }
        return output;
    }

    private Loss loss() {
        boolean sigmoid = output() == ActivationFunction.SIGMOID;
        ElementLoss numbers = plan.learning()
                .loss()
                .orElse(
                        sigmoid && plan.kind().is(Kind.VARIATIONAL)
                                ? new BinaryCrossEntropy(false)
                                : new SquaredError());
        if (!dense()) {
            return new CellLoss(cells, numbers instanceof BinaryCrossEntropy ? new BinaryCrossEntropy(true) : numbers);
        }
        if (numbers instanceof BinaryCrossEntropy && !sigmoid) {
            throw new IllegalArgumentException("binary cross-entropy needs outputs that are probabilities: an output"
                    + " activation of sigmoid, got " + output().name().toLowerCase(Locale.ROOT));
        }
        return numbers;
    }

    private Corruption corruption() {
        if (!plan.kind().is(Kind.DENOISING)) {
            return new NoCorruption();
        }
        return plan.kind().noise().orElse(dense() ? USUAL_PIXEL_NOISE : USUAL_TABLE_NOISE);
    }

    /** Whether training hides cells, so that every column needs an input that says so. */
    public static boolean hides(HourglassPlan plan) {
        return plan.kind().noise().map(Corruption::hides).orElse(false);
    }
}
