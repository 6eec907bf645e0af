package io.hourglass.data.table;

import io.hourglass.error.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Two tables of equally many rows side by side: the first one's columns, then the second one's. */
public final class JoinedTable implements Table {
    private final Table left;
    private final Table right;
    private final Schema schema;

    /**
     * @throws DataException if both say how many rows they have and the numbers differ
     * @throws IllegalArgumentException if a name occurs in both
     */
    public JoinedTable(Table left, Table right) {
        OptionalLong a = left.rowCount();
        OptionalLong b = right.rowCount();
        if (a.isPresent() && b.isPresent() && a.getAsLong() != b.getAsLong()) {
            throw new DataException(left.source() + " has " + a.getAsLong() + " rows, " + right.source() + " has "
                    + b.getAsLong() + ": they must have equally many");
        }
        List<Column> columns = new ArrayList<>(left.schema().columns());
        columns.addAll(right.schema().columns());
        this.left = left;
        this.right = right;
        this.schema = new Schema(columns, left.schema().missing());
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public String source() {
        return left.source();
    }

    @Override
    public OptionalLong rowCount() {
        return left.rowCount().isPresent() ? left.rowCount() : right.rowCount();
    }

    @Override
    public List<String> notices() {
        List<String> notices = new ArrayList<>(left.notices());
        notices.addAll(right.notices());
        return List.copyOf(notices);
    }

    @Override
    public Cursor open() {
        return new JoinedCursor(left.open(), right.open());
    }

    /** Gives rows as far as both sides have them; the sides may come in batches of different sizes. */
    private final class JoinedCursor implements Cursor {
        private final Cursor first;
        private final Cursor second;
        private final Pieces ofFirst;
        private final Pieces ofSecond;

        JoinedCursor(Cursor first, Cursor second) {
            this.first = first;
            this.second = second;
            this.ofFirst = new Pieces(first);
            this.ofSecond = new Pieces(second);
        }

        @Override
        public Batch next() {
            int a = ofFirst.available();
            int b = ofSecond.available();
            if (a == 0 && b == 0) {
                return null;
            }
            if (a == 0 || b == 0) {
                throw new DataException((a == 0 ? left : right).source() + " has fewer rows than "
                        + (a == 0 ? right : left).source() + ": they must have equally many");
            }
            int rows = Math.min(a, b);
            return ofFirst.take(rows).beside(ofSecond.take(rows));
        }

        @Override
        public long badRows() {
            return first.badRows() + second.badRows();
        }

        @Override
        public List<String> badRowReports() {
            List<String> reports = new ArrayList<>(first.badRowReports());
            reports.addAll(second.badRowReports());
            return List.copyOf(reports);
        }

        @Override
        public void close() {
            first.close();
            second.close();
        }
    }
}
