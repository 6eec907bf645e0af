package io.hourglass.data.preparation;

import io.hourglass.cell.BooleanCell;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.NumberColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One column while the preparation is being fitted: looks at its values once, in order. */
final class ColumnFitting {
    /** Distinct texts beyond this are no longer counted; each new one counts as rare. */
    private static final int MOST_COUNTED = 200_000;

    private final Column column;
    private final NumberProfile numbers = new NumberProfile();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private long uncounted;
    private long withoutText;

    ColumnFitting(Column column) {
        this.column = column;
    }

    void add(Batch batch, int index) {
        if (column instanceof NumberColumn) {
            for (double value : batch.numbers(index)) {
                numbers.add(value);
            }
        } else if (column instanceof CategoricalColumn) {
            for (String text : batch.texts(index)) {
                count(text);
            }
        }
    }

    private void count(String text) {
        if (text == null) {
            withoutText++;
            return;
        }
        if (counts.size() < MOST_COUNTED || counts.containsKey(text)) {
            counts.merge(text, 1L, Long::sum);
        } else {
            uncounted++;
        }
    }

    PreparedColumn fitted(Scale scale, boolean hides, List<String> notices) {
        if (column instanceof ImageColumn image) {
            return new PreparedImage(image);
        }
        if (column instanceof CategoricalColumn categorical) {
            return category(categorical, notices);
        }
        NumberColumn number = (NumberColumn) column;
        if (numbers.constant()) {
            Optional<String> text =
                    numbers.count() == 0 ? Optional.empty() : Optional.of(number.format(numbers.least()));
            return constant(text, numbers.missing(), notices);
        }
        if (number instanceof BooleanColumn truth) {
            return new PreparedBoolean(truth, new BooleanCell((float) numbers.mean(), hides || numbers.missing() > 0));
        }
        return PreparedNumber.fit(number, numbers, scale, hides);
    }

    private PreparedColumn category(CategoricalColumn categorical, List<String> notices) {
        if (counts.size() <= 1) {
            return constant(counts.keySet().stream().findFirst(), withoutText, notices);
        }
        PreparedCategory prepared = PreparedCategory.fit(categorical, counts);
        long kept = prepared.levels().stream().mapToLong(counts::get).sum();
        long all =
                uncounted + counts.values().stream().mapToLong(Long::longValue).sum();
        if (kept < all) {
            notices.add("'" + column.name() + "': the " + PreparedCategory.MOST_LEVELS
                    + " most frequent of its values are learnt; " + (all - kept)
                    + " cells with rarer ones are taken as missing");
        }
        return prepared;
    }

    private PreparedColumn constant(Optional<String> text, long missing, List<String> notices) {
        String found = text.map(value -> "'" + value + "'" + (missing > 0 ? " or missing" : ""))
                .orElse("missing");
        notices.add("'" + column.name() + "': every cell is " + found + "; there is nothing to learn from it");
        return new PreparedConstant(column, text);
    }
}
