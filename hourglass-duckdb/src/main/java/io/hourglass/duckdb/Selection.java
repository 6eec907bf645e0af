package io.hourglass.duckdb;

import io.hourglass.error.DataException;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/**
 * The rows of a query that is running, in chunks of columns. Not for several threads at once.
 *
 * <p>DuckDB's result in chunks ends without a word where the query fails in its midst. So a last row is asked for that says that it is
 * the last one; where it does not come, the query is run again in the slow way that tells why.
 */
final class Selection implements AutoCloseable {
    private final String source;
    private final int columns;
    private final DuckDBConnection connection;
    private final String query;
    private DuckDBPreparedStatement statement;
    private DuckDBChunkedResult result;
    private int rows;
    private boolean ended;

    private Selection(Relation relation, List<String> expressions) {
        this.source = relation.source();
        this.columns = expressions.size();
        this.query = "SELECT " + String.join(", ", expressions) + ", false FROM " + relation.sql()
                + " UNION ALL SELECT " + "NULL, ".repeat(columns) + "true";
        this.connection = relation.connect();
    }

    /** Starts reading expressions over a relation. */
    static Selection of(Relation relation, List<String> expressions) {
        Selection selection = new Selection(relation, expressions);
        try {
            selection.statement =
                    selection.connection.prepareStatement(selection.query).unwrap(DuckDBPreparedStatement.class);
            selection.result = selection.statement.query();
            return selection;
        } catch (SQLException e) {
            selection.close();
            throw SqlFailure.of(relation.source(), e);
        }
    }

    /** Goes to the next rows, at least one; false at the end. */
    boolean next() {
        while (!ended) {
            if (!result.nextChunk()) {
                throw failure();
            }
            DuckDBDataChunkReader chunk = result.chunk();
            int count = (int) chunk.rowCount();
            ended = count > 0 && chunk.vector(columns).getBoolean(count - 1);
            rows = ended ? count - 1 : count;
            if (rows > 0) {
                return true;
            }
        }
        return false;
    }

    /** The rows of the chunk. */
    int rows() {
        return rows;
    }

    /** A column of the chunk; it holds until the next call of {@link #next}. */
    DuckDBReadableVector column(int index) {
        return result.chunk().vector(index);
    }

    private RuntimeException failure() {
        try (var again = connection.createStatement();
                var results = again.executeQuery(query)) {
            boolean more = true;
            while (more) {
                more = results.next(); // up to the failure
            }
        } catch (SQLException e) {
            return SqlFailure.of(source, e);
        }
        return new DataException(source + ": reading broke off; was it changed meanwhile?");
    }

    @Override
    public void close() {
        ended = true;
        close(result);
        close(statement);
        close(connection);
    }

    private static void close(AutoCloseable part) {
        try {
            if (part != null) {
                part.close();
            }
        } catch (Exception e) {
            return; // what was read is whole, and nothing was written
        }
    }
}
