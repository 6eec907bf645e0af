package io.hourglass.cli;

import io.hourglass.HourglassTraining;
import io.hourglass.data.preparation.Scale;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import java.util.List;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** The options for what of the data is learnt from. */
@Heading("Data")
final class LearntDataOptions {
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

    Scale scale() {
        return scale;
    }

    /** Tells a training what it learns from and is judged by. */
    void apply(HourglassTraining training, Table table, DataOptions data, SourceOptions options, Console console) {
        Schema columns = table.sizes().get(0).schema();
        training.ignore(ColumnNames.of(ignored == null ? List.of() : ignored, columns));
        OptionalDouble share = share();
        if (share.isPresent()) {
            training.validation(share.getAsDouble());
        } else {
            Table judging = data.openOther(validation, console, options);
            judging.notices().forEach(console::notice);
            training.validation(judging);
        }
    }

    private OptionalDouble share() {
        try {
            return OptionalDouble.of(Double.parseDouble(validation));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static final class Way extends SettingConverter<Scale> {
        @Override
        Scale value(String text) {
            return Scale.of(text);
        }
    }
}
