package io.hourglass.duckdb;

import io.hourglass.data.sink.TableSink;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Schema;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;

/**
 * Lets DuckDB write a file from batches: a table function takes them from a queue, and a COPY of it runs on a thread of its own, so
 * that no more than a few batches are ever in memory.
 */
final class DuckDbSink implements TableSink {
    private static final AtomicLong NEXT = new AtomicLong();
    private static final int BATCHES_AHEAD = 4;
    private static final long WAIT_MILLIS = 100;

    private final BlockingQueue<BatchFunction.Item> queue = new ArrayBlockingQueue<>(BATCHES_AHEAD);
    private final CompletableFuture<Void> copy;
    private boolean closed;
    private boolean whole = true;

    /**
     * @param format the options of COPY
     */
    DuckDbSink(Path file, String format, Schema schema, int threads) {
        List<CellWriter> writers = schema.columns().stream().map(CellWriter::of).toList();
        DuckDBConnection connection = DuckDb.connect(threads);
        String function = "hourglass_rows_" + NEXT.getAndIncrement();
        try (var builder = DuckDBFunctions.tableFunction()) {
            builder.withName(function)
                    .withFunction(new BatchFunction(schema.names(), writers, queue))
                    .register(connection);
        } catch (SQLException e) {
            throw SqlFailure.ofWriting(e);
        }
        String sql = "COPY (SELECT * FROM " + function + "()) TO " + DuckDb.text(file.toString()) + " (" + format + ")";
        copy = CompletableFuture.runAsync(() -> run(connection, sql), task -> start(task, function));
    }

    private static void start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void run(DuckDBConnection connection, String sql) {
        try (connection;
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw SqlFailure.ofWriting(e);
        }
    }

    @Override
    public void write(Batch batch) {
        put(new BatchFunction.Item(batch));
    }

    /** Waits for room, unless the writing has ended, which it does before its time only by failing. */
    private void put(BatchFunction.Item item) {
        try {
            while (!queue.offer(item, WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                if (copy.isDone()) {
                    whole = false;
                    join();
                    throw new IllegalStateException("writing ended before the last row");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rows were written", e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (whole && !copy.isDone()) {
            put(BatchFunction.Item.END);
        }
        join();
    }

    private void join() {
        try {
            copy.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
