package io.hourglass.cli;

import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import io.hourglass.error.DataException;
import io.hourglass.interop.chain.ImportedModel;
import io.hourglass.interop.keras.KerasImport;
import io.hourglass.interop.onnx.OnnxImport;
import io.hourglass.interop.weights.WeightFile;
import io.hourglass.model.AutoencoderSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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

    @Option(
            names = "--like",
            paramLabel = "M.hg",
            description =
                    "The model that the weights of a .safetensors or .npz file are for, which keeps everything else.")
    private Path like;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private EngineOptions engines = new EngineOptions();

    @Override
    void run(Console console) throws IOException {
        replace.checkModel(out);
        if (WeightFile.is(file) != (like != null)) {
            throw new IllegalArgumentException(
                    "--like M.hg and a file of weights (.safetensors, .npz) go together: weights alone say nothing of layers");
        }
        if (like != null && (codeLayer != null || data.isGiven())) {
            throw new IllegalArgumentException(
                    "--code-layer and --data are for models; weights are taken as those of --like");
        }
        try (Engine engine = engines.open(line -> {})) {
            Hourglass model = like == null ? model(console, engine) : weights(engine);
            model.save(out, replace.force());
            report(model, console);
        }
    }

    private Hourglass weights(Engine engine) throws IOException {
        ModelArgument.check(like);
        if (!Files.exists(file)) {
            throw new DataException(file + ": no such file; one to import is needed");
        }
        return WeightFile.of(file).read(file, Hourglass.open(like, engine), engine);
    }

    private Hourglass model(Console console, Engine engine) throws IOException {
        Optional<Table> rows = data.isGiven()
                ? Optional.of(data.open(console, data.options().withThreads(engines.threads()), engine))
                : Optional.empty();
        boolean onnx = file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
        ImportedModel found = onnx ? OnnxImport.read(file) : KerasImport.read(file);
        if (rows.isEmpty()) {
            console.notice(
                    "scores have no threshold yet; import with --data and rows such as it was trained on, and its"
                            + " columns get their names too");
        }
        return found.model(Optional.ofNullable(codeLayer), rows, engine);
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
