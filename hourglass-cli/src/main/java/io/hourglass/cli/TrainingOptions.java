package io.hourglass.cli;

import io.hourglass.Hourglass;
import io.hourglass.HourglassTraining;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import io.hourglass.patches.LearntPatches;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.Patching;
import io.hourglass.plan.SeriesPlan;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the verbs that train: the data, the plan, and what computes. */
final class TrainingOptions {
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
    private EngineOptions engines = new EngineOptions();

    @Mixin
    private PrecisionOption precision = new PrecisionOption();

    HourglassPlan plan() {
        return new HourglassPlan(
                learnt.scale(), network.plan(), kind.plan(), learning.plan(), length.plan(), length.seed());
    }

    /** How the rows are series, if they are. */
    Optional<SeriesPlan> series(LearntRows rows) {
        return series.plan(rows.table().schema());
    }

    /** What the data is called in full. */
    String asked() {
        return data.asked();
    }

    /** Whether windows of rows are learnt. */
    boolean ofWindows() {
        return series.present();
    }

    /** What the data is called. */
    String name() {
        return data.name();
    }

    /** The engine that was asked for. */
    Engine engine(Console console) {
        return engines.open(console::notice);
    }

    private SourceOptions source() {
        return schema.in(data.options()).withThreads(engines.threads());
    }

    /**
     * What is learnt from.
     *
     * @param table the rows to learn from
     * @param judging the rows to judge epochs by; empty for a share of the others
     */
    record LearntRows(Table table, Optional<Table> judging) {}

    /** The rows to learn from and to judge by; opened here and never again. */
    LearntRows rows(Console console, Engine engine) {
        learnt.check(data);
        Table table = data.open(console, source(), engine);
        return new LearntRows(table, learnt.judging(data, source(), console));
    }

    /**
     * Checks that what is learnt can be shown in a report.
     *
     * @throws IllegalArgumentException if it is patches of images
     */
    void checkReport(HourglassPlan plan, Table table) {
        if (Patching.fitted(plan, LearntPatches.sizes(table)).network().cut()) {
            throw new IllegalArgumentException(
                    "--report shows rows of one size, and this model learns patches of images;"
                            + " evaluate --clean measures it");
        }
    }

    /** A training of a plan on the rows. */
    HourglassTraining training(HourglassPlan plan, LearntRows rows, Engine engine) {
        HourglassTraining training = Hourglass.training(rows.table(), plan);
        learnt.apply(training, rows);
        series.plan(rows.table().sizes().get(0).schema()).ifPresent(training::series);
        return training.engine(engine).precision(precision.precision);
    }
}
