package io.hourglass.data.table;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/**
 * Reads ahead on one thread, computes batches on several, and hands them out in order. A bounded number of batches is under way. What
 * fails, fails when its batch is asked for.
 */
final class Pipeline implements Cursor {
    private static final int MORE_AHEAD = 2;

    private final Cursor source;
    private final DerivedTable.Change change;
    private final BlockingQueue<Step> steps;
    private final ExecutorService workers;
    private final Thread reader;
    private volatile boolean closed;
    private boolean ended;

    /** A batch under way; without a result the end, or the reader's failure. */
    private record Step(DerivedTable.Part part, FutureTask<Batch> result, RuntimeException failure) {}

    Pipeline(Cursor source, DerivedTable.Change change, int threads) {
        this.source = source;
        this.change = change;
        this.steps = new ArrayBlockingQueue<>(threads + MORE_AHEAD);
        this.workers = Executors.newFixedThreadPool(threads, task -> daemon(task, "hourglass-computing"));
        this.reader = daemon(this::read, "hourglass-reading");
        reader.start();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void read() {
        try {
            try {
                long row = 0;
                for (Batch batch = source.next(); batch != null && !closed; batch = source.next()) {
                    Batch read = batch;
                    DerivedTable.Part part = change.part(row);
                    FutureTask<Batch> result = new FutureTask<>(() -> part.apply(read));
                    row += batch.rows();
                    workers.execute(result);
                    steps.put(new Step(part, result, null));
                }
                steps.put(new Step(null, null, null));
            } catch (RuntimeException e) {
                steps.put(new Step(null, null, e));
            } catch (Error e) { // where memory ran out, for one
                steps.put(new Step(null, failed(e), null));
            }
        } catch (InterruptedException e) {
            return; // by close
        }
    }

    private static FutureTask<Batch> failed(Error error) {
        FutureTask<Batch> failed = new FutureTask<>(() -> {
            throw error;
        });
        failed.run();
        return failed;
    }

    @Override
    public Batch next() {
        if (ended) {
            return null;
        }
        try {
            Step step = steps.take();
            if (step.result == null) {
                ended = true;
                if (step.failure != null) {
                    throw step.failure;
                }
                return null;
            }
            Batch batch = step.result.get();
            step.part.passed();
            return batch;
        } catch (ExecutionException e) {
            ended = true;
            throw unchecked(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rows were computed", e);
        }
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
    }

    /** Complete once {@link #next} has given null. */
    @Override
    public long badRows() {
        return source.badRows();
    }

    @Override
    public List<String> badRowReports() {
        return source.badRowReports();
    }

    @Override
    public void close() {
        closed = true;
        ended = true;
        workers.shutdownNow();
        boolean interrupted = false;
        while (reader.isAlive()) {
            steps.clear(); // makes room for a reader that waits for it
            try {
                reader.join(1);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        source.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
