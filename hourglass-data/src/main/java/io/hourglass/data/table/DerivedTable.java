package io.hourglass.data.table;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A table whose batches are computed from another's, one for one, as they are read: constant memory for any number of rows. Several
 * threads compute if it is given several; the batches come in the source's order all the same, and do not depend on how many.
 */
public final class DerivedTable implements Table {
    private final Table source;
    private final Schema schema;
    private final int threads;
    private final Supplier<Change> changes;
    private final int times;
    private volatile List<String> found = List.of();

    /** What one pass does with batches. */
    public interface Change {
        /**
         * What is to be done with the next batch; asked for in the order of the batches, on one thread.
         *
         * @param firstRow the number of the batch's first row, from 0
         */
        Part part(long firstRow);

        /** What was found on the way, a sentence each, after the last batch. */
        default List<String> notices() {
            return List.of();
        }
    }

    /** What a pass does with one batch. */
    @FunctionalInterface
    public interface Part {
        /** The batch for one of the source; other parts may be at work at the same time. */
        Batch apply(Batch batch);

        /** Called after the batch was computed, in the order of the batches, on one thread. */
        default void passed() {}
    }

    /**
     * @param source what is read
     * @param schema what comes out
     * @param threads how many may compute at once
     * @param changes makes the change of a pass
     */
    public DerivedTable(Table source, Schema schema, int threads, Supplier<Change> changes) {
        this(source, schema, threads, changes, 1);
    }

    /**
     * As the other, for changes that make several rows of one.
     *
     * @param times how many rows come of one
     */
    public DerivedTable(Table source, Schema schema, int threads, Supplier<Change> changes, int times) {
        this.times = times;
        this.source = source;
        this.schema = schema;
        this.threads = threads;
        this.changes = changes;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public String source() {
        return source.source();
    }

    @Override
    public OptionalLong rowCount() {
        OptionalLong rows = source.rowCount();
        return rows.isPresent() ? OptionalLong.of(rows.getAsLong() * times) : rows;
    }

    /** The source's notices and those of the last pass that ended. */
    @Override
    public List<String> notices() {
        List<String> notices = new ArrayList<>(source.notices());
        notices.addAll(found);
        return notices;
    }

    @Override
    public Cursor open() {
        Change change = changes.get();
        Cursor rows = source.open();
        Cursor derived = threads == 1 ? new InTurn(rows, change) : new Pipeline(rows, change, threads);
        return new ForwardingCursor(derived) {
            @Override
            Batch change(Batch batch) {
                return batch;
            }

            @Override
            public Batch next() {
                Batch batch = super.next();
                if (batch == null) {
                    found = change.notices();
                }
                return batch;
            }
        };
    }

    /** Computes each batch when it is asked for. */
    private static final class InTurn extends ForwardingCursor {
        private final Change change;
        private long row;

        InTurn(Cursor rows, Change change) {
            super(rows);
            this.change = change;
        }

        @Override
        Batch change(Batch batch) {
            Part part = change.part(row);
            row += batch.rows();
            Batch changed = part.apply(batch);
            part.passed();
            return changed;
        }
    }
}
