package io.hourglass.use;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The errors of a model on data.
 *
 * @param rows the rows
 * @param loss the mean of the rows' losses, as in training but without noise
 * @param squaredErrorPerRow the squared error summed over the prepared inputs of a row (one-hot for categories; missing cells do not
 *     count), mean over rows
 * @param columns the error of each column that the model learnt
 * @param code how the rows use the code, by name: the {@code sparsity} of a sparse one, the {@code perplexity} of a codebook's
 *     entries; empty where there is nothing to say
 */
public record Evaluation(
        long rows, double loss, double squaredErrorPerRow, List<ColumnError> columns, Map<String, Double> code) {
    public Evaluation {
        columns = List.copyOf(columns);
        code = Collections.unmodifiableMap(new TreeMap<>(code));
    }
}
