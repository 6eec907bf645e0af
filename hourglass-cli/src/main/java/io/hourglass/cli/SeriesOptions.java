package io.hourglass.cli;

import io.hourglass.data.table.Schema;
import io.hourglass.network.RecurrentCell;
import io.hourglass.plan.SeriesPlan;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options for rows that are series. */
@Heading("Series")
final class SeriesOptions {
    @Option(
            names = "--sequence",
            paramLabel = "W",
            converter = Window.class,
            description =
                    "Learns windows of W consecutive rows. Rows to judge by are held back in stretches: whole series of"
                            + " many, the end of each of few.")
    private Integer window;

    @Option(
            names = "--time",
            paramLabel = "COL",
            description =
                    "The column by whose value rows are put in order; it is not learnt. Without it rows are taken as"
                            + " they come.")
    private String time;

    @Option(
            names = "--by",
            paramLabel = "COLS",
            description = "Columns that tell series apart, with commas between them; they are not learnt, and no window"
                    + " holds rows of two series.")
    private List<String> by;

    @Option(
            names = "--recurrent",
            paramLabel = "CELL",
            converter = Cell.class,
            description = "Encoder and decoder go from step to step: lstm or gru. Without it dense layers see the whole"
                    + " window at once, or convolutions with --conv.")
    private RecurrentCell recurrent;

    /** Whether windows are learnt. */
    boolean present() {
        return window != null;
    }

    /** The windows, over rows of some columns; empty if rows are learnt. */
    Optional<SeriesPlan> plan(Schema schema) {
        if (window != null) {
            return Optional.of(new SeriesPlan(
                    window,
                    Optional.ofNullable(time),
                    ColumnNames.of(by == null ? List.of() : by, schema),
                    Optional.ofNullable(recurrent)));
        }
        if (time != null || by != null || recurrent != null) {
            throw new IllegalArgumentException(
                    "--time, --by and --recurrent are for series: say with --sequence W how many"
                            + " consecutive rows make a window");
        }
        return Optional.empty();
    }

    private static final class Window extends SettingConverter<Integer> {
        @Override
        Integer value(String text) {
            return SeriesPlan.windows(Integer.parseInt(text)).window();
        }
    }

    private static final class Cell extends SettingConverter<RecurrentCell> {
        @Override
        RecurrentCell value(String text) {
            return constant(RecurrentCell.class, text);
        }
    }
}
