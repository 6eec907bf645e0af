package io.hourglass.cli;

import io.hourglass.Hourglass;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** New rows. */
@Command(
        defaultValueProvider = Defaults.class,
        name = "generate",
        description = "Draws new rows from a variational model.")
final class GenerateVerb extends Verb {
    @Mixin
    private ModelArgument model = new ModelArgument();

    @Option(names = "--rows", required = true, paramLabel = "N", description = "How many rows.")
    private long rows;

    @Mixin
    private OutputOptions outputs = new OutputOptions();

    @Option(names = "--seed", paramLabel = "N", description = "The same seed draws the same rows.")
    private long seed;

    @Mixin
    private EngineOptions engines = new EngineOptions();

    @Override
    void run(Console console) throws IOException {
        TableOutput output = outputs.checked(console);
        try (Engine engine = engines.open(line -> {})) {
            Hourglass opened = model.open(engine);
            Table generated = opened.generate(rows, seed);
            TableVerb.report(output, TableVerb.Outcome.of(output.write(generated, "generating", batch -> {})), console);
        }
    }
}
