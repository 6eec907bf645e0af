package io.hourglass.cli;

import io.hourglass.HourglassTraining;
import io.hourglass.data.preparation.Scale;
import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** The options for what of the data is learnt from. */
@Heading("Data")
final class LearntDataOptions {
    /** What scores rows. */
    enum ScoredBy {
        DETECTOR,
        MODEL
    }

    @Option(names = "--ignore", paramLabel = "COLS", description = "Columns to leave out, with commas between them.")
    private List<String> ignored;

    @Option(
            names = "--scale",
            paramLabel = "WAY",
            converter = Way.class,
            description = "How numbers are scaled: standard, minmax, robust, quantile or none. auto is standard, or"
                    + " quantile for a column with far outliers.")
    private Scale scale;

    @Option(
            names = "--validation",
            paramLabel = "SHARE|DATA",
            description = "The rows to judge epochs by: a share of the rows held back, 0 for none, or other DATA.")
    private String validation;

    @Option(
            names = "--score-by",
            paramLabel = "WHAT",
            converter = ScoreWay.class,
            description = "What score goes by: a detector, a small autoencoder beside the model that strange training"
                    + " rows cannot lead astray; or model, the errors of the model itself, as always of images.")
    private ScoredBy scoredBy;

    Scale scale() {
        return scale;
    }

    /**
     * The rows to judge by, if they are others; opened once, since standard input can be read but once.
     *
     * @throws IllegalArgumentException if they are to come from standard input as the data do
     */
    Optional<Table> judging(DataOptions data, SourceOptions options, Console console) {
        if (share().isPresent()) {
            return Optional.empty();
        }
        Table judging = data.openOther(validation, console, options);
        judging.notices().forEach(console::notice);
        return Optional.of(judging);
    }

    /** Checks what can be checked before rows are read. */
    void check(DataOptions data) {
        if (validation.equals(DataSource.STANDARD_INPUT) && data.isStandardInput()) {
            throw new IllegalArgumentException(
                    "--data and --validation cannot both be standard input; give a file to one");
        }
    }

    /** Tells a training what it learns from and is judged by. */
    void apply(HourglassTraining training, TrainingOptions.LearntRows rows) {
        Schema columns = rows.table().sizes().get(0).schema();
        training.ignore(ColumnNames.of(ignored == null ? List.of() : ignored, columns));
        if (scoredBy == ScoredBy.MODEL) {
            training.scoreByModel();
        }
        rows.judging().ifPresentOrElse(training::validation, () -> training.validation(share().orElseThrow()));
    }

    private OptionalDouble share() {
        try {
            return OptionalDouble.of(Double.parseDouble(validation));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static final class ScoreWay extends SettingConverter<ScoredBy> {
        @Override
        ScoredBy value(String text) {
            return constant(ScoredBy.class, text);
        }
    }

    private static final class Way extends SettingConverter<Scale> {
        @Override
        Scale value(String text) {
            return Scale.of(text);
        }
    }
}
