package io.hourglass.training;

import io.hourglass.cell.CategoryCell;
import io.hourglass.cell.Cell;
import io.hourglass.cell.CellExamples;
import io.hourglass.cell.DenseCells;
import io.hourglass.loss.CellLoss;
import io.hourglass.loss.Loss;
import io.hourglass.loss.SquaredError;
import io.hourglass.math.RandomStream;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Corruption;
import io.hourglass.model.NoCorruption;
import io.hourglass.model.Plain;
import io.hourglass.model.Swap;
import io.hourglass.model.Variational;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.BatchNorm;
import io.hourglass.network.CellEncoding;
import io.hourglass.network.Conv2d;
import io.hourglass.network.Dense;
import io.hourglass.network.Dropout;
import io.hourglass.network.Initializer;
import io.hourglass.network.LayerNorm;
import io.hourglass.network.Network;
import io.hourglass.network.Padding;
import io.hourglass.network.Reshape;
import io.hourglass.network.Shape;
import io.hourglass.network.Window;
import io.hourglass.optimizer.Clipping;
import io.hourglass.optimizer.Optimizer;
import io.hourglass.optimizer.Schedule;
import java.util.List;

/** Small data, autoencoders and plans that tests of training share. */
public final class Samples {
    private Samples() {}

    /** Rows in [0, 1] that lie near a plane through the middle. */
    public static float[][] plane(int rows, int width, long seed) {
        RandomStream random = RandomStream.of(seed);
        float[][] x = new float[rows][width];
        for (float[] row : x) {
            float a = random.nextFloat() - 0.5f;
            float b = random.nextFloat() - 0.5f;
            for (int i = 0; i < width; i++) {
                float slope = (i % 5 - 2) / 2f;
                float other = (i % 3 - 1);
                row[i] = 0.5f + 0.4f * (slope * a + other * b) + 0.02f * (random.nextFloat() - 0.5f);
            }
        }
        return x;
    }

    /** Rows of all kinds of cells, some missing, that depend on each other. */
    public static MemoryRows cells(int rows, long seed) {
        RandomStream random = RandomStream.of(seed);
        MemoryRows result = new MemoryRows(CellExamples.width(CellExamples.all()), List.of());
        float[] row = new float[result.width()];
        for (int r = 0; r < rows; r++) {
            float cause = random.nextFloat();
            int at = 0;
            for (Cell cell : CellExamples.all()) {
                boolean missing = !(cell instanceof DenseCells) && random.nextInt(10) == 0;
                for (int end = at + cell.width(); at < end; at++) {
                    row[at] = missing ? Float.NaN : effect(cell, cause, random);
                }
            }
            result.add(row, 0);
        }
        return result;
    }

    private static float effect(Cell cell, float cause, RandomStream random) {
        if (cell.numeric()) {
            return cause + 0.05f * random.nextFloat();
        }
        int values = cell instanceof CategoryCell category ? category.levels() : 2;
        return (int) (cause * values);
    }

    /** A plain autoencoder width → hidden → code → hidden → width with tanh between. */
    public static AutoencoderSpec plain(int width, int code, Loss loss) {
        return new AutoencoderSpec(
                Network.of(Shape.of(width), Dense.of(8), Activation.of(ActivationFunction.TANH), Dense.of(code)),
                new Plain(),
                Network.of(Shape.of(code), Dense.of(8), Activation.of(ActivationFunction.TANH), Dense.of(width)),
                loss,
                new NoCorruption());
    }

    /**
     * Every kind of layer and cell, several activations, dropout, batch normalisation and a variational code.
     *
     * @param side the side of the image within it, even; 20 is enough for several threads to share a batch of 500
     */
    public static AutoencoderSpec everything(Corruption corruption, int side) {
        int half = side / 2;
        int width = CellExamples.width(CellExamples.all());
        int outputs =
                CellExamples.all().stream().mapToInt(cell -> cell.outputs()).sum();
        Network encoder = Network.of(
                Shape.of(width),
                new CellEncoding(CellExamples.all()),
                Dense.of(side * side),
                new BatchNorm(0.9f, 1e-3f),
                Activation.of(ActivationFunction.GELU),
                new Reshape(Shape.of(side, side, 1)),
                new Conv2d(3, Window.square(3, 2, Padding.SAME), true, new Initializer.HeNormal()),
                Activation.of(ActivationFunction.SELU),
                new Reshape(Shape.of(3 * half * half)),
                new Dropout(0.1f),
                Dense.of(12),
                new LayerNorm(1e-3f),
                Activation.of(ActivationFunction.SILU),
                Dense.of(6));
        Network decoder = Network.of(
                Shape.of(3),
                new Dense(12, true, true, new Initializer.GlorotUniform()),
                Activation.of(ActivationFunction.ELU),
                new Dense(3 * half * half, true, true, new Initializer.GlorotUniform()),
                Activation.of(ActivationFunction.SOFTPLUS),
                Dense.of(outputs));
        CellLoss loss = new CellLoss(CellExamples.all(), new SquaredError());
        return new AutoencoderSpec(encoder, new Variational(0.5f), decoder, loss, corruption);
    }

    /** The same over a small image. */
    public static AutoencoderSpec everything(Corruption corruption) {
        return everything(corruption, 6);
    }

    /** The same with swap noise. */
    public static AutoencoderSpec everything() {
        return everything(new Swap(0.1f));
    }

    /** A plan with Adam at 0.01, shuffled, without an early end. */
    public static TrainingPlan plan(int epochs, int batch) {
        return plan(epochs, batch, "adam", 0.01f);
    }

    /** The same with another optimizer and rate. */
    public static TrainingPlan plan(int epochs, int batch, String optimizer, float rate) {
        Updates updates = new Updates(Optimizer.of(optimizer), rate, new Schedule.Constant(), new Clipping.None());
        return new TrainingPlan(epochs, batch, true, updates, Stopping.never(), 42);
    }

    /** The same plan with another rule for stopping. */
    public static TrainingPlan stopping(TrainingPlan plan, Stopping stopping) {
        return new TrainingPlan(plan.epochs(), plan.batch(), plan.shuffle(), plan.updates(), stopping, plan.seed());
    }

    /** The same plan from another seed. */
    public static TrainingPlan seed(TrainingPlan plan, long seed) {
        return new TrainingPlan(plan.epochs(), plan.batch(), plan.shuffle(), plan.updates(), plan.stopping(), seed);
    }
}
