package io.hourglass.cli;

import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.Pieces;
import io.hourglass.data.table.Table;
import io.hourglass.model.NoCorruption;
import io.hourglass.words.Words;
import java.io.IOException;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Rows without their noise. */
@Command(defaultValueProvider = Defaults.class, name = "denoise", description = "Removes noise from rows or images.")
final class DenoiseVerb extends TableVerb {
    @Option(
            names = "--report",
            paramLabel = "F.csv",
            description = "Lists the cells that moved and those that were filled: row,column,from,to,change.")
    private String report;

    private TableOutput reportOutput;

    @Override
    void check(Console console) throws IOException {
        reportOutput = report == null ? null : outputs().checked(report, console);
    }

    @Override
    Outcome write(Use use) {
        if (use.model().autoencoder().spec().corruption() instanceof NoCorruption) {
            use.console()
                    .notice("this model did not learn to remove noise; it was trained without --kind denoising, so rows"
                            + " are only reconstructed");
        }
        Table clean = use.model().denoise(use.rows());
        if (reportOutput == null) {
            return Outcome.of(use.output().write(clean, "denoising", batch -> {}));
        }
        DenoiseReport cells = new DenoiseReport(clean.schema());
        Table noisy = use.rows().as(clean.schema());
        long[] rows = {0};
        reportOutput.write(DenoiseReport.SCHEMA, OptionalLong.empty(), sink -> {
            try (Cursor cursor = noisy.open()) {
                Pieces before = new Pieces(cursor);
                rows[0] = use.output().write(clean, "denoising", batch -> cells.compare(before, batch, sink));
            }
        });
        Outcome outcome = Outcome.of(rows[0]);
        outcome.object().addProperty("movedCells", cells.moved());
        outcome.object().addProperty("filledCells", cells.filled());
        outcome.object().addProperty("report", report);
        outcome.lines()
                .add(Words.count(cells.moved(), "cell") + " moved, " + Words.count(cells.filled(), "missing cell")
                        + " filled; listed in " + report);
        return outcome;
    }
}
