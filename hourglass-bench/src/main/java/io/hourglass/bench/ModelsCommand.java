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

/** Every kind of model on the same pictures, or the networks over the same series, by the whole program: the tables of docs/models.md. */
@Command(
        name = "models",
        description = "Every kind of model on the same pictures, or the networks over a series, for docs/models.md.")
final class ModelsCommand implements Callable<Integer> {
    private static final List<String> COLUMNS =
            List.of("model", "options", "weights", "seconds", "rowsPerSecond", "squaredErrorPerRow", "auroc", "auprc");

    private static final String LABEL = "label";

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

    /** Networks over windows of series; scores are their own, and not those of the detector that all would share. */
    private static final List<Model> NETWORKS = List.of(
            new Model("dense", ""),
            new Model("convolutional", "--conv auto"),
            new Model("LSTM", "--recurrent lstm"),
            new Model("GRU", "--recurrent gru"));

    @Mixin
    private Output output;

    @Parameters(
            paramLabel = "DIR",
            description = "A folder with Fashion-MNIST's four IDX files; or a table of one series, by whose column"
                    + " 'label' of zeros and ones the scores of its points are judged.")
    private Path data;

    @Option(
            names = "--sequence",
            defaultValue = "100",
            description = "Rows of a window of a series (default: ${DEFAULT-VALUE}).")
    private int window;

    @Option(names = "--epochs", defaultValue = "5", description = "Passes over the rows (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(names = "--code", defaultValue = "32", description = "Numbers of a code (default: ${DEFAULT-VALUE}).")
    private int code;

    @Option(names = "--only", paramLabel = "MODEL", description = "One of the models; may be given several times.")
    private List<String> only = List.of();

    @Override
    public Integer call() throws IOException {
        List<Model> models = Files.isDirectory(data) ? MODELS : NETWORKS;
        List<Model> chosen = SideBySideCommand.chosen(models, Model::name, only, "--only");
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
        boolean pictures = Files.isDirectory(data);
        words.addAll(pictures ? List.of("--data", pictures("train")) : series());
        if (!model.options.isEmpty()) {
            words.addAll(List.of(model.options.split(" ", -1)));
        }
        JsonObject trained = run(words, scratch);
        List<String> judging = new ArrayList<>(List.of("evaluate", file.toString()));
        judging.addAll(
                pictures ? List.of("--data", pictures("t10k")) : List.of("--data", data.toString(), "--label", LABEL));
        JsonObject judged = run(judging, scratch);
        JsonObject row = new JsonObject();
        row.addProperty("model", model.name);
        row.addProperty("options", model.options.isEmpty() ? "—" : "`" + model.options + "`");
        row.add("weights", trained.get("parameters"));
        for (String figure : List.of("seconds", "rowsPerSecond")) {
            row.addProperty(figure, Output.rounded(trained.get(figure).getAsDouble()));
        }
        for (String figure : List.of("squaredErrorPerRow", "auroc", "auprc")) {
            if (judged.has(figure)) {
                row.addProperty(figure, Output.rounded(judged.get(figure).getAsDouble()));
            }
        }
        return row;
    }

    private String pictures(String part) {
        return data.resolve(part + "-images-idx3-ubyte.gz").toString();
    }

    private List<String> series() {
        String sequence = Integer.toString(window);
        return List.of("--data", data.toString(), "--ignore", LABEL, "--sequence", sequence, "--score-by", "model");
    }

    private JsonObject run(List<String> words, Path scratch) throws IOException {
        return Measured.result(words, output.threadsOrAll(), scratch);
    }
}
