package io.hourglass.cli;

import com.google.gson.JsonObject;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.NumberColumn;
import io.hourglass.words.Words;
import java.util.HashSet;
import java.util.Set;

/** What the cells of one column are, found in one pass. */
final class ColumnSummary {
    /** Different values beyond this are not counted. */
    private static final int MOST_COUNTED = 10_000;

    private final Column column;
    private final Set<Object> distinct = new HashSet<>();
    private long rows;
    private long missing;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    ColumnSummary(Column column) {
        this.column = column;
    }

    void add(Batch batch, int index) {
        rows += batch.rows();
        if (column instanceof ImageColumn) {
            for (float pixel : batch.pixels(index)) {
                extend(pixel);
            }
        } else if (column instanceof NumberColumn) {
            for (double value : batch.numbers(index)) {
                cell(Double.isNaN(value) ? null : value);
                extend(value);
            }
        } else {
            for (String text : batch.texts(index)) {
                cell(text);
            }
        }
    }

    private void cell(Object value) {
        if (value == null) {
            missing++;
        } else if (distinct.size() <= MOST_COUNTED) {
            distinct.add(value);
        }
    }

    private void extend(double value) {
        if (!Double.isNaN(value)) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
    }

    private boolean isCountedOut() {
        return distinct.size() > MOST_COUNTED;
    }

    private boolean hasRange() {
        return least <= greatest;
    }

    JsonObject object() {
        JsonObject object = new JsonObject();
        object.addProperty("name", column.name());
        object.addProperty("kind", column.kind());
        if (column instanceof ImageColumn image) {
            object.addProperty("size", image.size());
        } else {
            object.addProperty("missing", missing);
            object.addProperty("distinct", Math.min(distinct.size(), MOST_COUNTED));
            object.addProperty("distinctIsLeast", isCountedOut());
        }
        if (hasRange() && column instanceof NumberColumn number) {
            object.addProperty("minText", number.format(least));
            object.addProperty("maxText", number.format(greatest));
        }
        if (hasRange()) {
            object.addProperty("min", least);
            object.addProperty("max", greatest);
        }
        return object;
    }

    /** Name, kind, share of missing cells, different values, least and greatest value. */
    String[] cells() {
        boolean image = column instanceof ImageColumn;
        String count = (isCountedOut() ? "> " : "") + Words.count(Math.min(distinct.size(), MOST_COUNTED));
        return new String[] {
            column.name(),
            image ? "image " + ((ImageColumn) column).size() : column.kind(),
            image ? "" : missing == 0 ? "0 %" : Words.percent((double) missing / rows),
            image ? "" : count,
            extreme(least),
            extreme(greatest)
        };
    }

    private String extreme(double value) {
        if (!hasRange()) {
            return "";
        }
        return column instanceof NumberColumn number ? number.format(value) : Words.figure(value);
    }
}
