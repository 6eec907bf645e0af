package io.hourglass.cli;

import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.OnBadRow;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of the verbs that read rows. */
@Heading("Data")
final class DataOptions {
    static final Schema ANYTHING = new Schema(List.of());

    @Option(
            names = "--data",
            paramLabel = "DATA",
            description =
                    "The rows: .csv, .tsv, an IDX file, .json, .ndjson (.gz too), .parquet, .npy, .npz, .safetensors, an image, a folder"
                            + " of images, or - for CSV on standard input. This or --query is needed.")
    private String data;

    @Option(
            names = "--query",
            paramLabel = "SQL",
            description = "The rows that SQL gives, in DuckDB's dialect; files are named in it, as in SELECT * FROM"
                    + " 'x.parquet'. hourglass_score('m.hg', t) and hourglass_encode('m.hg', t) apply models to the rows"
                    + " of t.")
    private String query;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "Adds a column label to IDX or NPY data: an IDX file or one column.")
    private Path labels;

    @Option(
            names = "--no-header",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "BOOLEAN",
            description = "The first line of a text file is a row; columns are x0, x1 and so on.")
    private boolean noHeader;

    @Option(
            names = "--on-bad-row",
            converter = BadRowConverter.class,
            paramLabel = "ANSWER",
            description =
                    "What to do with rows of a text file that cannot be understood: fail or skip, which counts and"
                            + " reports them.")
    private OnBadRow onBadRow;

    /** What the rows are called in a summary. */
    String name() {
        return query == null ? data : "the query";
    }

    /** The rows as they were asked for: the data, or all of the query. */
    String asked() {
        return query == null ? data : query;
    }

    boolean isStandardInput() {
        return DataSource.STANDARD_INPUT.equals(data);
    }

    /** Whether the rows are a text file's, or such text on standard input. */
    boolean isText() {
        return query == null && DataSource.isText(data);
    }

    /** Whether rows were asked for. */
    boolean isGiven() {
        return data != null || query != null;
    }

    SourceOptions options() {
        SourceOptions plain = SourceOptions.defaults().withHeader(!noHeader).withOnBadRow(onBadRow);
        return labels == null ? plain : plain.withLabels(labels);
    }

    /**
     * The rows, whatever their columns.
     *
     * @param engine what models in a query compute with
     */
    Table open(Console console, SourceOptions options, Engine engine) {
        return open(console, options, ANYTHING, engine);
    }

    /**
     * The rows with the columns of a model.
     *
     * @param engine what models in a query compute with
     */
    Table open(Console console, SourceOptions options, Schema expected, Engine engine) {
        if ((data == null) == (query == null)) {
            throw new IllegalArgumentException(
                    data == null
                            ? "Missing required option: '--data=DATA' or '--query=SQL'"
                            : "--data and --query both say what the rows are; give one of them");
        }
        return query == null
                ? open(data, console, options, expected)
                : DataSource.query(query, options, expected, engine);
    }

    /** Other rows, read as these are but for the labels. */
    Table openOther(String other, Console console, SourceOptions options) {
        return open(other, console, options.withoutLabels(), ANYTHING);
    }

    static Table open(String data, Console console, SourceOptions options, Schema expected) {
        return data.equals(DataSource.STANDARD_INPUT)
                ? DataSource.open(console.input(), options, expected)
                : DataSource.open(data, options, expected);
    }
}
