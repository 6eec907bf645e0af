package io.hourglass.cli;

import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Table;
import io.hourglass.series.Series;
import io.hourglass.use.CellRestoration;
import io.hourglass.use.ColumnError;
import io.hourglass.use.ImageQuality;
import io.hourglass.use.Restoration;
import io.hourglass.words.Words;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that compares images or rows with clean ones, before a model has denoised them and after. */
final class CleanOption {
    @Option(
            names = "--clean",
            paramLabel = "DATA",
            description =
                    "The same images or rows without noise: gives the means of PSNR and SSIM (peak 1), or the error of each"
                            + " column, as --data has them and as the model denoises them, instead of the model's errors.")
    private String clean;

    /** Whether clean images were given. */
    boolean isGiven() {
        return clean != null;
    }

    /**
     * Checks that nothing is asked for that this leaves out.
     *
     * @param more whether other measures were asked for
     */
    void check(boolean more) {
        if (isGiven() && more) {
            throw new IllegalArgumentException(
                    "--clean measures images or rows beside clean ones and nothing else; leave out --iwae, --against, --label,"
                            + " --reduction and --report, or --clean");
        }
    }

    /** Measures, and prints the result. */
    void run(Hourglass model, Table noisy, DataOptions data, Console console) {
        if (model.preparation().image().isPresent()) {
            Table goal = data.openOther(clean, console, data.options());
            Restoration found = Restoration.of(noisy, model.denoise(noisy), goal);
            noisy.notices().forEach(console::notice);
            console.result(object(found), text(found));
            return;
        }
        Table goal = DataOptions.open(clean, console, data.options(), model.schema());
        List<Column> same = model.series().map(Series::columns).orElse(List.of());
        CellRestoration found = CellRestoration.of(
                noisy, model.denoise(noisy), goal, model.preparation().schema(), same);
        noisy.notices().forEach(console::notice);
        if (found.missing() > 0) {
            console.notice("missing in " + data.name() + " and there without noise: "
                    + Words.count(found.missing(), "cell") + ", which the figures do not count");
        }
        console.result(object(found), text(found));
    }

    private static JsonObject object(CellRestoration found) {
        JsonObject columns = new JsonObject();
        for (int c = 0; c < found.before().size(); c++) {
            ColumnError before = found.before().get(c);
            JsonObject measure = new JsonObject();
            measure.add(
                    before.measure(), both(before.value(), found.after().get(c).value()));
            columns.add(before.column(), measure);
        }
        JsonObject object = new JsonObject();
        object.addProperty("rows", found.rows());
        object.addProperty("missingCells", found.missing());
        object.add("columns", columns);
        return object;
    }

    private static String text(CellRestoration found) {
        TextTable table = TextTable.headed("column", "measure", "before", "after");
        for (int c = 0; c < found.before().size(); c++) {
            ColumnError before = found.before().get(c);
            table.row(
                    before.column(),
                    before.measure(),
                    Words.figure(before.value()),
                    Words.figure(found.after().get(c).value()));
        }
        return Words.count(found.rows(), "row") + ", beside those without noise\n" + table;
    }

    private static JsonObject object(Restoration found) {
        JsonObject object = new JsonObject();
        object.addProperty("rows", found.images());
        object.add("psnr", both(found.before().psnr(), found.after().psnr()));
        object.add("ssim", both(found.before().ssim(), found.after().ssim()));
        return object;
    }

    /** Null for what images are too small for, or a column has no cells for. */
    private static JsonObject both(double before, double after) {
        JsonObject both = new JsonObject();
        both.addProperty("before", Double.isNaN(before) ? null : before);
        both.addProperty("after", Double.isNaN(after) ? null : after);
        return both;
    }

    private static String text(Restoration found) {
        TextTable table = TextTable.headed("", "PSNR, dB", "SSIM");
        row(table, "before", found.before());
        row(table, "after", found.after());
        return Words.count(found.images(), "image") + ", means (peak 1)\n" + table;
    }

    private static void row(TextTable table, String name, ImageQuality quality) {
        String similarity = Double.isNaN(quality.ssim()) ? "needs 11x11 pixels" : Words.figure(quality.ssim());
        table.row(name, Words.figure(quality.psnr()), similarity);
    }
}
