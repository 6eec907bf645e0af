package io.hourglass.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Every kind of model on the same pictures, by the whole program: the table of docs/models.md. */
@Command(name = "models", description = "Every kind of model on the same pictures, for docs/models.md.")
final class ModelsCommand implements Callable<Integer> {
    private static final List<String> COLUMNS =
            List.of("model", "options", "weights", "seconds", "rowsPerSecond", "squaredErrorPerRow");

    /** What is trained: a name, and the options beside those that all have. */
    private record Model(String name, String options) {}

    private static final List<Model> MODELS = List.of(
            new Model("plain", ""),
            new Model("linear", "--hidden none --output-activation linear"),
            new Model("tied", "--tied"),
            new Model("stacked", "--pretrain layerwise"),
            new Model("trimmed", "--trim 0.05"),
            new Model("denoising", "--kind denoising"),
            new Model("masked", "--kind masked"),
            new Model("sparse", "--kind sparse"),
            new Model("sparse, rate", "--kind sparse --rho 0.1"),
            new Model("topk", "--kind topk --k 8"),
            new Model("batch-topk", "--kind batch-topk --k 8"),
            new Model("contractive", "--kind contractive"),
            new Model("variational", "--kind variational"),
            new Model("variational, logistic", "--kind variational --likelihood discretised-logistic"),
            new Model("wasserstein", "--kind wasserstein"),
            new Model("adversarial", "--kind adversarial"),
            new Model("vq", "--kind vq"),
            new Model("binary", "--kind binary"),
            new Model("convolutional", "--conv auto"),
            new Model("conv., variational, denoising", "--conv auto --kind variational+denoising"));

    @Mixin
    private Output output;

    @Parameters(paramLabel = "DIR", description = "A folder with Fashion-MNIST's four IDX files.")
    private Path folder;

    @Option(names = "--epochs", defaultValue = "5", description = "Passes over the rows (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(names = "--code", defaultValue = "32", description = "Numbers of a code (default: ${DEFAULT-VALUE}).")
    private int code;

    @Option(names = "--only", paramLabel = "MODEL", description = "One of the models; may be given several times.")
    private List<String> only = List.of();

    @Override
    public Integer call() throws IOException {
        List<Model> chosen = SideBySideCommand.chosen(MODELS, Model::name, only, "--only");
        Path scratch = Files.createTempDirectory("models");
        JsonArray rows = new JsonArray();
        try {
            for (Model model : chosen) {
                System.err.println("bench: " + model.name);
                rows.add(measure(model, scratch));
            }
        } finally {
            Folders.delete(scratch);
        }
        output.print("models", COLUMNS, rows);
        return 0;
    }

    private JsonObject measure(Model model, Path scratch) throws IOException {
        Path file = scratch.resolve("model.hg");
        List<String> words = new ArrayList<>(List.of("train", "--out", file.toString(), "--force"));
        words.addAll(List.of("--epochs", Integer.toString(epochs), "--code", Integer.toString(code)));
        words.addAll(
                List.of("--data", folder.resolve("train-images-idx3-ubyte.gz").toString()));
        if (!model.options.isEmpty()) {
            words.addAll(List.of(model.options.split(" ", -1)));
        }
        JsonObject trained = run(words, scratch);
        String test = folder.resolve("t10k-images-idx3-ubyte.gz").toString();
        JsonObject judged = run(List.of("evaluate", file.toString(), "--data", test), scratch);
        JsonObject row = new JsonObject();
        row.addProperty("model", model.name);
        row.addProperty("options", model.options.isEmpty() ? "—" : "`" + model.options + "`");
        row.add("weights", trained.get("parameters"));
        for (String figure : List.of("seconds", "rowsPerSecond")) {
            row.addProperty(figure, Output.rounded(trained.get(figure).getAsDouble()));
        }
        row.addProperty(
                "squaredErrorPerRow",
                Output.rounded(judged.get("squaredErrorPerRow").getAsDouble()));
        return row;
    }

    private JsonObject run(List<String> words, Path scratch) throws IOException {
        return Measured.result(words, output.threadsOrAll(), scratch);
    }
}
