package io.hourglass.duckdb;

import io.hourglass.error.DataException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * The rows of a Parquet or JSON file as CSV and back, each cell of the same type and value again, by DuckDB's casts to text and from
 * it: for archives of text. NULL is an empty cell without quotes, or {@code NULL} where there is only one column.
 *
 * @param types the columns in their order, each with DuckDB's type
 */
record TypedText(Map<String, String> types) {
    /** Types come from archives, which anybody can have written, and go into SQL. */
    private static final Pattern SOUND = Pattern.compile(
            "(U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|BIGNUM|FLOAT|DOUBLE|BOOLEAN|VARCHAR|JSON|BLOB|BIT|UUID|DATE|INTERVAL"
                    + "|DECIMAL\\(\\d{1,2}, ?\\d{1,2}\\)|TIMESTAMP_(S|MS|NS)|TIME_NS|(TIME|TIMESTAMP)( WITH TIME ZONE)?)");

    /**
     * Copies the columns.
     *
     * @throws DataException if there are none, or one is of a type that is not one value a cell
     */
    public TypedText {
        types = new LinkedHashMap<>(types);
        if (types.isEmpty()) {
            throw new DataException("a table without columns");
        }
        types.forEach((name, type) -> {
            if (!SOUND.matcher(type).matches()) {
                throw new DataException("column '" + name + "' is of type " + type + "; compress takes columns of one"
                        + " value a cell: unpack it, or leave it out");
            }
        });
    }

    /** The columns in their order, each with DuckDB's type; not to be changed. */
    @Override
    public Map<String, String> types() {
        return Collections.unmodifiableMap(types);
    }

    /**
     * Writes a file's rows as CSV, reads them back and compares them with the file's.
     *
     * @param csv a file that does not exist yet
     * @throws DataException if the file cannot be read, or holds what does not come back from text
     */
    public static TypedText write(Path file, Path csv, int threads) {
        Relation relation = DuckDbFormat.relation(file, threads);
        Map<String, String> types = new LinkedHashMap<>();
        relation.fields()
                .forEach(field -> types.put(field.name(), field.type().startsWith("ENUM(") ? "VARCHAR" : field.type()));
        TypedText text = new TypedText(types);
        String cells = text.types.keySet().stream()
                .map(name -> "CAST(" + DuckDb.name(name) + " AS VARCHAR) AS " + DuckDb.name(name))
                .collect(Collectors.joining(", "));
        try (DuckDBConnection connection = relation.connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    "COPY (SELECT " + cells + " FROM " + relation.sql() + ") TO " + DuckDb.text(csv.toString())
                            + " (FORMAT csv, HEADER true, NULLSTR " + text.missing() + text.quotes() + ")");
        } catch (SQLException e) {
            throw SqlFailure.of(relation.source(), e);
        }
        text.check(relation, csv);
        return text;
    }

    private void check(Relation relation, Path csv) {
        String from = " FROM (SELECT * FROM " + relation.sql() + ") AS a";
        String back = "(" + select(csv) + ") AS b";
        String differs = types.keySet().stream()
                .map(DuckDb::name)
                .map(name -> "a." + name + " IS DISTINCT FROM b." + name)
                .collect(Collectors.joining(" OR "));
        Relation comparison = new Relation(
                "(SELECT count(*) AS n" + from + " POSITIONAL JOIN " + back + " WHERE " + differs
                        + " UNION ALL SELECT abs((SELECT count(*)" + from + ") - (SELECT count(*) FROM " + back + ")))",
                relation.source(),
                false,
                relation.threads());
        String off = comparison.row(List.of("CAST(sum(n) AS BIGINT)")).get(0);
        if (!"0".equals(off)) {
            throw new DataException(relation.source() + ": " + off + " rows do not come back from text as they were");
        }
    }

    /** An empty text that stands alone would be an empty line, which is no row. */
    private String quotes() {
        boolean needed = types.size() == 1 && types.containsValue("VARCHAR");
        return needed ? ", FORCE_QUOTE *" : "";
    }

    private String missing() {
        return types.size() == 1 ? "'NULL'" : "''";
    }

    /** The rows of such CSV with their types. */
    private String select(Path csv) {
        String cells = types.entrySet().stream()
                .map(column -> "CAST(" + DuckDb.name(column.getKey()) + " AS " + column.getValue() + ") AS "
                        + DuckDb.name(column.getKey()))
                .collect(Collectors.joining(", "));
        String texts = types.keySet().stream()
                .map(name -> DuckDb.text(name) + ": 'VARCHAR'")
                .collect(Collectors.joining(", "));
        return "SELECT " + cells + " FROM read_csv(" + DuckDb.text(csv.toString()) + ", columns = {" + texts
                + "}, header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = "
                + missing()
                + ", allow_quoted_nulls = false, max_line_size = 16777216)";
    }

    /**
     * Writes the rows of such CSV with their types to a file.
     *
     * @param extension which format: {@code parquet}, {@code json}, {@code ndjson} or {@code jsonl}
     * @throws DataException if a cell is not of its column's type
     */
    public void restore(Path csv, Path file, String extension, int threads) {
        try (DuckDBConnection connection = DuckDb.connect(threads);
                var statement = connection.createStatement()) {
            statement.execute("COPY (" + select(csv) + ") TO " + DuckDb.text(file.toString()) + " ("
                    + DuckDbFiles.options(extension) + ")");
        } catch (SQLException e) {
            throw SqlFailure.of("the archive's rows", e);
        }
    }
}
