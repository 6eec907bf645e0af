package io.hourglass.data.source;

import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Files that another module reads, and SQL over them; found by {@link ServiceLoader}. This module's own readers come first.
 */
public interface TableFormat {
    /** The ends of the names of files that it reads, in small letters and without the point; {@code .gz} behind them does not count. */
    Set<String> extensions();

    /**
     * The table of a file that exists and can be read.
     *
     * @param expected columns that must be there, which come first; without columns, all types are found out from the file
     * @throws io.hourglass.error.DataException if the file cannot be understood or lacks an expected column
     */
    Table open(Path file, SourceOptions options, Schema expected);

    /**
     * The rows that SQL gives: one statement or several, of which the last one gives the rows. They are the same at every reading,
     * whatever the order in which the statement finds them.
     *
     * @param expected as for a file
     * @param engine what models in the SQL compute with
     * @throws io.hourglass.error.DataException if the SQL cannot be understood, fails or gives no rows
     */
    Table query(String sql, SourceOptions options, Schema expected, Engine engine);
}
