package io.hourglass.cli;

import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.report.page.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for where a model that is trained goes: its file, and a report of it. */
final class ModelOutput {
    @Option(names = "--out", required = true, paramLabel = "M.hg", description = "The file that the model goes to.")
    private Path file;

    @Mixin
    private ReplaceOption replace = new ReplaceOption();

    @Mixin
    private ReportOption report = new ReportOption();

    /**
     * Checks all of it before the work begins.
     *
     * @param windows whether windows of series are learnt
     * @throws IOException if a folder may not be written to
     */
    void check(boolean windows) throws IOException {
        replace.checkModel(file);
        report.check(replace, file);
        report.checkRows(windows);
    }

    Path file() {
        return file;
    }

    /** Whether a report was asked for. */
    boolean reports() {
        return report.isGiven();
    }

    ReplaceOption replace() {
        return replace;
    }

    void save(Hourglass model) {
        model.save(file, replace.force());
    }

    /** Writes the report if one was asked for, and prints the result. */
    void finish(Supplier<Report> page, JsonObject object, String text, Console console) {
        report.write(page, replace, console);
        console.result(report.in(object), report.in(text));
    }
}
