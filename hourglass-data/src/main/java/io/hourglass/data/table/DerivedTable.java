package io.hourglass.data.table;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** A table whose batches are computed from another's, one for one, as they are read: constant memory for any number of rows. */
public final class DerivedTable implements Table {
    private final Table source;
    private final Schema schema;
    private final Supplier<Change> changes;
    private volatile List<String> found = List.of();

    /** What one pass does with each batch. */
    public interface Change {
        /** The batch for one of the source. */
        Batch apply(Batch batch);

        /** What was found on the way, a sentence each, after the last batch. */
        default List<String> notices() {
            return List.of();
        }
    }

    /**
     * @param source what is read
     * @param schema what comes out
     * @param changes makes the change of a pass
     */
    public DerivedTable(Table source, Schema schema, Supplier<Change> changes) {
        this.source = source;
        this.schema = schema;
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
        return source.rowCount();
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
        return new ForwardingCursor(source.open()) {
            @Override
            Batch change(Batch batch) {
                return change.apply(batch);
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
}
