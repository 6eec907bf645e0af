package io.hourglass.duckdb;

import io.hourglass.error.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;

/** What DuckDB says in many lines, in one or two. */
final class SqlFailure {
    private static final int LONGEST = 300;

    private SqlFailure() {}

    /**
     * The failure to throw for one of reading: the machine's where memory or disk ran out, else the data's.
     *
     * @param source what was read
     */
    static RuntimeException of(String source, SQLException e) {
        String words = words(e);
        if (isMachine(e)) {
            return new UncheckedIOException(new IOException(source + ": " + words, e));
        }
        return new DataException(source + ": " + words, e);
    }

    /** The failure to throw for one of writing, which is the machine's. */
    static UncheckedIOException ofWriting(SQLException e) {
        return new UncheckedIOException(new IOException(words(e), e));
    }

    private static boolean isMachine(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("Out of Memory") || message.contains("No space left") || message.contains("max_temp");
    }

    /** The first line of the message, and that which shows the place in the SQL. */
    private static String words(SQLException e) {
        List<String> lines = String.valueOf(e.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        String first = cut(lines.isEmpty() ? "DuckDB failed without a message" : lines.get(0));
        for (String line : lines) {
            if (line.startsWith("Candidate") || line.startsWith("LINE ")) {
                return first + "\n" + cut(line);
            }
        }
        return first;
    }

    private static String cut(String line) {
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
