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

/** How good maps of pictures codes are, by the whole program with its defaults, beside principal components. */
@Command(name = "reduction", description = "How good maps of pictures codes are, beside principal components.")
final class ReductionCommand implements Callable<Integer> {
    private static final List<String> MEASURES =
            List.of("knnAccuracy", "trustworthiness", "continuity", "squaredErrorPerRow");
    private static final List<String> COLUMNS =
            List.of("code", "of", "seconds", "knnAccuracy", "trustworthiness", "continuity", "squaredErrorPerRow");

    @Mixin
    private Output output;

    @Parameters(paramLabel = "DIR", description = "A folder with Fashion-MNIST's four IDX files.")
    private Path folder;

    @Option(
            names = "--codes",
            split = ",",
            defaultValue = "2",
            description = "Numbers of a code, with commas (default: ${DEFAULT-VALUE}).")
    private List<Integer> codes;

    @Option(names = "--options", defaultValue = "", description = "More options of train, in one argument.")
    private String options;

    @Override
    public Integer call() throws IOException {
        Path scratch = Files.createTempDirectory("reduction");
        JsonArray rows = new JsonArray();
        try {
            for (int code : codes) {
                System.err.println("bench: a code of " + code);
                measure(code, scratch, rows);
            }
        } finally {
            Folders.delete(scratch);
        }
        output.print("reduction", COLUMNS, rows);
        return 0;
    }

    private void measure(int code, Path scratch, JsonArray rows) throws IOException {
        Path file = scratch.resolve("model.hg");
        List<String> words = new ArrayList<>(List.of("train", "--out", file.toString(), "--force"));
        words.addAll(List.of("--code", Integer.toString(code)));
        words.addAll(
                List.of("--data", folder.resolve("train-images-idx3-ubyte.gz").toString()));
        if (!options.isEmpty()) {
            words.addAll(List.of(options.split(" ", -1)));
        }
        JsonObject trained = run(words, scratch);
        JsonObject found = run(
                List.of(
                        "evaluate",
                        file.toString(),
                        "--data",
                        folder.resolve("t10k-images-idx3-ubyte.gz").toString(),
                        "--labels",
                        folder.resolve("t10k-labels-idx1-ubyte.gz").toString(),
                        "--label",
                        "label",
                        "--reduction"),
                scratch);
        JsonObject own = row(code, "the model", found);
        own.addProperty("seconds", Output.rounded(trained.get("seconds").getAsDouble()));
        rows.add(own);
        rows.add(row(code, "principal components", found.getAsJsonObject("pca")));
    }

    private static JsonObject row(int code, String of, JsonObject found) {
        JsonObject row = new JsonObject();
        row.addProperty("code", code);
        row.addProperty("of", of);
        MEASURES.forEach(
                name -> row.addProperty(name, Output.rounded(found.get(name).getAsDouble())));
        return row;
    }

    private JsonObject run(List<String> words, Path scratch) throws IOException {
        return Measured.result(words, output.threadsOrAll(), scratch);
    }
}
