package io.hourglass.training;

import io.hourglass.cell.Cell;
import io.hourglass.math.RandomStream;
import io.hourglass.model.AutoencoderSpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Batches of rows, gathered and corrupted. The next one can be prepared on a thread of its own while the engine computes; it has the
 * same bits as one that is prepared when it is needed.
 */
final class Feed implements AutoCloseable {
    /** What a copied value costs, and one with noise, in nanoseconds; and what it takes to be worth a thread. */
    private static final double COPY = 0.3;

    private static final double NOISE = 12;
    private static final double WORTH_A_THREAD = 50_000;

    private final AutoencoderSpec spec;
    private final List<Cell> cells;
    private final Batch[] batches;
    /** Ones, or missing where a row's value is; null where nobody asks what was hidden. */
    private final float[] ones;

    private final Optional<Augmentation> augmentation;
    private final ExecutorService thread;
    private Wanted prepared;
    private Future<?> preparation;
    private int current;

    /**
     * Rows as they are and as the encoder sees them; the same array where there is no noise.
     *
     * @param hidden the rows with nothing but what was hidden from the encoder, missing elsewhere; null where the loss does not ask
     */
    record Batch(float[] target, float[] noisy, float[] hidden) {}

    /** Which rows, the key of their noise, and whether they vary. */
    record Wanted(Rows rows, int[] order, int from, int to, long key, boolean varied) {
        /** Rows as they are. */
        Wanted(Rows rows, int[] order, int from, int to, long key) {
            this(rows, order, from, to, key, false);
        }

        boolean is(Wanted other) {
            return other != null
                    && rows == other.rows
                    && order == other.order
                    && from == other.from
                    && to == other.to
                    && key == other.key
                    && varied == other.varied;
        }
    }

    /**
     * @param ahead whether batches may be prepared ahead, on another thread
     * @param augmentation how rows vary that may
     */
    Feed(AutoencoderSpec spec, int maxRows, boolean ahead, Optional<Augmentation> augmentation) {
        this.spec = spec;
        this.augmentation = augmentation;
        this.cells = spec.cells();
        double cost = (double) maxRows
                * spec.inputWidth()
                * (spec.corruption().changes() || augmentation.isPresent() ? NOISE : COPY);
        boolean worthIt = ahead && cost > WORTH_A_THREAD;
        this.batches = new Batch[worthIt ? 2 : 1];
        for (int i = 0; i < batches.length; i++) {
            float[] target = new float[maxRows * spec.inputWidth()];
            batches[i] = new Batch(
                    target,
                    spec.corruption().changes() || covers() ? new float[target.length] : target,
                    counts() ? new float[target.length] : null);
        }
        this.ones = counts() ? new float[maxRows * spec.inputWidth()] : null;
        this.thread = worthIt
                ? Executors.newSingleThreadExecutor(task -> {
                    Thread feeder = new Thread(task, "hourglass-feed");
                    feeder.setDaemon(true);
                    return feeder;
                })
                : null;
    }

    /** The rows asked for; they stay until the next call. */
    Batch take(Wanted wanted) {
        Wanted ready = prepared;
        finish();
        if (wanted.is(ready)) {
            current = other();
        } else {
            fill(batches[current], wanted);
        }
        return batches[current];
    }

    /** Starts to prepare what will be asked for next, if it pays. */
    void prepare(Wanted next) {
        if (thread != null) {
            finish();
            Batch batch = batches[other()];
            prepared = next;
            preparation = thread.submit(() -> fill(batch, next));
        }
    }

    private int other() {
        return batches.length - 1 - current;
    }

    /** Waits for what is under way, even if interrupted: the arrays are in use until then. */
    private void finish() {
        boolean interrupted = false;
        prepared = null;
        while (preparation != null) {
            try {
                preparation.get();
                preparation = null;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                preparation = null;
                throw e.getCause() instanceof RuntimeException unchecked
                        ? unchecked
                        : new IllegalStateException(e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void fill(Batch batch, Wanted wanted) {
        int width = spec.inputWidth();
        int count = wanted.to - wanted.from;
        for (int i = 0; i < count; i++) {
            wanted.rows.copy(wanted.order[wanted.from + i], batch.target, i * width);
        }
        if (wanted.varied) {
            augmentation.ifPresent(each -> each.move(batch.target, count, wanted.key));
        }
        if (spec.corruption().changes()) {
            long key = RandomStream.of(wanted.key).nextLong();
            spec.corruption().corrupt(batch.target, batch.noisy, count, cells, key);
            if (counts()) {
                hidden(batch, count * width, key, count);
            }
        } else if (covers()) {
            System.arraycopy(batch.target, 0, batch.noisy, 0, count * width);
        }
        if (wanted.varied) {
            augmentation.ifPresent(each -> each.cover(batch.noisy, count, wanted.key));
        }
    }

    /** Whether the encoder sees less of an image than there is. */
    private boolean covers() {
        return augmentation.map(each -> each.cut() > 0).orElse(false);
    }

    /** Whether the loss counts what was hidden apart from what was shown. */
    private boolean counts() {
        return spec.corruption().visible() < 1f;
    }

    /** Black pixels that were hidden look like those that were not; the same noise over ones tells them apart. */
    private void hidden(Batch batch, int length, long key, int count) {
        for (int i = 0; i < length; i++) {
            ones[i] = Float.isNaN(batch.target[i]) ? Float.NaN : 1f;
        }
        spec.corruption().corrupt(ones, batch.hidden, count, cells, key);
        for (int i = 0; i < length; i++) {
            batch.hidden[i] = batch.hidden[i] == 1f ? Float.NaN : batch.target[i];
        }
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.shutdown();
            try {
                finish();
            } catch (RuntimeException e) {
                prepared = null; // a batch that nobody needs any more
            }
        }
    }
}
