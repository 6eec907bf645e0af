package io.hourglass.plan;

import io.hourglass.model.AutoencoderSpec;
import io.hourglass.optimizer.Adam;
import io.hourglass.optimizer.AdamW;
import io.hourglass.optimizer.Clipping;
import io.hourglass.optimizer.Optimizer;
import io.hourglass.optimizer.Schedule;
import io.hourglass.training.Stopping;
import io.hourglass.training.TrainingPlan;
import io.hourglass.training.Updates;
import java.util.Optional;

/** How long and in what steps to train on so many rows, with everything that was left to fit the data decided. */
public final class Pacing {
    private static final int MOST_EPOCHS = 200;
    private static final int FEWEST_EPOCHS = 20;
    /** Updates after which little is gained on data of the usual kind. */
    private static final int ENOUGH_UPDATES = 15_000;

    /** The same for a label, and for the autoencoder that its training starts from. */
    private static final int LABEL_UPDATES = 6_000;

    private static final int UPDATES_BEFORE_LABEL = 2_500;

    private static final int LARGEST_BATCH = 256;
    private static final int SMALLEST_BATCH = 16;
    /** Every pixel of a patch is an example, so that a batch needs few. */
    private static final int PATCHES = 4;

    private static final int ENOUGH_UPDATES_OF_PATCHES = 60_000;
    /** A batch is at most this share of the rows. */
    private static final int BATCHES = 50;

    /** For what the networks keep of a batch, and for its gradients; the same on every machine, so that models are. */
    private static final long MOST_BYTES = 1L << 30;

    private static final long MEBIBYTE = 1L << 20;

    private static final float WARMUP = 0.02f;
    private static final float FINAL = 0.01f;
    private static final float ADAM_RATE = 2e-3f;
    /** Of a deep network of convolutions that nothing normalises; its gradients are small, and one that is not would throw it far. */
    private static final float PATCHES_RATE = 1e-3f;

    private static final Clipping PATCHES_CLIPPING = new Clipping.ByNorm(0.02f);

    private Pacing() {}

    /** The plan of a training on so many rows that are small. */
    public static TrainingPlan of(HourglassPlan plan, int rows) {
        return of(plan, rows, LARGEST_BATCH);
    }

    /**
     * The plan of a training on so many rows, with a batch that fits into a gibibyte.
     *
     * @param spec what is trained
     */
    public static TrainingPlan of(HourglassPlan plan, int rows, AutoencoderSpec spec) {
        return of(plan, rows, fitting(spec));
    }

    private static TrainingPlan of(HourglassPlan plan, int rows, int most) {
        return of(plan, new Room(rows, most), ENOUGH_UPDATES, plan.length().seconds());
    }

    /**
     * The plan of an autoencoder's training before a label is learnt, from so many rows: it is where that starts from, not the end.
     *
     * @param spec what is trained
     * @param seconds how long it may take
     */
    public static TrainingPlan beforeLabel(HourglassPlan plan, int rows, AutoencoderSpec spec, double seconds) {
        return of(plan, new Room(rows, fitting(spec)), UPDATES_BEFORE_LABEL, seconds);
    }

    /**
     * The plan of a label's training from so many rows: at half the rate, so that what was learnt before is not lost at once, with all rows
     * having their say, and without an early end before half of the epochs, since a schedule that looks ahead gains most at its end and few
     * rows judge poorly.
     *
     * @param spec what is trained
     * @param seconds how long it may take
     */
    public static TrainingPlan ofLabel(HourglassPlan plan, int rows, AutoencoderSpec spec, double seconds) {
        return ofHead(plan, new Room(rows, fitting(spec)), LABEL_UPDATES, seconds);
    }

    /**
     * The plan of another training of a label, from rows most of which have the label that the model gave them; they are many, and the model
     * knows them already.
     *
     * @param spec what is trained
     * @param seconds how long it may take
     */
    public static TrainingPlan ofGuesses(HourglassPlan plan, int rows, AutoencoderSpec spec, double seconds) {
        return ofHead(plan, new Room(rows, fitting(spec)), UPDATES_BEFORE_LABEL, seconds);
    }

    private static TrainingPlan ofHead(HourglassPlan plan, Room room, int enough, double seconds) {
        TrainingPlan usual = of(plan, room, enough, seconds).withoutTrim();
        Updates updates = usual.updates();
        float rate = plan.learning().rate().orElse(updates.rate() / 2);
        int patience =
                plan.length().patience() == 0 ? 0 : Math.max(plan.length().patience(), usual.epochs() / 2);
        return usual.withUpdates(new Updates(updates.optimizer(), rate, updates.schedule(), updates.clipping()))
                .withStopping(new Stopping(patience, 0, seconds));
    }

    /** What there is to learn from: so many rows, of which at most so many fit into a batch. */
    private record Room(int rows, int most) {}

    /** The most rows, a power of two, whose values and gradients fit; at least 1. */
    private static int fitting(AutoencoderSpec spec) {
        long bytes = rowBytes(spec);
        int batch = LARGEST_BATCH;
        while (batch > 1 && batch * bytes > MOST_BYTES) {
            batch /= 2;
        }
        return batch;
    }

    /** What a row of a batch takes, roughly: the values between the layers, and as many gradients. */
    public static long rowBytes(AutoencoderSpec spec) {
        return 2L * Float.BYTES * (spec.encoder().kept() + spec.decoder().kept());
    }

    /** What is said where rows are so large that a batch has fewer of them than is usual; empty elsewhere. */
    public static Optional<String> notice(HourglassPlan plan, int rows, AutoencoderSpec spec) {
        int batch = of(plan, rows, spec).batch();
        int usual = of(plan, rows).batch();
        return batch == usual
                ? Optional.empty()
                : Optional.of("rows are learnt in batches of " + batch + " and not of " + usual + ", since one takes "
                        + Math.round((double) rowBytes(spec) / MEBIBYTE) + " MiB on its way through the network;"
                        + " --batch gives another number");
    }

    private static TrainingPlan of(HourglassPlan plan, Room room, int enough, double seconds) {
        LengthPlan length = plan.length();
        boolean cut = plan.network().cut();
        int rows = room.rows;
        int batch = length.batch().orElseGet(() -> Math.min(room.most, cut ? PATCHES : batch(rows)));
        int fewest = cut ? 1 : enough < ENOUGH_UPDATES ? FEWEST_EPOCHS / 2 : FEWEST_EPOCHS;
        int most = cut ? ENOUGH_UPDATES_OF_PATCHES : enough;
        int epochs = length.epochs().orElseGet(() -> epochs(rows, batch, most, fewest));
        LearningPlan learning = plan.learning();
        Updates updates = new Updates(
                learning.optimizer(),
                learning.rate().orElseGet(() -> rate(learning.optimizer(), cut)),
                learning.schedule().orElseGet(() -> new Schedule.Cosine(WARMUP, FINAL)),
                cut && learning.clipping() instanceof Clipping.None ? PATCHES_CLIPPING : learning.clipping(),
                learning.trim());
        return new TrainingPlan(epochs, batch, true, updates, new Stopping(length.patience(), 0, seconds), plan.seed());
    }

    private static float rate(Optimizer optimizer, boolean cut) {
        boolean adam = optimizer instanceof Adam || optimizer instanceof AdamW;
        return adam ? cut ? PATCHES_RATE : ADAM_RATE : optimizer.defaultRate();
    }

    private static int batch(int rows) {
        int batch = SMALLEST_BATCH;
        while (batch < LARGEST_BATCH && batch * 2 * BATCHES <= rows) {
            batch *= 2;
        }
        return batch;
    }

    private static int epochs(int rows, int batch, int enough, int fewest) {
        int updates = Math.max(1, (rows + batch - 1) / batch);
        return Math.max(fewest, Math.min(MOST_EPOCHS, (enough + updates - 1) / updates));
    }
}
