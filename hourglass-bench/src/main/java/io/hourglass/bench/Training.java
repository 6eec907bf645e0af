package io.hourglass.bench;

import io.hourglass.engine.Engine;
import io.hourglass.engine.Precision;
import io.hourglass.loss.SquaredError;
import io.hourglass.math.RandomStream;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.NoCorruption;
import io.hourglass.model.Plain;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Dense;
import io.hourglass.network.Layer;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import io.hourglass.optimizer.Adam;
import io.hourglass.optimizer.Clipping;
import io.hourglass.optimizer.Schedule;
import io.hourglass.training.EpochReport;
import io.hourglass.training.MemoryRows;
import io.hourglass.training.Stopping;
import io.hourglass.training.Trainer;
import io.hourglass.training.TrainingListener;
import io.hourglass.training.TrainingPlan;
import io.hourglass.training.Updates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Trains an autoencoder of dense layers, relu between and a sigmoid at the end, by the trainer that users have. */
final class Training implements Steps {
    private static final int ROWS = 1 << 14;

    private final AutoencoderSpec spec;
    private final int batch;
    private final Precision precision;
    private final Engine engine;
    private final MemoryRows rows;
    private double loss;

    Training(int[] widths, int batch, Precision precision, Engine engine) {
        this.spec = spec(widths);
        this.batch = batch;
        this.precision = precision;
        this.engine = engine;
        this.rows = rows(widths[0], ROWS);
    }

    private static AutoencoderSpec spec(int[] widths) {
        int narrowest = 0;
        for (int i = 1; i < widths.length; i++) {
            narrowest = widths[i] < widths[narrowest] ? i : narrowest;
        }
        List<Layer> encoder = new ArrayList<>();
        List<Layer> decoder = new ArrayList<>();
        for (int i = 1; i < widths.length; i++) {
            List<Layer> side = i <= narrowest ? encoder : decoder;
            side.add(Dense.of(widths[i]));
            side.add(Activation.of(i == widths.length - 1 ? ActivationFunction.SIGMOID : ActivationFunction.RELU));
        }
        return new AutoencoderSpec(
                new Network(Shape.of(widths[0]), encoder),
                new Plain(),
                new Network(Shape.of(widths[narrowest]), decoder),
                new SquaredError(),
                new NoCorruption());
    }

    /** Rows with something to learn: a few hidden numbers, mixed. */
    private static MemoryRows rows(int width, int count) {
        RandomStream random = RandomStream.of(1);
        float[][] mixing = new float[4][width];
        for (float[] row : mixing) {
            for (int i = 0; i < width; i++) {
                row[i] = random.nextGaussian();
            }
        }
        MemoryRows rows = new MemoryRows(width, List.of());
        float[] row = new float[width];
        for (int r = 0; r < count; r++) {
            Arrays.fill(row, 0.5f);
            for (float[] direction : mixing) {
                float a = 0.06f * random.nextGaussian();
                for (int i = 0; i < width; i++) {
                    row[i] += a * direction[i];
                }
            }
            for (int i = 0; i < width; i++) {
                row[i] = Math.max(0f, Math.min(1f, row[i]));
            }
            rows.add(row, 0);
        }
        return rows;
    }

    @Override
    public double run(int steps) {
        int perEpoch = ROWS / batch;
        int epochs = (steps + perEpoch - 1) / perEpoch;
        TrainingPlan plan = new TrainingPlan(
                epochs,
                batch,
                true,
                new Updates(new Adam(), 0.001f, new Schedule.Constant(), new Clipping.None()),
                Stopping.never(),
                1);
        List<EpochReport> reports = new ArrayList<>();
        new Trainer(spec, plan, engine)
                .precision(precision)
                .listener(new TrainingListener() {
                    @Override
                    public void epochEnded(EpochReport report) {
                        reports.add(report);
                    }
                })
                .train(rows, null);
        loss = reports.get(reports.size() - 1).loss();
        return reports.stream()
                .mapToDouble(report -> batch / report.rowsPerSecond() * 1e6)
                .average()
                .orElseThrow();
    }

    @Override
    public double loss() {
        return loss;
    }

    @Override
    public void close() {
        engine.close();
    }
}
