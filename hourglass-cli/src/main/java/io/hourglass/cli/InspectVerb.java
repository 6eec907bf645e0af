package io.hourglass.cli;

import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.OnBadRow;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Table;
import io.hourglass.error.CorruptFileException;
import io.hourglass.error.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is in a file. */
@Command(
        defaultValueProvider = Defaults.class,
        name = "inspect",
        description = "Shows what is in a model, an archive or data.")
final class InspectVerb extends Verb {
    private static final byte[] SECTIONS = {'P', 'K', 3, 4};

    @Parameters(paramLabel = "F", description = "A model, an archive, or DATA as train takes it.")
    private String file;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "Adds a column label to IDX or NPY data: an IDX file or one column.")
    private Path labels;

    @Option(
            names = "--no-header",
            description = "The first line of a text file is a row; columns are x0, x1 and so on.")
    private boolean noHeader;

    @Option(
            names = "--on-bad-row",
            converter = BadRowConverter.class,
            paramLabel = "ANSWER",
            description = "What to do with rows of a text file that cannot be understood: fail or skip.")
    private OnBadRow onBadRow;

    @Mixin
    private SchemaOption schema = new SchemaOption();

    @Mixin
    private ReportOption report = new ReportOption();

    @Mixin
    private ReplaceOption replace = new ReplaceOption();

    @Override
    void run(Console console) throws IOException {
        if (!file.equals(DataSource.STANDARD_INPUT) && isSections(Path.of(file))) {
            report.checkNone("a model", "train and evaluate report on models");
            ModelArgument.check(Path.of(file));
            ModelInspection.show(Path.of(file), console);
            return;
        }
        if (!file.equals(DataSource.STANDARD_INPUT) && ArchiveInspection.isArchive(Path.of(file))) {
            report.check(replace, Path.of(file));
            ArchiveInspection.show(Path.of(file), report, replace, console);
            return;
        }
        report.checkNone("none", "compress makes one");
        if (!file.equals(DataSource.STANDARD_INPUT) && !DataSource.isKnown(Path.of(file))) {
            throw new CorruptFileException(
                    file,
                    "start",
                    0,
                    "not recognised; needed a model (.hg), an archive (.hgz), .csv, .tsv, .parquet, .json, .ndjson, .npy, .npz, an IDX file, an image or a folder"
                            + " of images");
        }
        SourceOptions options = SourceOptions.defaults().withHeader(!noHeader).withOnBadRow(onBadRow);
        SourceOptions labelled = labels == null ? options : options.withLabels(labels);
        Table table = DataOptions.open(file, console, schema.in(labelled), DataOptions.ANYTHING);
        DataInspection.show(table, console);
    }

    /** By name, so that a damaged model is told as one, or by its first bytes. */
    private static boolean isSections(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new DataException(path + ": no such file");
        }
        String name = path.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".hg")) {
            return true;
        }
        if (!Files.isRegularFile(path) || name.endsWith(".npz") || !Files.isReadable(path)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(SECTIONS.length), SECTIONS);
        }
    }
}
