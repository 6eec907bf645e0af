package io.hourglass.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.hourglass.codec.archive.Origin;
import io.hourglass.data.sink.FileFormat;
import io.hourglass.data.source.ArrayText;
import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.RecordText;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Table;
import io.hourglass.error.CorruptFileException;
import io.hourglass.error.DataException;
import io.hourglass.file.AtomicFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tables that are no text, as text for an archive, and back with the same types and values. */
final class TypedRows {
    private static final Set<String> ARRAYS = Set.of("npy", "npz");
    private static final Set<String> RECORDS = Set.of("parquet", "json", "ndjson", "jsonl");

    private TypedRows() {}

    /** Whether a file's name says that it is a table, but no text. */
    static boolean isTyped(String name) {
        return ARRAYS.contains(format(name)) || RECORDS.contains(format(name));
    }

    private static String format(String name) {
        return FileFormat.extension(
                name.toLowerCase(Locale.ROOT).endsWith(".gz") ? name.substring(0, name.length() - 3) : name);
    }

    /**
     * Writes the rows of a file as CSV.
     *
     * @throws DataException if the file cannot be read, or text would not give the same values back
     */
    static Origin write(String name, Path csv, int threads) throws IOException {
        String types = writeText(name, ByteInput.readable(name), csv, threads);
        try {
            return new Origin(format(name), types);
        } catch (IllegalArgumentException e) {
            throw new DataException(name + ": " + e.getMessage(), e);
        }
    }

    /** Writes the rows; what they were, in words that {@link #restore} reads. */
    private static String writeText(String name, Path file, Path csv, int threads) throws IOException {
        if (ARRAYS.contains(format(name))) {
            try (BufferedWriter out = Files.newBufferedWriter(csv)) {
                return ArrayText.write(file, out).toString();
            }
        }
        JsonObject types = new JsonObject();
        RecordText.ofBuild().write(file, csv, threads).forEach(types::addProperty);
        return types.toString();
    }

    /**
     * Writes the rows of an archive's CSV in the format that a name asks for: with the types that they had if they come from a format of
     * the same family, else with those that the text is taken for.
     *
     * @throws IllegalArgumentException if that format cannot hold the rows
     * @throws CorruptFileException if the archive says nothing sound about its types
     */
    static void restore(
            String archive, Path csv, Optional<Origin> origin, ByteOutput output, Console console, int threads)
            throws IOException {
        String to = format(output.name());
        Set<String> family = ARRAYS.contains(to) ? ARRAYS : RECORDS;
        Path target = Path.of(output.name());
        if (origin.isEmpty() || !family.contains(origin.get().format())) {
            Table table = DataSource.open(csv.toString(), SourceOptions.defaults());
            TableOutput.checked(output.name(), output.replace(), console).write(table, "convert", batch -> {});
        } else if (family == ARRAYS) {
            ArrayText array = array(archive, origin.get());
            AtomicFile.write(target, output.replace().force(), out -> array.restore(csv, to.equals("npz"), out));
        } else {
            Map<String, String> types = types(archive, origin.get());
            AtomicFile.writeNamed(
                    target,
                    output.replace().force(),
                    file -> RecordText.ofBuild().restore(types, csv, file, to, threads));
        }
    }

    private static ArrayText array(String archive, Origin origin) {
        try {
            return ArrayText.parse(origin.schema());
        } catch (IllegalArgumentException e) {
            throw new CorruptFileException(archive, "origin", 0, e.getMessage());
        }
    }

    private static Map<String, String> types(String archive, Origin origin) {
        try {
            Map<String, String> types = new LinkedHashMap<>();
            JsonParser.parseString(origin.schema())
                    .getAsJsonObject()
                    .asMap()
                    .forEach((name, type) -> types.put(name, type.getAsString()));
            return RecordText.ofBuild().sound(types);
        } catch (DataException | JsonParseException | IllegalStateException | UnsupportedOperationException e) {
            throw new CorruptFileException(archive, "origin", 0, "no types of columns: " + e.getMessage());
        }
    }
}
