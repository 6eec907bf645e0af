package io.hourglass.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.demo.DemoData;
import io.hourglass.demo.DemoFolder;
import io.hourglass.demo.DemoModel;
import io.hourglass.demo.DemoReport;
import io.hourglass.engine.Engine;
import io.hourglass.file.AtomicFolder;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.report.page.Report;
import io.hourglass.training.EpochReport;
import io.hourglass.training.History;
import io.hourglass.words.NetworkWidths;
import io.hourglass.words.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job on bundled data. */
@Command(
        defaultValueProvider = Defaults.class,
        name = "demo",
        description =
                "Trains models on bundled real data, pictures of clothes and a census, and shows in a report what they"
                        + " do. Takes two or three minutes.")
final class DemoVerb extends Verb {
    @Option(
            names = "--out",
            defaultValue = "hourglass-demo",
            paramLabel = "DIR",
            description = "The folder that the report, the models and the numbers behind the pictures go to.")
    private Path out;

    @Mixin
    private ReplaceOption replace = new ReplaceOption();

    @Mixin
    private EngineOptions engines = new EngineOptions();

    private final UnaryOperator<HourglassPlan> change;

    DemoVerb() {
        this(UnaryOperator.identity());
    }

    /**
     * @param change of the plans of the models, for instance to fewer epochs
     */
    DemoVerb(UnaryOperator<HourglassPlan> change) {
        this.change = change;
    }

    @Override
    void run(Console console) throws IOException {
        replace.checkFolder(out);
        long start = System.nanoTime();
        Map<DemoModel, Hourglass> models = new EnumMap<>(DemoModel.class);
        try (Engine engine = engines.open(console::notice)) {
            AtomicFolder.write(out, replace.force(), folder -> {
                DemoData data = data(folder);
                for (DemoModel each : DemoModel.values()) {
                    console.notice("learning " + each.words() + " (" + (models.size() + 1) + " of "
                            + DemoModel.values().length + ")");
                    models.put(each, trained(each, data, engine, console));
                }
                console.notice("writing the report…");
                Report report = DemoReport.of(data, models);
                DemoFolder.fill(folder, data, models, report);
            });
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        console.result(object(models, seconds), text(models, seconds));
    }

    /** Read by way of a folder of their own, which is gone when they are in memory. */
    private static DemoData data(Path folder) throws IOException {
        Path files = Files.createDirectory(folder.resolve("bundled"));
        DemoData data = DemoData.read(files);
        for (String name : files.toFile().list()) {
            Files.delete(files.resolve(name));
        }
        Files.delete(files);
        return data;
    }

    private Hourglass trained(DemoModel model, DemoData data, Engine engine, Console console) {
        HourglassPlan plan = change.apply(model.plan());
        try (TrainingProgress progress = new TrainingProgress(console)) {
            return model.training(data, plan).engine(engine).listener(progress).run();
        }
    }

    private JsonObject object(Map<DemoModel, Hourglass> models, double seconds) throws IOException {
        JsonObject trained = new JsonObject();
        models.forEach((name, model) -> {
            JsonObject each = new JsonObject();
            each.addProperty("epochs", model.history().epochs().size());
            each.addProperty("loss", model.history().best().loss());
            each.addProperty("validationLoss", model.history().best().validationLoss());
            each.addProperty("seconds", seconds(model.history()));
            trained.add(out.resolve(name.file()).toString(), each);
        });
        JsonObject object = new JsonObject();
        object.addProperty("out", out.toString());
        object.addProperty("report", report().toString());
        object.addProperty("reportBytes", Files.size(report()));
        object.addProperty("seconds", seconds);
        object.add("models", trained);
        JsonArray next = new JsonArray();
        DemoFolder.next(out).forEach(next::add);
        object.add("next", next);
        return object;
    }

    private Path report() {
        return out.resolve(DemoFolder.REPORT);
    }

    private static double seconds(History history) {
        return history.seconds();
    }

    private String text(Map<DemoModel, Hourglass> models, double seconds) throws IOException {
        TextTable table = TextTable.headed("model", "network", "epochs", "loss, from", "to", "seconds");
        models.forEach((name, model) -> {
            List<EpochReport> epochs = model.history().epochs();
            table.row(
                    out.resolve(name.file()).toString(),
                    NetworkWidths.of(model.autoencoder().spec()).toString(),
                    Words.count(epochs.size()),
                    Words.figure(epochs.get(0).judged()),
                    Words.figure(model.history().best().judged()),
                    Words.figure(seconds(model.history())));
        });
        StringBuilder text = new StringBuilder(table.toString());
        text.append("\n\nDone in ").append(Words.duration(seconds)).append(". Now open ");
        text.append(report().toAbsolutePath().toUri()).append("\n\nThen try, for instance:\n");
        DemoFolder.next(out)
                .forEach(command ->
                        text.append("\n  ").append(program()).append(' ').append(command));
        return text.toString();
    }

    /** As it is called from here: in a clone by its launcher. */
    private static String program() {
        return Files.isExecutable(Path.of("hourglass")) && Files.isRegularFile(Path.of("hourglass"))
                ? "./hourglass"
                : "hourglass";
    }
}
