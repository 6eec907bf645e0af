package io.hourglass.data.source;

import io.hourglass.error.DataException;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;

/** Files of typed records as CSV and back, each cell of the same type and value; in a module of its own, found by {@link ServiceLoader}. */
public interface RecordText {
    /**
     * Writes a file's rows as CSV.
     *
     * @param csv a file that does not exist yet
     * @return the columns in their order, each with its type
     * @throws DataException if the file cannot be read, or holds what does not come back from text
     */
    Map<String, String> write(Path file, Path csv, int threads);

    /**
     * The same columns.
     *
     * @throws DataException if their types are none that {@link #write} gives: they can come from anywhere
     */
    Map<String, String> sound(Map<String, String> types);

    /**
     * Writes the rows of such CSV with their types to a file.
     *
     * @param extension which format
     * @throws DataException if the types are none that {@link #write} gives, or a cell is not of its column's type
     */
    void restore(Map<String, String> types, Path csv, Path file, String extension, int threads);

    /**
     * The one of this build.
     *
     * @throws DataException if it has none
     */
    static RecordText ofBuild() {
        return ServiceLoader.load(RecordText.class, RecordText.class.getClassLoader())
                .findFirst()
                .orElseThrow(() ->
                        new DataException("Parquet and JSON need the DuckDB module, which is not part of this build"));
    }
}
