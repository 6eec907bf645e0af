package io.hourglass.kernel;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that share out ranges of independent items. What is computed for an item must not depend on the range it is in, so that
 * the result has the same bits for any number of threads.
 *
 * <p>Ranges may be as short as some ten microseconds: a thread that has just been busy looks out for more before it sleeps, and a
 * range that no thread has begun when the caller is done with its own is done by the caller.
 */
public final class Workers implements AutoCloseable {
    /** Below this many floating-point operations a fork and join costs more than it saves. */
    private static final double WORTH_A_THREAD = 300_000;

    private static final AtomicInteger COUNTER = new AtomicInteger();

    /** A part of the items, {@code from} inclusive to {@code to} exclusive. */
    @FunctionalInterface
    public interface Range {
        void run(int from, int to);
    }

    private final int threads;
    private final Worker[] workers;

    /**
     * @param threads how many threads compute at once, the calling one included; at least 1
     */
    public Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + threads);
        }
        this.threads = threads;
        this.workers = new Worker[threads - 1];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker("hourglass-worker-" + COUNTER.incrementAndGet());
            workers[i].start();
        }
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
        Share[] shares = new Share[parts - 1];
        for (int part = 1; part < parts; part++) {
            int from = (int) ((long) items * part / parts);
            int to = (int) ((long) items * (part + 1) / parts);
            shares[part - 1] = new Share(body, from, to);
            offer(shares[part - 1]);
        }
        Throwable failure = null;
        try {
            body.run(0, items / parts);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        for (Share share : shares) {
            share.runIfWaiting();
        }
        for (Share share : shares) {
            Throwable theirs = share.join();
            failure = failure == null ? theirs : failure;
        }
        rethrow(failure);
    }

    /** Gives a share to a thread that has nothing to do, if there is one. */
    private void offer(Share share) {
        for (Worker worker : workers) {
            if (worker.take(share)) {
                return;
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
        for (Worker worker : workers) {
            worker.close();
        }
    }
}
