package io.hourglass.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How a measurement is printed: a table, or one JSON object on one line with an array of rows. */
final class Output {
    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "N",
            description = "How many threads compute, or several numbers with commas (default: 1; side-by-side: 1,2).")
    private List<Integer> threads = List.of();

    @Option(names = "--json", description = "Prints one JSON object on one line.")
    private boolean json;

    @Option(names = "--out", description = "Also writes the table to a Markdown file.")
    private Path out;

    /** The one number of threads to measure with. */
    int threads() {
        List<Integer> given = threadsOr(1);
        if (given.size() > 1) {
            throw new IllegalArgumentException("this measurement takes one number of --threads, got " + given);
        }
        return given.get(0);
    }

    /** The number of threads to measure with, all of the machine's unless one was given. */
    int threadsOrAll() {
        return threadsOr(Runtime.getRuntime().availableProcessors()).get(0);
    }

    /** The numbers of threads to measure with, one after the other. */
    List<Integer> threadsOr(Integer... otherwise) {
        List<Integer> given = threads.isEmpty() ? List.of(otherwise) : threads;
        for (int number : given) {
            if (number < 1) {
                throw new IllegalArgumentException("--threads must be at least 1, got " + number);
            }
        }
        return given;
    }

    /** Four digits that count. */
    static double rounded(double value) {
        return Double.parseDouble(String.format(java.util.Locale.ROOT, "%.4g", value));
    }

    /** A table's cell: numbers without exponents, a dash for what was not measured. */
    private static String text(JsonElement value) {
        if (value == null) {
            return "—";
        }
        boolean number = value.getAsJsonPrimitive().isNumber();
        return number ? value.getAsBigDecimal().stripTrailingZeros().toPlainString() : value.getAsString();
    }

    /** Prints the rows, as a table or as JSON. */
    void print(String name, List<String> columns, JsonArray rows) {
        JsonObject result = new JsonObject();
        result.addProperty("bench", name);
        result.addProperty("java", System.getProperty("java.version"));
        result.addProperty("processors", Runtime.getRuntime().availableProcessors());
        result.add("rows", rows);
        String table = table(columns, rows);
        System.out.print(json ? result + "\n" : table);
        if (out != null) {
            try {
                Files.writeString(out, table);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * The rows as a table of Markdown.
     *
     * @param all the columns; one that no row has is left out
     */
    static String table(List<String> all, JsonArray rows) {
        List<String> columns = new ArrayList<>(all);
        columns.removeIf(column ->
                rows.asList().stream().noneMatch(row -> row.getAsJsonObject().has(column)));
        StringBuilder table = new StringBuilder();
        table.append("| ").append(String.join(" | ", columns)).append(" |\n");
        table.append("|").append("---|".repeat(columns.size())).append("\n");
        for (JsonElement row : rows) {
            for (String column : columns) {
                table.append("| ")
                        .append(text(row.getAsJsonObject().get(column)))
                        .append(' ');
            }
            table.append("|\n");
        }
        return table.toString();
    }
}
