package io.hourglass.series;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.preparation.Unseen;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.NumberColumn;
import io.hourglass.data.table.Schema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * A pass over the rows of series in order, in windows: each series from its first row on in strides, and a last window at its end, so that
 * every row is in one. Holds the rows of a window and of a batch or two, however long the series are.
 */
public final class WindowPass implements AutoCloseable {
    private static final int CHUNK = 256;

    private final OrderedSeries series;
    private final Preparation preparation;
    private final int window;
    private final int stride;
    private final WindowJudge judge;
    private final Unseen unseen = new Unseen();
    private final Cursor cursor;
    private final Deque<SeenRows> pending = new ArrayDeque<>();
    private final List<Long> starts = new ArrayList<>();
    private long seen;
    private int number;
    private long begin;
    private long next;
    private boolean ended;

    /**
     * @param series the rows in order, the columns of the preparation first
     * @param window the rows of a window
     * @param stride from one window to the next
     */
    public WindowPass(OrderedSeries series, Preparation preparation, int window, int stride, WindowJudge judge) {
        this.series = series;
        this.preparation = preparation;
        this.window = window;
        this.stride = stride;
        this.judge = judge;
        this.cursor = series.table().open();
    }

    /**
     * The next rows, and what their windows say of them; null at the end.
     *
     * @throws io.hourglass.error.DataException if a series is shorter than a window
     */
    public WindowedBatch next() {
        while (true) {
            if (!pending.isEmpty() && (ended || pending.peekFirst().end() <= settled())) {
                return pending.removeFirst().means();
            }
            if (ended) {
                return null;
            }
            Batch batch = cursor.next();
            if (batch == null) {
                ended = true;
                if (seen > begin) {
                    endSeries(seen);
                }
            } else {
                add(batch);
            }
            look();
        }
    }

    /** What was found on the way. */
    public List<String> notices() {
        return unseen.notices();
    }

    /** How many rows were left out up to here because they could not be understood. */
    public long badRows() {
        return cursor.badRows();
    }

    /** What was wrong with the first few of them. */
    public List<String> badRowReports() {
        return cursor.badRowReports();
    }

    /** The row up to which no further window reaches back. */
    private long settled() {
        return Math.max(begin, seen - window);
    }

    private void add(Batch batch) {
        pending.addLast(new SeenRows(batch, preparation.apply(batch, unseen), seen));
        seen += batch.rows();
        while (series.end(number) <= seen) {
            endSeries(series.end(number));
        }
        addWindows(seen);
    }

    private void addWindows(long end) {
        for (; next + window <= end; next += stride) {
            starts.add(next);
        }
    }

    private void endSeries(long end) {
        if (end - begin < window) {
            throw series.tooShort(begin, end, window);
        }
        addWindows(end);
        if (next - stride + window < end) {
            starts.add(end - window);
        }
        begin = end;
        next = end;
        number++;
    }

    private void look() {
        for (int from = 0; from < starts.size(); from += CHUNK) {
            long[] chunk = starts.subList(from, Math.min(starts.size(), from + CHUNK)).stream()
                    .mapToLong(Long::longValue)
                    .toArray();
            look(chunk);
        }
        starts.clear();
    }

    private void look(long... chunk) {
        int width = preparation.width();
        float[] windows = new float[Math.multiplyExact(chunk.length, window * width)];
        eachPart(
                chunk,
                (rows, row, place, count) ->
                        System.arraycopy(rows.prepared, row * width, windows, place * width, count * width));
        WindowJudge.Judged judged = judge.judge(windows, chunk, this);
        eachPart(chunk, (rows, row, place, count) -> {
            for (int i = 0; i < count; i++) {
                rows.add(row + i, judged.scores()[place / window], judged, place + i, chunk.length * window);
            }
        });
    }

    /** A part of a window that lies in one batch. */
    private interface Part {
        /**
         * @param row its first row in the batch
         * @param place the same among the rows of all windows
         * @param count how many rows
         */
        void take(SeenRows rows, int row, int place, int count);
    }

    private void eachPart(long[] chunk, Part part) {
        for (int w = 0; w < chunk.length; w++) {
            for (SeenRows rows : pending) {
                long from = Math.max(chunk[w], rows.first);
                long to = Math.min(chunk[w] + window, rows.end());
                if (from < to) {
                    int place = w * window + (int) (from - chunk[w]);
                    part.take(rows, (int) (from - rows.first), place, (int) (to - from));
                }
            }
        }
    }

    /**
     * Cells of the first rows of windows that are being looked at.
     *
     * @param columns indexes of columns
     */
    public Batch firstRows(long[] chunk, int... columns) {
        Schema schema = series.table().schema();
        Batch.Builder picked = Batch.builder(chunk.length);
        for (int column : columns) {
            if (schema.column(column) instanceof NumberColumn) {
                double[] numbers = new double[chunk.length];
                Arrays.setAll(numbers, w -> holder(chunk[w]).batch.numbers(column)[row(chunk[w])]);
                picked.numbers(numbers);
            } else {
                String[] texts = new String[chunk.length];
                Arrays.setAll(texts, w -> holder(chunk[w]).batch.texts(column)[row(chunk[w])]);
                picked.texts(texts);
            }
        }
        return picked.build();
    }

    private int row(long start) {
        return (int) (start - holder(start).first);
    }

    private SeenRows holder(long start) {
        return pending.stream()
                .filter(rows -> rows.first <= start && start < rows.end())
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        cursor.close();
    }
}
