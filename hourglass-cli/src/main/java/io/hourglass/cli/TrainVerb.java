package io.hourglass.cli;

import io.hourglass.Hourglass;
import io.hourglass.HourglassTraining;
import io.hourglass.engine.Engine;
import io.hourglass.error.TrainingDivergedException;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.report.ModelChapter;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Data to a model. */
@Command(
        defaultValueProvider = Defaults.class,
        name = "train",
        description = "Trains an autoencoder on a table or on images.")
final class TrainVerb extends Verb {
    @Mixin
    private ModelOutput output = new ModelOutput();

    @Mixin
    TrainingOptions options = new TrainingOptions();

    @Mixin
    private LearntLabelOptions label = new LearntLabelOptions();

    @Mixin
    private MembersOption members = new MembersOption();

    @Mixin
    private PixelOptions pixels = new PixelOptions();

    @Mixin
    private CheckpointOptions checkpoints = new CheckpointOptions();

    @Mixin
    private LogOptions logs = new LogOptions();

    @Override
    void run(Console console) throws IOException {
        output.check(options.ofWindows());
        checkpoints.check();
        logs.check(output.replace());
        HourglassPlan plan = options.plan();
        try (Engine engine = options.engine(console)) {
            TrainingOptions.LearntRows rows = options.rows(console, engine);
            if (output.reports()) {
                options.checkReport(plan, rows.table());
            }
            HourglassTraining training = options.training(plan, rows, engine);
            checkpoints.apply(training);
            label.apply(training);
            members.apply(training);
            pixels.apply(training);
            TrainingProgress progress = new TrainingProgress(console);
            Hourglass model;
            try (LogOptions.Open open = logs.open(training, output.replace())) {
                model = trained(training.listener(progress), progress);
                output.save(model);
                open.finished(model, rows.table());
            }
            TrainingSummary summary = new TrainingSummary(model, output.file(), options.name(), progress);
            output.finish(() -> ModelChapter.ofLearnt(model, rows.table()), summary.object(), summary.text(), console);
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
        best.ifPresent(output::save);
        String fate = best.map(model -> members.kept(model) + ", was kept in " + output.file() + ".")
                .orElse("No epoch had ended, so that there is no model to keep.");
        return new TrainingDivergedException(
                e.epoch(),
                e.step(),
                e.lastFiniteLoss(),
                "A lower --rate, --clip 1 or another --scale would help.\n" + fate);
    }
}
