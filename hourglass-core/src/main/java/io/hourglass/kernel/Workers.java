package io.hourglass.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        List<Future<?>> others = new ArrayList<>(parts - 1);
        for (int part = 1; part < parts; part++) {
            int from = (int) ((long) items * part / parts);
            int to = (int) ((long) items * (part + 1) / parts);
            others.add(pool.submit(() -> body.run(from, to)));
        }
        try {
            body.run(0, items / parts);
        } finally {
            others.forEach(Workers::join);
        }
    }

    private static void join(Future<?> other) {
        boolean interrupted = false;
        while (true) {
            try {
                other.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // the arrays are shared: we may not leave before the other has
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                if (e.getCause() instanceof Error failure) {
                    throw failure;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdown();
        }
    }
}
