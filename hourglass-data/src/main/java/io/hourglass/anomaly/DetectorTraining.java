package io.hourglass.anomaly;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.preparation.Scale;
import io.hourglass.data.preparation.Unseen;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.Schema;
import io.hourglass.engine.Engine;
import io.hourglass.loss.Cauchy;
import io.hourglass.model.Autoencoder;
import io.hourglass.network.ActivationFunction;
import io.hourglass.optimizer.Adam;
import io.hourglass.optimizer.Clipping;
import io.hourglass.optimizer.Schedule;
import io.hourglass.plan.Design;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.LearningPlan;
import io.hourglass.plan.NetworkPlan;
import io.hourglass.plan.SeriesPlan;
import io.hourglass.training.MemoryRows;
import io.hourglass.training.Rows;
import io.hourglass.training.Stopping;
import io.hourglass.training.Trainer;
import io.hourglass.training.TrainingPlan;
import io.hourglass.training.Updates;
import io.hourglass.use.Detector;
import io.hourglass.use.Scorer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Trains what scores the rows of a table. Rows to learn from may be dirty, so those that are strangest by each of their cells alone
 * ({@link Marginals}) are left out; on the rest a small autoencoder with a wide hidden layer is trained for few steps, which learns what
 * most rows have in common and not what few have. See {@code docs/maths/scores.md} for the figures behind each choice.
 */
public final class DetectorTraining {
    /** The share of rows that is not learnt from. */
    private static final double STRANGE = 0.25;

    private static final int MOST_ROWS = 20_000;
    /** Of wide tables fewer rows are looked at, to stay below some hundred megabytes. */
    private static final int MOST_VALUES = 20_000_000;

    private static final int HIDDEN = 64;
    private static final int WIDEST_CODE = 16;
    private static final int BATCH = 64;
    private static final int UPDATES = 200;
    private static final float RATE = 0.003f;

    private DetectorTraining() {}

    /**
     * The detector for the rows of a table.
     *
     * @param preparation of the columns, none of which is an image
     * @param rows prepared by it; at most 20,000 of them, evenly spaced, are looked at
     */
    public static Detector train(Preparation preparation, Rows rows, long seed, Engine engine) {
        float[] prepared = sample(rows);
        Batch sample = preparation.undo(prepared, prepared.length / rows.width());
        Schema schema = preparation.schema();
        int[] kept = kept(Marginals.strangeness(schema, sample, seed));
        MemoryTable all = new MemoryTable(schema, List.of(sample));
        MemoryTable learnt = new MemoryTable(schema, List.of(sample.pick(kept)));
        Preparation own = Preparation.fit(learnt, all, Scale.STANDARD);
        MemoryRows clean = own.apply(learnt, new Unseen());
        Autoencoder model = trained(own, Optional.empty(), clean, seed, engine);
        return new Detector(own, model, Scorer.profile(model, clean, own.apply(all, new Unseen())));
    }

    /**
     * The detector for the windows of series, which learns from all of them: its few updates and its loss are what keeps strange ones from
     * being learnt.
     *
     * @param preparation of single rows
     * @param windows the prepared ones; at most 20,000 of them, evenly spaced, are looked at
     */
    public static Detector train(Preparation preparation, SeriesPlan series, Rows windows, long seed, Engine engine) {
        MemoryRows sample = new MemoryRows(windows.width(), List.of());
        float[] rows = sample(windows);
        for (int at = 0; at < rows.length; at += windows.width()) {
            sample.add(rows, at);
        }
        Autoencoder model =
                trained(preparation, Optional.of(SeriesPlan.windows(series.window())), sample, seed, engine);
        return new Detector(preparation, model, Scorer.profile(model, sample));
    }

    private static Autoencoder trained(
            Preparation preparation, Optional<SeriesPlan> series, Rows rows, long seed, Engine engine) {
        HourglassPlan usual = HourglassPlan.defaults().withSeed(seed);
        int inputs = new Design(usual, preparation.cells(), Optional.empty(), series).inputs();
        int code = (int) Math.max(1, Math.min(WIDEST_CODE, Math.round(Math.sqrt(inputs))));
        HourglassPlan plan = usual.withNetwork(NetworkPlan.defaults()
                        .withCode(code)
                        .withHidden(HIDDEN)
                        .withActivation(ActivationFunction.TANH))
                .withLearning(LearningPlan.defaults().withLoss(new Cauchy()));
        Updates updates = new Updates(new Adam(), RATE, new Schedule.Constant(), new Clipping.None());
        int epochs = Math.max(1, Math.round((float) UPDATES * BATCH / rows.count()));
        TrainingPlan pacing = new TrainingPlan(epochs, BATCH, true, updates, Stopping.never(), seed);
        return new Trainer(new Design(plan, preparation.cells(), Optional.empty(), series).spec(), pacing, engine)
                .train(rows, null)
                .model();
    }

    /** Evenly spaced rows. */
    private static float[] sample(Rows rows) {
        int count = Math.min(rows.count(), Math.min(MOST_ROWS, Math.max(1, MOST_VALUES / rows.width())));
        return rows.evenly(count);
    }

    /** The numbers of the rows to learn from: all but a share, the strangest. */
    private static int[] kept(double[] strangeness) {
        double[] sorted = strangeness.clone();
        Arrays.sort(sorted);
        double most = sorted[sorted.length - 1 - (int) (STRANGE * sorted.length)];
        return IntStream.range(0, strangeness.length)
                .filter(row -> strangeness[row] <= most)
                .toArray();
    }
}
