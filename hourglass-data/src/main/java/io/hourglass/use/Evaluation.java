package io.hourglass.use;

import java.util.List;

/**
 * The errors of a model on data.
 *
 * @param rows the rows
 * @param loss the mean of the rows' losses, as in training but without noise
 * @param squaredErrorPerRow the squared error summed over the prepared inputs of a row (one-hot for categories; missing cells do not
 *     count), mean over rows
 * @param columns the error of each column that the model learnt
 */
public record Evaluation(long rows, double loss, double squaredErrorPerRow, List<ColumnError> columns) {
    public Evaluation {
        columns = List.copyOf(columns);
    }
}
