package io.hourglass.cli;

import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import io.hourglass.interop.chain.ImportedModel;
import io.hourglass.interop.keras.KerasImport;
import io.hourglass.model.AutoencoderSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes over a model that was trained elsewhere. */
@Command(
        defaultValueProvider = Defaults.class,
        name = "import",
        description =
                "Makes a model of one of Keras (.keras, .h5): rows are taken as they are, and what scaling there is"
                        + " stands in its layers. A layer without counterpart is named, and nothing is written.")
final class ImportVerb extends Verb {
    @Parameters(paramLabel = "FILE", description = "The model to import.")
    private Path file;

    @Option(names = "--out", required = true, paramLabel = "M.hg", description = "The model file to write.")
    private Path out;

    @Mixin
    private ReplaceOption replace = new ReplaceOption();

    @Option(
            names = "--code-layer",
            paramLabel = "NAME",
            description =
                    "The last layer of the encoder, or the nested model that it is. Without it the narrowest layer is.")
    private String codeLayer;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private EngineOptions engines = new EngineOptions();

    @Override
    void run(Console console) throws IOException {
        replace.checkModel(out);
        try (Engine engine = engines.open(line -> {})) {
            Optional<Table> rows = data.isGiven()
                    ? Optional.of(data.open(console, data.options().withThreads(engines.threads()), engine))
                    : Optional.empty();
            ImportedModel found = KerasImport.read(file);
            Hourglass model = found.model(Optional.ofNullable(codeLayer), rows, engine);
            model.save(out, replace.force());
            if (rows.isEmpty()) {
                console.notice(
                        "scores have no threshold yet; import with --data and rows such as it was trained on, and"
                                + " its columns get their names too");
            }
            report(model, console);
        }
    }

    private void report(Hourglass model, Console console) {
        AutoencoderSpec spec = model.autoencoder().spec();
        JsonObject object = new JsonObject();
        object.addProperty("model", out.toString());
        object.addProperty("inputs", spec.inputWidth());
        object.addProperty("code", spec.codeWidth());
        object.addProperty("weights", model.autoencoder().weights().length);
        console.result(
                object,
                "wrote " + out + ": rows of " + spec.inputWidth() + " values, codes of " + spec.codeWidth() + ", "
                        + model.autoencoder().weights().length + " weights");
    }
}
