package io.hourglass.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that share out ranges of independent items. What is computed for an item must not depend on the range it is in, so that
 * the result has the same bits for any number of threads.
 */
public final class Workers implements AutoCloseable {
    /** Below this many floating-point operations a fork and join costs more than it saves. */
    private static final double WORTH_A_THREAD = 1_000_000;

    private static final AtomicInteger COUNTER = new AtomicInteger();

    /** A part of the items, {@code from} inclusive to {@code to} exclusive. */
    @FunctionalInterface
    public interface Range {
        void run(int from, int to);
    }

    private final int threads;
    private final ExecutorService pool;

    /**
     * @param threads how many threads compute at once, the calling one included; at least 1
     */
    public Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + threads);
        }
        this.threads = threads;
        this.pool = threads == 1
                ? null
                : Executors.newFixedThreadPool(threads - 1, task -> {
                    Thread thread = new Thread(task, "hourglass-worker-" + COUNTER.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** How many threads compute at once, the calling one included. */
    public int threads() {
        return threads;
    }

    /**
     * Runs {@code body} over 0 to {@code items}, in one piece or in one piece a thread, and returns when all is done.
     *
     * @param items the number of independent items
     * @param operations the floating-point operations that one item costs, roughly
     * @param body what to do for a range of items
     */
    public void run(int items, double operations, Range body) {
        int parts = (int) Math.min(Math.min(threads, items), Math.max(1, items * operations / WORTH_A_THREAD));
        if (parts <= 1) {
            body.run(0, items);
            return;
        }
        List<FutureTask<?>> others = new ArrayList<>(parts - 1);
        for (int part = 1; part < parts; part++) {
            int from = (int) ((long) items * part / parts);
            int to = (int) ((long) items * (part + 1) / parts);
            FutureTask<?> other = new FutureTask<>(() -> body.run(from, to), null);
            others.add(other);
            start(other);
        }
        Throwable failure = null;
        try {
            body.run(0, items / parts);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        for (FutureTask<?> other : others) {
            Throwable theirs = join(other);
            failure = failure == null ? theirs : failure;
        }
        rethrow(failure);
    }

    /** On a thread of the pool, or at once on this one if the pool was closed. */
    private void start(FutureTask<?> other) {
        try {
            pool.execute(other);
        } catch (RejectedExecutionException e) {
            other.run();
        }
    }

    /** Waits for a part, even if interrupted: the arrays are shared, so nobody may leave before all have. */
    private static Throwable join(FutureTask<?> other) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    other.get();
                    return null;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return e.getCause();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    /** Ends the threads; later runs take place on the calling thread. */
    @Override
    public void close() {
        if (pool != null) {
            pool.shutdown();
        }
    }
}
