package io.hourglass.duckdb;

import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.InstantColumn;
import io.hourglass.data.table.NumericColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The SQL that turns any expression into what a {@link CellReader} takes for a column: the same for rows that are read and for the
 * arguments of a model's functions, so that both give the same cells. Which of its branches is needed depends on the expression's
 * type alone, and DuckDB drops the others when it plans the query.
 */
final class CellSql {
    /** Before the microseconds of a cell that DuckDB knows to be a time; no pattern writes it. */
    static final char MICROS = '@';

    private CellSql() {}

    /**
     * The expression for cells of a column.
     *
     * @param value an expression, which is repeated
     * @param missing texts that stand for a missing cell
     */
    static String of(String value, Column column, List<String> missing) {
        if (column instanceof NumericColumn numeric) {
            List<String> all = new ArrayList<>(missing);
            all.addAll(numeric.missing());
            return "CAST(CASE WHEN typeof(" + value + ") = 'VARCHAR' AND trim(CAST(" + value + " AS VARCHAR)) IN "
                    + list(all) + " THEN NULL ELSE " + value + " END AS DOUBLE)";
        }
        if (column instanceof InstantColumn) {
            return "CASE WHEN typeof(" + value + ") = 'VARCHAR' THEN CAST(" + value + " AS VARCHAR) ELSE '" + MICROS
                    + "' || epoch_us(CAST(" + value + " AS TIMESTAMP)) END";
        }
        if (column instanceof BooleanColumn truth && isPlain(truth)) {
            String known = "CAST(CAST(" + value + " AS VARCHAR) AS BOOLEAN)";
            return "CASE WHEN typeof(" + value + ") <> 'BOOLEAN' THEN CAST(" + value + " AS VARCHAR) WHEN " + known
                    + " THEN " + DuckDb.text(truth.trueText()) + " WHEN NOT " + known + " THEN "
                    + DuckDb.text(truth.falseText()) + " END";
        }
        if (column instanceof ImageColumn) {
            throw new IllegalArgumentException("column '" + column.name() + "' holds images, which SQL does not know");
        }
        return "CAST(" + value + " AS VARCHAR)";
    }

    /** Whether DuckDB's own truth values say which text of a column they are. */
    private static boolean isPlain(BooleanColumn truth) {
        return truth.isZeroOne()
                || (truth.falseText().equalsIgnoreCase("false")
                        && truth.trueText().equalsIgnoreCase("true"));
    }

    /** Whether cells of a column come as numbers; else they come as texts. */
    static boolean isNumber(Column column) {
        return column instanceof NumericColumn;
    }

    private static String list(List<String> texts) {
        return texts.stream().map(DuckDb::text).collect(Collectors.joining(", ", "(", ")"));
    }
}
