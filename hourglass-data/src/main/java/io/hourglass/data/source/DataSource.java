package io.hourglass.data.source;

import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.JoinedTable;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import io.hourglass.error.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Opens data by what they are called and how they start: {@code .csv}, {@code .tsv}, {@code .npy}, IDX ({@code .gz} too), {@code .npz},
 * {@code .safetensors}, an image, a folder of images, or {@code -} for CSV on standard input; and what a {@link TableFormat} of another module reads.
 */
public final class DataSource {
    /** What stands for standard input. */
    public static final String STANDARD_INPUT = "-";

    private static final Schema ANYTHING = new Schema(List.of());
    /** Known, so that a build without the module that reads them can say what it lacks. */
    private static final Set<String> NEED_DUCKDB = Set.of("parquet", "json", "ndjson", "jsonl");

    private DataSource() {}

    /**
     * The table of some data.
     *
     * @throws DataException if there are none, they are of an unknown kind, or cannot be read
     */
    public static Table open(String data, SourceOptions options) {
        return open(data, options, ANYTHING);
    }

    /**
     * The table of some data that must have the columns of a schema, as {@link Table#as} gives it.
     *
     * @throws DataException as above, and if the columns do not fit
     */
    public static Table open(String data, SourceOptions options, Schema expected) {
        return data.equals(STANDARD_INPUT) ? open(System.in, options, expected) : open(path(data), options, expected);
    }

    /** The table of CSV text that can be read once; it is copied to a temporary file. */
    public static Table open(InputStream csv, SourceOptions options, Schema expected) {
        return text(DataFile.spool(csv, "standard input"), options, expected);
    }

    /**
     * The rows that SQL gives, with the columns of a schema if it has any, as {@link TableFormat#query} gives them.
     *
     * @param engine what models in the SQL compute with
     * @throws DataException if this build has no SQL, or the SQL is wrong, fails or gives no rows
     */
    public static Table query(String sql, SourceOptions options, Schema expected, Engine engine) {
        List<TableFormat> formats = formats();
        if (formats.isEmpty()) {
            throw new DataException("SQL needs the DuckDB module, which is not part of this build");
        }
        checkNoTextOptions("a query", options);
        if (options.labels().isPresent()) {
            Table table = labelled(formats.get(0).query(sql, options, ANYTHING, engine), options);
            return expected.width() == 0 ? table : table.as(expected);
        }
        return formats.get(0).query(sql, options, expected, engine);
    }

    private static List<TableFormat> formats() {
        List<TableFormat> formats = new ArrayList<>();
        ServiceLoader.load(TableFormat.class, DataSource.class.getClassLoader()).forEach(formats::add);
        return formats;
    }

    private static Optional<TableFormat> format(Path path) {
        return formats().stream()
                .filter(format -> format.extensions().contains(extension(path)))
                .findFirst();
    }

    private static Table text(DataFile file, SourceOptions options, Schema expected) {
        if (options.labels().isEmpty()) {
            return CsvSource.open(file, options, expected);
        }
        // The labels may be one of the columns that are expected.
        Table table = labelled(CsvSource.open(file, options, ANYTHING), options);
        return expected.width() == 0 ? table : table.as(expected);
    }

    /**
     * Whether a file is of a kind that this opens, by its name or its first bytes; a folder is.
     *
     * @throws DataException if there is no such file, it is empty or cannot be read
     */
    public static boolean isKnown(Path path) {
        return isText(path)
                || Files.isDirectory(path)
                || needsMore(path)
                || isArchive(path)
                || isTensors(path)
                || isKnown(path, DataFile.of(path));
    }

    private static boolean isKnown(Path path, DataFile file) {
        return isArray(path, file) || isIdx(path, file) || isImage(path, file);
    }

    private static Path path(String data) {
        try {
            return Path.of(data);
        } catch (InvalidPathException e) {
            throw new DataException(data + ": no such file", e);
        }
    }

    private static Table open(Path path, SourceOptions options, Schema expected) {
        if (isText(path)) {
            return text(file(path), options, expected);
        }
        checkNoTextOptions(path, options);
        Optional<TableFormat> other = Files.isDirectory(path) ? Optional.empty() : format(path);
        if (other.isPresent()) {
            return typed(other.get(), path, options, expected);
        }
        Table table = labelled(untyped(path), options);
        return expected.width() == 0 ? table : table.each(part -> part.as(expected.overImagesOf(part.schema())));
    }

    private static Table typed(TableFormat format, Path path, SourceOptions options, Schema expected) {
        DataFile.of(path);
        if (options.labels().isEmpty()) {
            return format.open(path, options, expected);
        }
        Table table = labelled(format.open(path, options, ANYTHING), options);
        return expected.width() == 0 ? table : table.as(expected);
    }

    /** A pipe or a device can be read once, so it is copied first; it is taken as text. */
    private static DataFile file(Path path) {
        DataFile.check(path);
        if (Files.isRegularFile(path)) {
            return DataFile.of(path);
        }
        try (InputStream in = Files.newInputStream(path)) {
            return DataFile.spool(in, path.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether data of that name are taken as text: standard input is, and so is a pipe. */
    public static boolean isText(String data) {
        return data.equals(STANDARD_INPUT) || isText(path(data));
    }

    private static boolean isText(Path path) {
        if (Files.isDirectory(path)) {
            return false;
        }
        return Set.of("csv", "tsv", "tab").contains(extension(path))
                || (Files.exists(path) && !Files.isRegularFile(path));
    }

    /** The end of the name after its last point, that of {@code .gz} not counted, in small letters. */
    private static String extension(Path path) {
        String name =
                path.getFileName() == null ? "" : path.getFileName().toString().toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return plain.substring(plain.lastIndexOf('.') + 1);
    }

    private static void checkNoTextOptions(Object data, SourceOptions options) {
        if (!options.override().columns().isEmpty()) {
            throw new DataException(data + " states the types of its columns itself; a schema is for text files");
        }
    }

    private static Table untyped(Path path) {
        if (Files.isDirectory(path)) {
            return ImageSource.open(path);
        }
        if (needsMore(path)) {
            DataFile.check(path);
            throw new DataException(path + ": reading ." + extension(path)
                    + " needs the DuckDB module, which is not part of this" + " build; convert it to .csv or .npy");
        }
        if (isArchive(path)) {
            return NpySource.openArchive(path);
        }
        if (isTensors(path)) {
            return SafetensorsSource.open(path);
        }
        DataFile file = DataFile.of(path);
        if (isArray(path, file)) {
            return NpySource.open(file);
        }
        if (isIdx(path, file)) {
            return IdxSource.open(file);
        }
        if (isImage(path, file)) {
            return ImageSource.open(path);
        }
        throw new DataException(
                path + " is of no known kind; needed .csv, .tsv, .npy, .npz, .safetensors, .idx (an IDX file), an image"
                        + " (.png, .jpg, .gif, .bmp) or a folder of images");
    }

    private static boolean needsMore(Path path) {
        return NEED_DUCKDB.contains(extension(path));
    }

    private static boolean isArchive(Path path) {
        return extension(path).equals("npz");
    }

    private static boolean isTensors(Path path) {
        return extension(path).equals("safetensors");
    }

    private static boolean isArray(Path path, DataFile file) {
        return extension(path).equals("npy") || file.startsWith(0x93, 'N', 'U', 'M', 'P', 'Y');
    }

    private static boolean isIdx(Path path, DataFile file) {
        String extension = extension(path);
        return extension.equals("idx") || extension.endsWith("ubyte") || IdxSource.matches(file);
    }

    private static boolean isImage(Path path, DataFile file) {
        return ImageFile.isNamedAsOne(path.getFileName().toString()) || startsAsImage(file);
    }

    private static boolean startsAsImage(DataFile file) {
        return file.startsWith(0x89, 'P', 'N', 'G')
                || file.startsWith(0xFF, 0xD8, 0xFF)
                || file.startsWith('G', 'I', 'F', '8');
    }

    private static Table labelled(Table table, SourceOptions options) {
        Optional<Path> labels = options.labels();
        if (labels.isEmpty()) {
            return table;
        }
        if (table.schema().find("label") >= 0) {
            throw new DataException(table.source() + " has a column 'label' already: give no file of labels");
        }
        SourceOptions plain = SourceOptions.defaults().withHeader(options.header());
        return new JoinedTable(table, labels(open(labels.get(), plain, ANYTHING)));
    }

    /** One column as {@code label}: a category, unless its numbers are fractions. */
    private static Table labels(Table table) {
        if (table.schema().width() != 1 || table.schema().image() >= 0) {
            throw new DataException(table.source() + " has " + table.schema().width() + " columns"
                    + (table.schema().image() >= 0 ? " of images" : "")
                    + "; labels are one column, one label a row");
        }
        Column column = table.schema().column(0);
        boolean fractions = column instanceof NumericColumn numeric && numeric.decimals() != 0;
        Table typed = fractions
                ? table
                : table.as(new Schema(
                        List.of(new CategoricalColumn(column.name())),
                        table.schema().missing()));
        return typed.renamed(column.name(), "label");
    }
}
