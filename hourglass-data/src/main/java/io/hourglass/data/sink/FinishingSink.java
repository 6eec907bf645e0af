package io.hourglass.data.sink;

import io.hourglass.data.table.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A sink after whose end a wrapping stream has to be finished. */
final class FinishingSink implements TableSink {
    private final TableSink sink;
    private final Finish finish;
    private boolean closed;

    /** Writes what a wrapping stream still holds, and its trailer. */
    interface Finish {
        void finish() throws IOException;
    }

    FinishingSink(TableSink sink, Finish finish) {
        this.sink = sink;
        this.finish = finish;
    }

    @Override
    public void write(Batch batch) {
        sink.write(batch);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        sink.close();
        try {
            finish.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
