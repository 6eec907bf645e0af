package io.hourglass.cli;

import io.hourglass.Hourglass;
import io.hourglass.data.table.Table;
import io.hourglass.file.AtomicFile;
import io.hourglass.report.MapPlot;
import io.hourglass.report.study.Study;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that draw codes as a map. */
final class PlotOption {
    @Option(
            names = "--plot",
            paramLabel = "F",
            description = "Draws the codes as a map of two dimensions too: map.html, to zoom and hover, or map.png.")
    private Path file;

    @Option(
            names = "--color",
            paramLabel = "COL",
            description =
                    "The column that the points of --plot are coloured by; by default one that tells kinds apart.")
    private String colour;

    /**
     * Checks the options before the work begins.
     *
     * @throws IOException if the folder of the map may not be written to
     */
    void check(OutputOptions outputs) throws IOException {
        if (file == null) {
            if (colour != null) {
                throw new IllegalArgumentException("--color is for --plot; add for instance --plot map.html");
            }
            return;
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".html") && !name.endsWith(".png")) {
            throw new IllegalArgumentException("--plot draws .html or .png, got " + file);
        }
        outputs.checkBeside(file);
    }

    /**
     * Checks that the codes can be drawn.
     *
     * @param windows whether they are those of windows of series
     */
    void checkRows(boolean windows) {
        Study.requireRows(windows && file != null);
    }

    /** Draws the map if one was asked for. */
    void write(Hourglass model, Table rows, OutputOptions outputs, TableVerb.Outcome outcome) {
        if (file == null) {
            return;
        }
        MapPlot plot = new MapPlot(Study.of(model, rows, Optional.empty()), Optional.ofNullable(colour));
        byte[] bytes = file.toString().toLowerCase(Locale.ROOT).endsWith(".png") ? plot.png() : plot.html();
        AtomicFile.write(file, outputs.force(), out -> out.write(bytes));
        outcome.object().addProperty("plot", file.toString());
        outcome.lines().add("drawn as a map in " + file);
    }
}
