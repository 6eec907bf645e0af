package io.hourglass.data.sink;

import io.hourglass.data.table.Schema;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** Files that another module writes by their path and not as a stream of bytes; found by {@link ServiceLoader}. */
public interface FileFormat {
    /** The ends of the names of files that it writes, in small letters and without the point. */
    Set<String> extensions();

    /**
     * Starts writing a table to a file that does not exist yet.
     *
     * @param extension which of the formats: the file's own name may be a temporary one
     * @param threads how many threads may write
     * @throws IllegalArgumentException if the format cannot hold one of the columns
     */
    TableSink open(Path file, String extension, Schema schema, int threads);

    /** The format that an output's name asks for; empty if none on the class path does. */
    static Optional<FileFormat> of(String out) {
        String extension = extension(out);
        for (FileFormat format : ServiceLoader.load(FileFormat.class, FileFormat.class.getClassLoader())) {
            if (format.extensions().contains(extension)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** The end of an output's name after its last point, in small letters. */
    static String extension(String out) {
        return out.substring(out.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
