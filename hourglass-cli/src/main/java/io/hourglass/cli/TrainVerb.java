package io.hourglass.cli;

import io.hourglass.Hourglass;
import io.hourglass.HourglassTraining;
import io.hourglass.data.source.SourceOptions;
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

    @Option(
            names = ConfigFile.OPTION,
            paramLabel = "F.json",
            description = "Reads options from a JSON object, for instance {\"hidden\": [128, 64], \"tied\": true}; the"
                    + " command line wins.")
    Path config;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private SchemaOption schema = new SchemaOption();

    @Mixin
    private LearntDataOptions learnt = new LearntDataOptions();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private SeriesOptions series = new SeriesOptions();

    @Mixin
    private KindOptions kind = new KindOptions();

    @Mixin
    private LearningOptions learning = new LearningOptions();

    @Mixin
    private LengthOptions length = new LengthOptions();

    @Mixin
    private CheckpointOptions checkpoints = new CheckpointOptions();

    @Mixin
    private EngineOptions engines = new EngineOptions();

    @Mixin
    PrecisionOption precision = new PrecisionOption();

    HourglassPlan plan() {
        return new HourglassPlan(
                learnt.scale(), network.plan(), kind.plan(), learning.plan(), length.plan(), length.seed());
    }

    @Override
    void run(Console console) throws IOException {
        checkOutput();
        report.check(replace, out);
        report.checkRows(series.present());
        checkpoints.check();
        HourglassPlan plan = plan();
        try (Engine engine = engines.open(console::notice)) {
            SourceOptions options = schema.in(data.options()).withThreads(engines.threads());
            Table table = data.open(console, options, engine);
            HourglassTraining training = Hourglass.training(table, plan);
            learnt.apply(training, table, data, options, console);
            series.apply(training, table.schema());
            checkpoints.apply(training);
            TrainingProgress progress = new TrainingProgress(console, plan);
            Hourglass model = trained(
                    training.engine(engine).precision(precision.precision).listener(progress), progress);
            model.save(out, replace.force());
            report.write(() -> Study.ofLearnt(model, table), "the rows it learnt from", replace, console);
            TrainingSummary summary = new TrainingSummary(model, out, data.name(), progress);
            console.result(report.in(summary.object()), report.in(summary.text()));
        }
    }

    private void checkOutput() throws IOException {
        if (out.toString().equals("-")) {
            throw new IllegalArgumentException(
                    "--out needs a file, for instance model.hg; a model is not written to" + " standard output");
        }
        replace.check(out);
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
