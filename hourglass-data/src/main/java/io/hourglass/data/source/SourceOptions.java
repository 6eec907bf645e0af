package io.hourglass.data.source;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How data are read.
 *
 * @param header whether the first line of a text file names the columns; without it they are {@code x0}, {@code x1}…
 * @param onBadRow what to do with rows of a text file that cannot be understood
 * @param override what the user says about columns, in place of what the cells show
 * @param labels a file whose one column becomes the column of labels
 */
public record SourceOptions(boolean header, OnBadRow onBadRow, SchemaOverride override, Optional<Path> labels) {
    /** A header, bad rows fail, nothing overridden, no labels. */
    public static SourceOptions defaults() {
        return new SourceOptions(true, OnBadRow.FAIL, SchemaOverride.none(), Optional.empty());
    }

    /** The same, with or without a header. */
    public SourceOptions withHeader(boolean other) {
        return new SourceOptions(other, onBadRow, override, labels);
    }

    /** The same, with another answer to bad rows. */
    public SourceOptions withOnBadRow(OnBadRow other) {
        return new SourceOptions(header, other, override, labels);
    }

    /** The same, with another override of the schema. */
    public SourceOptions withOverride(SchemaOverride other) {
        return new SourceOptions(header, onBadRow, other, labels);
    }

    /** The same, with a file of labels. */
    public SourceOptions withLabels(Path file) {
        return new SourceOptions(header, onBadRow, override, Optional.of(file));
    }
}
