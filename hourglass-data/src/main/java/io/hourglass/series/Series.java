package io.hourglass.series;

import io.hourglass.data.table.Column;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.plan.SeriesPlan;
import java.util.List;

/**
 * How a model takes rows as series.
 *
 * @param plan the windows, and the names of the columns that order series and tell them apart
 * @param columns those columns as the training data had them
 */
public record Series(SeriesPlan plan, List<Column> columns) {
    public Series {
        columns = List.copyOf(columns);
        if (!columns.stream().map(Column::name).toList().equals(plan.columns())) {
            throw new IllegalArgumentException(
                    "the columns that order series and tell them apart must be " + plan.columns() + ", got " + columns);
        }
        for (Column column : columns) {
            boolean time = plan.time().isPresent() && plan.time().get().equals(column.name());
            boolean ordered = column.isQuantity();
            if (column instanceof ImageColumn || (time && !ordered)) {
                throw new IllegalArgumentException("'" + column.name() + "' is a column of kind " + column.kind()
                        + (time ? "; rows are ordered by numbers or dates" : "; it tells no series apart"));
            }
        }
    }

    /**
     * Those of a table.
     *
     * @throws IllegalArgumentException if it has no such columns, or they are of a kind that has no order
     */
    public static Series of(SeriesPlan plan, Schema schema) {
        return new Series(plan, schema.select(plan.columns()).columns());
    }
}
