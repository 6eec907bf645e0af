package io.hourglass.bench;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains the same networks from the same weights on the same batches with Hourglass and with others. */
@Command(
        name = "side-by-side",
        description = {
            "A training step of Hourglass beside that of other systems: Adam, squared error, relu, sigmoid outputs.",
            "Each system has a JVM of its own; they take turns, and the medians of the rounds are shown."
        })
final class SideBySideCommand implements Callable<Integer> {
    static final List<String> COLUMNS = List.of(
            "network",
            "batch",
            "system",
            "precision",
            "threads",
            "microsPerStep",
            "rowsPerSecond",
            "gflops",
            "ratioToRoof",
            "finalLoss",
            "missing");

    @Mixin
    private Output output;

    @Option(names = "--rounds", defaultValue = "11", description = "Rounds of each system (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--networks",
            split = ",",
            description = "Only these, by their widths, for instance 10-5-8-10 (default: all five).")
    private List<String> networks = List.of();

    @Option(
            names = "--systems",
            split = ",",
            description = "Only these: hourglass-java, hourglass-onednn, djl-pytorch, dl4j, h2o, roof (default: all).")
    private List<String> systems = List.of();

    @Override
    public Integer call() throws IOException {
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds must be at least 1, got " + rounds);
        }
        List<Chain> chains = chosen(Chain.ALL, Chain::name, networks, "--networks");
        List<Entry> entries = chosen(Entry.ALL, Entry::system, systems, "--systems");
        JsonArray rows = new JsonArray();
        Path folder = Files.createTempDirectory("bench");
        for (Chain chain : chains) {
            for (int threads : output.threadsOr(1, 2)) {
                System.err.println("bench: " + chain.name() + ", " + threads + (threads == 1 ? " thread" : " threads"));
                Contest contest = new Contest(chain, threads, rounds);
                JsonArray found = new JsonArray();
                contest.hold(entries, Peers.here(), folder).forEach(found::add);
                System.err.print(Output.table(COLUMNS, found)); // the whole takes a while
                rows.addAll(found);
            }
        }
        if (rows.asList().stream().noneMatch(row -> row.getAsJsonObject().has("missing"))) {
            Folders.delete(folder); // else what a system said is worth reading
        }
        output.print("side-by-side", COLUMNS, rows);
        return 0;
    }

    /** Those whose names are asked for; all if none is. */
    static <T> List<T> chosen(List<T> all, Function<T, String> name, List<String> asked, String option) {
        List<String> names = all.stream().map(name).distinct().toList();
        for (String one : asked) {
            if (!names.contains(one)) {
                throw new IllegalArgumentException(
                        option + " knows " + String.join(", ", names) + "; got '" + one + "'");
            }
        }
        List<T> result = new ArrayList<>(all);
        result.removeIf(one -> !asked.isEmpty() && !asked.contains(name.apply(one)));
        return result;
    }
}
