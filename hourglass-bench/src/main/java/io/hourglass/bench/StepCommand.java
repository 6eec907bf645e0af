package io.hourglass.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.engine.Engine;
import io.hourglass.engine.JavaEngine;
import io.hourglass.engine.Precision;
import io.hourglass.onednn.OneDnnEngine;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A whole training step (batch, forward, loss, backward, Adam) on each engine, and beside it the products alone: what the step would
 * take if everything else were free.
 */
@Command(name = "step", description = "A whole training step on each engine, beside its matrix products alone.")
final class StepCommand implements Runnable {
    @Mixin
    private Output output;

    @Option(
            names = "--network",
            description = "The widths of the layers (default: the four of docs/benchmarks.md).",
            split = ",")
    private List<String> networks = List.of(
            "10-5-8-10/256",
            "28-64-16-64-28/1024",
            "784-512-128-32-128-512-784/256",
            "784-1000-500-250-30-250-500-1000-784/256");

    @Option(
            names = "--system",
            split = ",",
            defaultValue = "java,onednn,onednn-bf16,roof,roof-bf16",
            description = "What to measure (default: ${DEFAULT-VALUE}).")
    private List<String> systems;

    @Option(names = "--rounds", defaultValue = "9", description = "How many rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "0.4",
            description = "How long a round, about (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Override
    public void run() {
        JsonArray rows = new JsonArray();
        for (String network : networks) {
            String[] parts = network.split("/", -1);
            int[] widths = Stream.of(parts[0].split("-", -1))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            measure(rows, parts[0], widths, Integer.parseInt(parts[1]));
        }
        output.print(
                "step",
                List.of(
                        "network",
                        "batch",
                        "system",
                        "precision",
                        "threads",
                        "microsPerStep",
                        "rowsPerSecond",
                        "gflops",
                        "ratioToRoof",
                        "finalLoss"),
                rows);
    }

    private void measure(JsonArray rows, String name, int[] widths, int batch) {
        Map<String, Steps> all = new LinkedHashMap<>();
        for (String system : systems) {
            Precision precision = system.endsWith("-bf16") ? Precision.BF16 : Precision.F32;
            all.put(
                    system,
                    system.startsWith("roof")
                            ? new Products(widths, batch, precision)
                            : new Training(widths, batch, precision, engine(system)));
        }
        Map<String, double[]> times = new LinkedHashMap<>();
        Map<String, Integer> steps = new LinkedHashMap<>();
        all.forEach((system, work) -> steps.put(system, warmUp(work)));
        for (int round = 0; round < rounds; round++) {
            int place = round;
            all.forEach((system, work) ->
                    times.computeIfAbsent(system, key -> new double[rounds])[place] = work.run(steps.get(system)));
        }
        times.values().forEach(Arrays::sort);
        all.forEach((system, work) -> rows.add(row(name, widths, batch, system, times, work.loss())));
        all.values().forEach(Steps::close);
    }

    private Engine engine(String system) {
        return system.equals(JavaEngine.NAME) ? new JavaEngine(output.threads()) : new OneDnnEngine(output.threads());
    }

    /** Runs until compiled; gives how many steps make a round. */
    private int warmUp(Steps work) {
        long start = System.nanoTime();
        double micros = 0;
        int steps = 2;
        while (System.nanoTime() - start < 3e9) {
            micros = work.run(steps);
            steps = (int) Math.max(2, Math.min(20000, seconds * 1e6 / micros));
        }
        return steps;
    }

    private JsonObject row(
            String name, int[] widths, int batch, String system, Map<String, double[]> times, double loss) {
        boolean narrow = system.endsWith("-bf16");
        double micros = times.get(system)[rounds / 2];
        double[] roof = times.get(narrow ? "roof-bf16" : "roof");
        JsonObject row = new JsonObject();
        row.addProperty("network", name);
        row.addProperty("batch", batch);
        row.addProperty("system", system.startsWith("roof") ? "roof" : "hourglass-" + system.replace("-bf16", ""));
        row.addProperty("precision", narrow ? "bf16" : "f32");
        row.addProperty("threads", output.threads());
        row.addProperty("microsPerStep", Output.rounded(micros));
        row.addProperty("rowsPerSecond", Output.rounded(batch / micros * 1e6));
        row.addProperty("gflops", Output.rounded(Products.operations(widths, batch) / micros / 1e3));
        row.addProperty("ratioToRoof", roof == null ? 0 : Output.rounded(roof[rounds / 2] / micros));
        row.addProperty("finalLoss", Double.isNaN(loss) ? "" : String.valueOf(Output.rounded(loss)));
        return row;
    }
}
