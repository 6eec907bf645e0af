package io.hourglass.cli;

import io.hourglass.Hourglass;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Codes to rows. */
@Command(
        defaultValueProvider = Defaults.class,
        name = "decode",
        description = "Turns codes into rows, in the original columns and units.")
final class DecodeVerb extends Verb {
    @Mixin
    private ModelArgument model = new ModelArgument();

    @Option(
            names = "--codes",
            required = true,
            paramLabel = "F",
            description =
                    "The codes, as encode writes them: .csv, .tsv, .npy, .npz, .safetensors, or - for CSV on standard input.")
    private String codes;

    @Option(
            names = "--no-header",
            description = "The first line of a text file is a code; its columns are those of the code, in order.")
    private boolean noHeader;

    @Mixin
    private OutputOptions outputs = new OutputOptions();

    @Mixin
    private EngineOptions engines = new EngineOptions();

    @Override
    void run(Console console) throws IOException {
        TableOutput output = outputs.checked(console);
        try (Engine engine = engines.open(line -> {})) {
            Hourglass opened = model.open(engine);
            Table rows = opened.decode(open(opened.autoencoder().spec().symbolWidth(), console));
            TableVerb.report(output, TableVerb.Outcome.of(output.write(rows, "decoding", batch -> {})), console);
        }
    }

    /** Arrays have no names for columns: theirs are x0, x1 and so on, as without a header. */
    private Table open(int width, Console console) {
        boolean nameless = noHeader || codes.matches("(?i).*\\.(np[yz](\\.gz)?|safetensors)");
        SourceOptions options = SourceOptions.defaults().withHeader(!noHeader);
        Table table = DataOptions.open(codes, console, options, schema(nameless ? "x" : "c", width));
        for (int i = 0; nameless && i < width; i++) {
            table = table.renamed("x" + i, "c" + i);
        }
        return table;
    }

    private static Schema schema(String prefix, int width) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            columns.add(new NumericColumn(prefix + i, -1));
        }
        return new Schema(columns);
    }
}
