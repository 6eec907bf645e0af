package io.hourglass.cli;

import io.hourglass.Hourglass;
import io.hourglass.HourglassTraining;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import io.hourglass.error.TrainingDivergedException;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.report.study.Study;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Data to a model. */
@Command(
        defaultValueProvider = Defaults.class,
        name = "train",
        description = "Trains an autoencoder on a table or on images.")
final class TrainVerb extends Verb {
    @Option(names = "--out", required = true, paramLabel = "M.hg", description = "The file that the model goes to.")
    private Path out;

    @Mixin
    private ReplaceOption replace = new ReplaceOption();

    @Mixin
    private ReportOption report = new ReportOption();

    @Mixin
    TrainingOptions options = new TrainingOptions();

    @Mixin
    private CheckpointOptions checkpoints = new CheckpointOptions();

    @Mixin
    private LogOptions logs = new LogOptions();

    @Override
    void run(Console console) throws IOException {
        replace.checkModel(out);
        report.check(replace, out);
        report.checkRows(options.ofWindows());
        checkpoints.check();
        logs.check(replace);
        HourglassPlan plan = options.plan();
        try (Engine engine = options.engine(console)) {
            Table table = options.table(console, engine);
            HourglassTraining training = options.training(plan, table, engine, console);
            checkpoints.apply(training);
            TrainingProgress progress = new TrainingProgress(console, plan);
            Hourglass model;
            try (LogOptions.Open open = logs.open(training, replace)) {
                model = trained(training.listener(progress), progress);
                model.save(out, replace.force());
                open.finished(model, table);
            }
            report.write(() -> Study.ofLearnt(model, table), "the rows it learnt from", replace, console);
            TrainingSummary summary = new TrainingSummary(model, out, options.name(), progress);
            console.result(report.in(summary.object()), report.in(summary.text()));
        }
    }

    private Hourglass trained(HourglassTraining training, TrainingProgress progress) {
        try (progress) {
            return training.run();
        } catch (TrainingDivergedException e) {
            throw kept(training.best(), e);
        }
    }

    /** Saves the model of the best epoch of a training that diverged, and says so. */
    private TrainingDivergedException kept(Optional<Hourglass> best, TrainingDivergedException e) {
        best.ifPresent(model -> model.save(out, replace.force()));
        String fate = best.map(model -> "The model of epoch " + model.history().bestEpoch()
                        + ", the best one, was kept in " + out + ".")
                .orElse("No epoch had ended, so that there is no model to keep.");
        return new TrainingDivergedException(
                e.epoch(),
                e.step(),
                e.lastFiniteLoss(),
                "A lower --rate, --clip 1 or another --scale would help.\n" + fate);
    }
}
