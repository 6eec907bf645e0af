package io.hourglass.use;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.series.OrderedSeries;
import io.hourglass.series.Series;
import io.hourglass.series.WindowPass;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is computed of series from their windows: one row for each, in the order of the data, or one a window. */
final class WindowedTable implements Table {
    private final Table rows;
    private final Series series;
    private final Schema schema;
    private final Function<OrderedSeries, Reading> readings;
    private final boolean oneForOne;
    private volatile List<String> found = List.of();

    /**
     * One reading.
     *
     * @param pass over the windows
     * @param batches gives one batch after the other, then null
     */
    record Reading(WindowPass pass, Supplier<Batch> batches) {}

    /**
     * @param rows what is read
     * @param schema what comes out
     * @param oneForOne whether a row comes out for each that goes in, and not one a window
     * @param readings starts a reading of the rows in order
     */
    WindowedTable(
            Table rows, Series series, Schema schema, boolean oneForOne, Function<OrderedSeries, Reading> readings) {
        this.rows = rows;
        this.series = series;
        this.schema = schema;
        this.readings = readings;
        this.oneForOne = oneForOne;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public String source() {
        return rows.source();
    }

    @Override
    public OptionalLong rowCount() {
        return oneForOne ? rows.rowCount() : OptionalLong.empty();
    }

    /** The rows' notices and those of the last pass that ended. */
    @Override
    public List<String> notices() {
        List<String> notices = new ArrayList<>(rows.notices());
        notices.addAll(found);
        return notices;
    }

    @Override
    public Cursor open() {
        OrderedSeries ordered = OrderedSeries.of(rows, series);
        return oneForOne ? ordered.restored(new InOrder(ordered)).open() : cursor(ordered);
    }

    private Cursor cursor(OrderedSeries ordered) {
        Reading reading = readings.apply(ordered);
        return new Cursor() {
            @Override
            public Batch next() {
                Batch batch = reading.batches.get();
                if (batch == null) {
                    found = reading.pass.notices();
                }
                return batch;
            }

            @Override
            public long badRows() {
                return reading.pass.badRows();
            }

            @Override
            public List<String> badRowReports() {
                return reading.pass.badRowReports();
            }

            @Override
            public void close() {
                reading.pass.close();
            }
        };
    }

    /** What comes out in the order of the series. */
    private final class InOrder implements Table {
        private final OrderedSeries ordered;

        InOrder(OrderedSeries ordered) {
            this.ordered = ordered;
        }

        @Override
        public Schema schema() {
            return schema;
        }

        @Override
        public String source() {
            return rows.source();
        }

        @Override
        public OptionalLong rowCount() {
            return rows.rowCount();
        }

        @Override
        public Cursor open() {
            return cursor(ordered);
        }
    }
}
