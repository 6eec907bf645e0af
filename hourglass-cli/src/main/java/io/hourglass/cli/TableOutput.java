package io.hourglass.cli;

import io.hourglass.data.sink.FileFormat;
import io.hourglass.data.sink.ImageFiles;
import io.hourglass.data.sink.ImageFolderSink;
import io.hourglass.data.sink.SinkFormat;
import io.hourglass.data.sink.TableSink;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.file.AtomicFile;
import io.hourglass.file.AtomicFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A file, a folder of images or standard output, to which a table will be written: whole or not at all. */
final class TableOutput {
    private static final String STANDARD_OUTPUT = "-";

    private final String name;
    /** Null where another module writes the file. */
    private final SinkFormat format;

    private final FileFormat fileFormat;
    private final boolean replace;
    private final Console console;

    private TableOutput(String name, SinkFormat format, FileFormat fileFormat, boolean replace, Console console) {
        this.name = name;
        this.format = format;
        this.fileFormat = fileFormat;
        this.replace = replace;
        this.console = console;
    }

    /**
     * An output, checked before the work begins.
     *
     * @param name a name whose extension says the format, or {@code -}
     * @throws IllegalArgumentException if the name asks for no known format, or may not be written
     * @throws IOException if its folder may not be written to
     */
    static TableOutput checked(String name, ReplaceOption replace, Console console) throws IOException {
        FileFormat fileFormat = FileFormat.of(name).orElse(null);
        SinkFormat format = fileFormat == null ? SinkFormat.of(name) : null;
        if (name.equals(STANDARD_OUTPUT)) {
            if (console.isJson()) {
                throw new IllegalArgumentException(
                        "the rows and the result of --json cannot both go to standard output; name a file to write");
            }
        } else if (format == SinkFormat.FOLDER || (format == SinkFormat.NPY && Files.isDirectory(Path.of(name)))) {
            replace.checkFolder(Path.of(name));
        } else {
            replace.check(Path.of(name));
        }
        return new TableOutput(name, format, fileFormat, replace.force(), console);
    }

    String name() {
        return name;
    }

    /** Whether rows go to standard output, which then has no room for a result. */
    boolean isStandard() {
        return name.equals(STANDARD_OUTPUT);
    }

    /** What writes rows to a sink. */
    @FunctionalInterface
    interface Writing {
        void writeTo(TableSink sink);
    }

    /** Opens the output for rows of a schema, lets them be written, and finishes it. */
    void write(Schema schema, OptionalLong rows, Writing body) {
        if (fileFormat != null) {
            int threads = Runtime.getRuntime().availableProcessors();
            String extension = FileFormat.extension(name);
            AtomicFile.writeNamed(
                    Path.of(name), replace, file -> fill(fileFormat.open(file, extension, schema, threads), body));
        } else if (isStandard()) {
            fill(format.open(console.output(), false, schema, rows), body);
        } else if (format == SinkFormat.FOLDER) {
            AtomicFolder.write(Path.of(name), replace, folder -> fill(new ImageFolderSink(folder, schema), body));
        } else {
            boolean packed = SinkFormat.isPacked(name);
            AtomicFile.write(Path.of(name), replace, out -> fill(format.open(out, packed, schema, rows), body));
        }
    }

    private static void fill(TableSink sink, Writing body) {
        try (sink) {
            body.writeTo(sink);
        }
    }

    /**
     * Writes a table, with progress where its number of rows is known.
     *
     * @param task what is being done, for the progress
     * @param observer told of every batch
     * @return the rows written
     */
    long write(Table table, String task, Consumer<Batch> observer) {
        long[] count = {0};
        try (ProgressLine line = progress(table, task)) {
            Consumer<Batch> told = batch -> {
                observer.accept(batch);
                line.advance(batch.rows());
                count[0] += batch.rows();
            };
            if (table.sizes().size() > 1) {
                writeEachSize(table, told);
            } else {
                write(table.schema(), table.rowCount(), sink -> copy(table, sink, told));
            }
        }
        table.notices().forEach(console::notice);
        return count[0];
    }

    private static void copy(Table table, TableSink sink, Consumer<Batch> told) {
        try (Cursor cursor = table.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                sink.write(batch);
                told.accept(batch);
            }
        }
    }

    /** Images that differ in size have a file each: PNG, or arrays where the name asks for those. */
    private void writeEachSize(Table table, Consumer<Batch> told) {
        if (format != SinkFormat.FOLDER && format != SinkFormat.NPY) {
            throw new IllegalArgumentException(
                    "images that differ in size go to a folder, as PNG files, or to a name that"
                            + " ends in .npy, as a folder with an array each; got --out " + name);
        }
        AtomicFolder.write(Path.of(name), replace, folder -> {
            ImageFiles files = new ImageFiles(folder, format == SinkFormat.NPY);
            for (Table part : table.sizes()) {
                fill(new ImageFolderSink(files, part.schema()), sink -> copy(part, sink, told));
            }
        });
    }

    /** None beside rows on standard output, which may be the same terminal. */
    private ProgressLine progress(Table table, String task) {
        boolean shown = !isStandard() && table.rowCount().orElse(0) > 0;
        return shown ? console.progress(task, table.rowCount().getAsLong(), "rows") : new SilentProgress();
    }
}
