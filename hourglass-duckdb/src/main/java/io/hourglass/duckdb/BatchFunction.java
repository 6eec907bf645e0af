package io.hourglass.duckdb;

import io.hourglass.data.table.Batch;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/** A table of DuckDB's whose rows are batches taken from a queue, in order. */
final class BatchFunction implements DuckDBTableFunction<Object, Object, Object> {
    private static final Object NOTHING = new Object();

    /** A batch, or none at the end. */
    record Item(Batch batch) {
        static final Item END = new Item(null);
    }

    private final List<String> names;
    private final List<CellWriter> writers;
    private final BlockingQueue<Item> queue;
    private Batch batch;
    private int at;
    private boolean ended;

    BatchFunction(List<String> names, List<CellWriter> writers, BlockingQueue<Item> queue) {
        this.names = names;
        this.writers = writers;
        this.queue = queue;
    }

    @Override
    public Object bind(DuckDBTableFunctionBindInfo info) {
        for (int c = 0; c < writers.size(); c++) {
            info.addResultColumn(names.get(c), writers.get(c).type());
        }
        return NOTHING;
    }

    @Override
    public Object init(DuckDBTableFunctionInitInfo info) {
        info.setMaxThreads(1);
        return NOTHING;
    }

    @Override
    public synchronized long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk)
            throws InterruptedException {
        if (batch == null && !ended) {
            batch = queue.take().batch();
            at = 0;
            ended = batch == null;
        }
        if (ended) {
            return 0;
        }
        int count = (int) Math.min(chunk.capacity(), batch.rows() - at);
        for (int c = 0; c < writers.size(); c++) {
            writers.get(c).write(batch, c, at, count, chunk.vector(c));
        }
        at += count;
        batch = at == batch.rows() ? null : batch;
        return count;
    }
}
