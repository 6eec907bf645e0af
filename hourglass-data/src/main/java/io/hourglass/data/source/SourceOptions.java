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
 * @param threads how many threads may read, at least 1; the rows do not depend on it
 */
public record SourceOptions(
        boolean header, OnBadRow onBadRow, SchemaOverride override, Optional<Path> labels, int threads) {
    /** Checks the threads. */
    public SourceOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("threads that read: needed at least 1, got " + threads);
        }
    }

    /** A header, bad rows fail, nothing overridden, no labels, all processors. */
    public static SourceOptions defaults() {
        return new SourceOptions(
                true,
                OnBadRow.FAIL,
                SchemaOverride.none(),
                Optional.empty(),
                Runtime.getRuntime().availableProcessors());
    }

    /** The same, with or without a header. */
    public SourceOptions withHeader(boolean other) {
        return new SourceOptions(other, onBadRow, override, labels, threads);
    }

    /** The same, with another answer to bad rows. */
    public SourceOptions withOnBadRow(OnBadRow other) {
        return new SourceOptions(header, other, override, labels, threads);
    }

    /** The same, with another override of the schema. */
    public SourceOptions withOverride(SchemaOverride other) {
        return new SourceOptions(header, onBadRow, other, labels, threads);
    }

    /** The same, with a file of labels. */
    public SourceOptions withLabels(Path file) {
        return new SourceOptions(header, onBadRow, override, Optional.of(file), threads);
    }

    /** The same without a file of labels. */
    public SourceOptions withoutLabels() {
        return new SourceOptions(header, onBadRow, override, Optional.empty(), threads);
    }

    /** The same with so many threads. */
    public SourceOptions withThreads(int other) {
        return new SourceOptions(header, onBadRow, override, labels, other);
    }
}
