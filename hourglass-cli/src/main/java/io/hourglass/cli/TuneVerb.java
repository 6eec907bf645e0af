package io.hourglass.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.HourglassTraining;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.Pacing;
import io.hourglass.report.ModelChapter;
import io.hourglass.report.SearchChapter;
import io.hourglass.report.page.Chapter;
import io.hourglass.report.page.Report;
import io.hourglass.tune.Setting;
import io.hourglass.tune.Trial;
import io.hourglass.tune.Tuned;
import io.hourglass.tune.Tuner;
import io.hourglass.tune.TuningPlan;
import io.hourglass.words.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Settings that fit the data, and a model trained by them. */
@Command(
        defaultValueProvider = Defaults.class,
        name = "tune",
        description =
                "Searches for settings: many are tried for a short time, the better third of them for longer, again"
                        + " and again. What is given as an option stays as it is; what is not of --hidden, --activation,"
                        + " --rate, --batch, --dropout and --norm is drawn. --time-limit holds for the whole search.")
final class TuneVerb extends Verb {
    private static final int SHOWN = 10;

    @Mixin
    private ModelOutput output = new ModelOutput();

    @Option(names = "--trials", paramLabel = "N", description = "Settings to try.")
    private int trials;

    @Mixin
    private TrainingOptions options = new TrainingOptions();

    @Mixin
    private CheckpointOptions checkpoints = new CheckpointOptions();

    @Spec
    private CommandSpec spec;

    @Override
    void run(Console console) throws IOException {
        output.check(options.ofWindows());
        checkpoints.check();
        HourglassPlan asked = options.plan();
        HourglassPlan base = asked.withLength(asked.length().withoutLimit());
        try (Engine engine = options.engine(console)) {
            TrainingOptions.LearntRows rows = options.rows(console, engine);
            Table table = rows.table();
            int epochs = Pacing.of(base, (int) Math.min(Integer.MAX_VALUE, table.countRows()))
                    .epochs();
            List<Setting> free = free(Setting.free(base, options.series(rows)));
            TuningPlan plan = new TuningPlan(trials, epochs, asked.length().seconds(), free, base.seed());
            Tuned tuned = search(plan, base, each -> options.training(each, rows, engine), console);
            output.save(tuned.model());
            output.finish(() -> page(tuned, plan, table), object(tuned), text(tuned, plan.free()), console);
        }
    }

    private Tuned search(
            TuningPlan plan,
            HourglassPlan base,
            Function<HourglassPlan, HourglassTraining> trainings,
            Console console) {
        try (ProgressLine line = console.progress("searching", plan.units(), "epochs")) {
            Tuner tuner = new Tuner(plan, trainings);
            checkpoints.apply(tuner);
            return tuner.listener(trial -> {
                        line.advance(trial.epochs());
                        line.stage("trial " + trial.number() + ", " + Words.count(trial.epochs(), "epoch") + ": loss "
                                + Words.figure(trial.loss()) + "  " + settings(trial, plan.free()));
                    })
                    .run(base, options.asked());
        }
    }

    /** What was not given. */
    private List<Setting> free(List<Setting> possible) {
        return possible.stream()
                .filter(setting -> !spec.commandLine().getParseResult().hasMatchedOption("--" + setting))
                .toList();
    }

    private static String settings(Trial trial, List<Setting> free) {
        StringBuilder words = new StringBuilder();
        for (Setting setting : free) {
            words.append(words.length() == 0 ? "--" : " --")
                    .append(setting)
                    .append(' ')
                    .append(setting.text(trial.plan()));
        }
        return words.toString();
    }

    private static Report page(Tuned tuned, TuningPlan plan, Table table) {
        Report model = ModelChapter.ofLearnt(tuned.model(), table);
        List<Chapter> chapters = new ArrayList<>(List.of(SearchChapter.of("search", tuned, plan.free())));
        chapters.addAll(model.chapters());
        return new Report(model.title(), model.lead(), chapters);
    }

    private JsonObject object(Tuned tuned) {
        JsonObject object = new JsonObject();
        object.addProperty("model", output.file().toString());
        object.addProperty(
                "trials", tuned.trials().stream().map(Trial::number).distinct().count());
        object.addProperty("best", tuned.best().number());
        object.addProperty("loss", tuned.model().history().best().loss());
        object.addProperty("validationLoss", tuned.model().history().best().validationLoss());
        object.addProperty("epochs", tuned.best().epochs());
        object.addProperty(
                "seconds", tuned.trials().stream().mapToDouble(Trial::seconds).sum());
        JsonArray runs = new JsonArray();
        for (Trial trial : tuned.trials()) {
            JsonObject run = new JsonObject();
            run.addProperty("trial", trial.number());
            run.addProperty("epochs", trial.epochs());
            run.addProperty("loss", trial.loss());
            run.addProperty("seconds", trial.seconds());
            for (Setting setting : Setting.values()) {
                run.addProperty(setting.toString(), setting.text(trial.plan()));
            }
            runs.add(run);
        }
        object.add("runs", runs);
        return object;
    }

    private String text(Tuned tuned, List<Setting> free) {
        List<String> header = new ArrayList<>(List.of("trial", "epochs", "loss"));
        free.forEach(setting -> header.add(setting.toString()));
        TextTable table = TextTable.headed(header.toArray(new String[0]));
        tuned.trials().stream()
                .sorted(Comparator.comparing(Trial::round, Comparator.reverseOrder())
                        .thenComparing(Trial::loss))
                .limit(SHOWN)
                .forEach(trial -> {
                    List<String> cells = new ArrayList<>(List.of(
                            Integer.toString(trial.number()),
                            Integer.toString(trial.epochs()),
                            Words.figure(trial.loss())));
                    free.forEach(setting -> cells.add(setting.text(trial.plan())));
                    table.row(cells.toArray(new String[0]));
                });
        return table + "\nbest of " + Words.count(tuned.trials().size(), "training") + ": trial "
                + tuned.best().number() + "  " + settings(tuned.best(), free) + "\nmodel in " + output.file();
    }
}
