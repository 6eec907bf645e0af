package io.hourglass.cli;

import com.google.gson.JsonObject;
import io.hourglass.file.AtomicFile;
import io.hourglass.report.ModelChapter;
import io.hourglass.report.page.Report;
import io.hourglass.report.study.Study;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The option of the verbs that can show what a model does. */
final class ReportOption {
    @Option(
            names = "--report",
            paramLabel = "F.html",
            description =
                    "Draws it in one page of HTML: of a model reconstructions, a map of the codes, strange rows and errors by"
                            + " column; of an archive where its bytes went and which predictor earned them.")
    private Path file;

    /**
     * Checks the file before the work begins.
     *
     * @param other a file that it must not be
     * @throws IOException if its folder may not be written to
     */
    void check(ReplaceOption replace, Path other) throws IOException {
        if (file == null) {
            return;
        }
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".html")) {
            throw new IllegalArgumentException(
                    "--report writes a page of HTML: needed a name ending in .html, got " + file);
        }
        if (file.equals(other)) {
            throw new IllegalArgumentException("--report needs a file of its own; " + other + " is taken");
        }
        replace.check(file);
    }

    /** Whether a report was asked for. */
    boolean isGiven() {
        return file != null;
    }

    /**
     * Refuses a report on what has none.
     *
     * @param what it is, for instance {@code a model}
     */
    void checkNone(String what, String instead) {
        if (file != null) {
            throw new IllegalArgumentException(
                    "--report: inspect draws archives, and this is " + what + "; " + instead);
        }
    }

    /**
     * Checks that the model can be reported on.
     *
     * @param windows whether it is one of windows of series
     */
    void checkRows(boolean windows) {
        Study.requireRows(windows && file != null);
    }

    /** Writes the report if one was asked for. */
    void write(Supplier<Study> study, String shown, ReplaceOption replace, Console console) {
        write(() -> ModelChapter.report(study.get(), shown), replace, console);
    }

    /** Writes any report if one was asked for. */
    void write(Supplier<Report> report, ReplaceOption replace, Console console) {
        if (file == null) {
            return;
        }
        console.notice("writing the report…");
        byte[] page = report.get().html().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, replace.force(), out -> out.write(page));
    }

    /** A result that names the report. */
    JsonObject in(JsonObject result) {
        if (file != null) {
            result.addProperty("report", file.toString());
        }
        return result;
    }

    /** A result in words that names the report. */
    String in(String result) {
        return file == null ? result : result + "\nreport in " + file;
    }
}
