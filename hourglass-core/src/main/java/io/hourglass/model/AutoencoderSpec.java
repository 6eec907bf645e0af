package io.hourglass.model;

import io.hourglass.cell.Cell;
import io.hourglass.cell.DenseCells;
import io.hourglass.loss.BinaryCrossEntropy;
import io.hourglass.loss.CategoricalCrossEntropy;
import io.hourglass.loss.Loss;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.CellEncoding;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * What an autoencoder is made of. Every variant is a value here; there is no type for a kind.
 *
 * @param encoder prepared rows to the bottleneck's inputs
 * @param bottleneck how codes come from them
 * @param decoder codes to raw outputs
 * @param loss how far outputs are from the rows, and how they are read
 * @param corruption the noise on the encoder's rows while training; the loss compares with the clean rows
 */
public record AutoencoderSpec(
        Network encoder, Bottleneck bottleneck, Network decoder, Loss loss, Corruption corruption) {
    public AutoencoderSpec {
        int code = decoder.input().size();
        int given = encoder.output().size();
        if (given != bottleneck.encoderOutputs(code)) {
            throw new IllegalArgumentException("for a code of " + code + " the encoder must end with "
                    + bottleneck.encoderOutputs(code) + " outputs, got " + given);
        }
        int targets = encoder.input().size();
        if (decoder.output().size() != loss.outputs(targets)) {
            throw new IllegalArgumentException(
                    "to rebuild rows of " + targets + " values the decoder must end with " + loss.outputs(targets)
                            + " outputs, got " + decoder.output().size());
        }
    }

    /**
     * The same over images of another size, with the very same weights.
     *
     * @param image the shape of a row: height, width and channels
     * @throws IllegalArgumentException if a layer is made for one size, as dense ones are, or the decoder would give another size
     */
    public AutoencoderSpec resized(Shape image) {
        Network inwards = encoder.resized(image);
        return new AutoencoderSpec(inwards, bottleneck, decoder.resized(inwards.output()), loss, corruption);
    }

    /** The width of a prepared row: what goes in and what the loss compares with. */
    public int inputWidth() {
        return encoder.input().size();
    }

    /** The numbers of a code. */
    public int codeWidth() {
        return decoder.input().size();
    }

    /** The numbers that a code is written down with; fewer where several are one entry of a codebook. */
    public int symbolWidth() {
        return bottleneck.symbols(codeWidth());
    }

    /** An empty count of how rows use the code. */
    public CodeTally tally() {
        return bottleneck.tally(codeWidth());
    }

    /** The values of a reconstruction. */
    public int outputWidth() {
        return loss.reconstruction(inputWidth());
    }

    /** The raw outputs of the decoder: those of the reconstruction, then what a loss asks for beside. */
    public int rawWidth() {
        return decoder.output().size();
    }

    /** The cells of a row: the encoder's own, at every step, if it starts with their encoding, else one dense block. */
    public List<Cell> cells() {
        List<Cell> cells = stepCells();
        if (steps() == 1) {
            return cells;
        }
        List<Cell> all = new ArrayList<>(steps() * cells.size());
        for (int step = 0; step < steps(); step++) {
            all.addAll(cells);
        }
        return List.copyOf(all);
    }

    /** The cells of one step of a row; of a row that has no steps, its cells. */
    public List<Cell> stepCells() {
        CellEncoding encoding = encoding();
        return encoding == null ? List.of(new DenseCells(inputWidth())) : encoding.cells();
    }

    /** The steps of a row: of a window of a series the rows that it covers, else 1. */
    public int steps() {
        return encoding() == null ? 1 : encoder.input().positions();
    }

    private CellEncoding encoding() {
        return !encoder.layers().isEmpty() && encoder.layers().get(0) instanceof CellEncoding encoding
                ? encoding
                : null;
    }

    /**
     * What is wrong with a prepared row: a value that its cell cannot hold.
     *
     * @param rows an array of prepared rows
     * @param at where the row starts
     * @param name what a place in a row is called
     * @return words such as {@code column 3 is NaN; it must be a finite number}; empty if nothing is wrong
     */
    public Optional<String> objection(float[] rows, int at, IntFunction<String> name) {
        List<Cell> cells = stepCells(); // those of all steps would be a list for each row
        int place = 0;
        while (place < inputWidth()) {
            for (Cell cell : cells) {
                for (int end = place + cell.width(); place < end; place++) {
                    float value = rows[at + place];
                    if (!cell.holds(value)) {
                        return Optional.of(name.apply(place) + " is " + value + "; it must be " + cell.values());
                    }
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The same autoencoder with a last sigmoid or softmax taken into its cross-entropy, which is then computed from logits: exact
     * where the sigmoid saturates. Weights and reconstructions stay the same.
     */
    public AutoencoderSpec fused() {
        if (!(decoder.last() instanceof Activation last)) {
            return this;
        }
        if (loss instanceof BinaryCrossEntropy cross
                && !cross.fromLogits()
                && last.function() == ActivationFunction.SIGMOID) {
            return withHead(new BinaryCrossEntropy(true));
        }
        boolean oneSoftmax = decoder.output().positions() == 1; // an image has one at each position
        if (loss instanceof CategoricalCrossEntropy cross
                && !cross.fromLogits()
                && oneSoftmax
                && last.function() == ActivationFunction.SOFTMAX) {
            return withHead(new CategoricalCrossEntropy(true));
        }
        return this;
    }

    private AutoencoderSpec withHead(Loss fromLogits) {
        return new AutoencoderSpec(encoder, bottleneck, decoder.withoutLast(), fromLogits, corruption);
    }
}
