package io.hourglass.cli;

import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.OnBadRow;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of the verbs that read rows. */
@Heading("Data")
final class DataOptions {
    static final Schema ANYTHING = new Schema(List.of());

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DATA",
            description =
                    "The rows: .csv, .tsv, an IDX file (.gz too), .npy, .npz, an image, a folder of images, or - for"
                            + " CSV on standard input.")
    private String data;

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

    String name() {
        return data;
    }

    SourceOptions options() {
        SourceOptions plain = SourceOptions.defaults().withHeader(!noHeader).withOnBadRow(onBadRow);
        return labels == null ? plain : plain.withLabels(labels);
    }

    /** The rows, whatever their columns. */
    Table open(Console console, SourceOptions options) {
        return open(data, console, options, ANYTHING);
    }

    /** The rows with the columns of a model. */
    Table open(Console console, Schema expected) {
        return open(data, console, options(), expected);
    }

    /** Other rows, read as these are but for the labels. */
    Table openOther(String other, Console console, SourceOptions options) {
        SourceOptions plain =
                new SourceOptions(options.header(), options.onBadRow(), options.override(), Optional.empty());
        return open(other, console, plain, ANYTHING);
    }

    static Table open(String data, Console console, SourceOptions options, Schema expected) {
        return data.equals(DataSource.STANDARD_INPUT)
                ? DataSource.open(console.input(), options, expected)
                : DataSource.open(data, options, expected);
    }
}
