package io.hourglass.report.figure;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.report.page.Chart;
import io.hourglass.report.page.Figure;
import io.hourglass.report.page.Oddities;
import io.hourglass.report.page.Pictures;
import io.hourglass.report.study.Scores;
import io.hourglass.report.study.Study;
import io.hourglass.words.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which rows the model finds strange, and how strange rows are. */
public final class StrangeFigures {
    private static final int ROWS = 9;
    private static final int IMAGES = 12;
    private static final int REASONS = 3;
    /** The columns of one reason in a table of scores. */
    private static final int REASON_WIDTH = 4;

    private StrangeFigures() {}

    /** The strangest rows. */
    public static Figure strangest(String prefix, Study study) {
        return study.image().map(image -> images(prefix, study, image)).orElseGet(() -> rows(prefix, study));
    }

    private static Figure rows(String prefix, Study study) {
        int count = Math.min(ROWS, study.rows().count());
        int[] order = study.scores().order();
        int[] flatRank = ranks(study.flatRebuilt().errors());
        CellReading reading = new CellReading(study);
        List<Oddities.Row> cards = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int row = order[i];
            String note = "Score " + Words.figure(study.scores().values()[row])
                    + "; PCA's squared error makes it number " + Words.count(flatRank[row] + 1L) + " of "
                    + Words.count(study.rows().count());
            cards.add(new Oddities.Row(study.rows().name(row), note, reasons(study, row), reading.row(row)));
        }
        String caption =
                "The rows that fit worst into what the network learnt about all others. For each the values that"
                        + " made it strange: what the row says, what the network would have expected from the rest of the row, and"
                        + " how much of the strangeness that value is to blame for. Strange is not wrong: such rows are rare"
                        + " cases, errors of entry, or frauds, and a person should look.";
        return new Figure(
                prefix + "-strangest",
                "The strangest rows",
                caption,
                new Oddities(cards),
                Optional.of(table(study, Arrays.copyOf(order, Math.min(50, order.length)))));
    }

    private static List<Oddities.Reason> reasons(Study study, int row) {
        Batch table = study.scores().reasons().joined();
        List<Oddities.Reason> reasons = new ArrayList<>();
        for (int i = 0; i < REASONS; i++) {
            int at = 3 + REASON_WIDTH * i;
            String column = table.texts(at)[row];
            double share = table.numbers(at + 1)[row];
            if (column != null && share >= 0.02) {
                String expected = table.texts(at + 2)[row];
                reasons.add(new Oddities.Reason(column, table.texts(at + 3)[row], expected, share));
            }
        }
        return reasons;
    }

    /** The place of each value among all, the largest first. */
    private static int[] ranks(double[] values) {
        int[] order = Scores.order(values);
        int[] ranks = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            ranks[order[i]] = i;
        }
        return ranks;
    }

    private static MemoryTable table(Study study, int[] rows) {
        MemoryTable reasons = study.scores().reasons();
        Batch cells = reasons.joined();
        var builder = MemoryTable.builder()
                .numbers(
                        new NumericColumn("row", 0),
                        Arrays.stream(rows)
                                .mapToDouble(row -> study.rows().numbers()[row])
                                .toArray())
                .numbers(
                        new NumericColumn("score", 4),
                        Arrays.stream(rows)
                                .mapToDouble(row -> study.scores().values()[row])
                                .toArray())
                .numbers(
                        new NumericColumn("squared error, PCA", 4),
                        Arrays.stream(rows)
                                .mapToDouble(row -> study.flatRebuilt().errors()[row])
                                .toArray());
        for (int c = 3; c < reasons.schema().width(); c++) {
            String name = reasons.schema().column(c).name();
            if (reasons.schema().column(c) instanceof NumericColumn) {
                double[] all = cells.numbers(c);
                builder.numbers(
                        new NumericColumn(name, 4),
                        Arrays.stream(rows).mapToDouble(row -> all[row]).toArray());
            } else {
                String[] all = cells.texts(c);
                builder.texts(
                        name, Arrays.stream(rows).mapToObj(row -> all[row]).toArray(String[]::new));
            }
        }
        return builder.build();
    }

    private static Figure images(String prefix, Study study, ImageColumn image) {
        int[] order = study.scores().order();
        List<Pictures.Example> examples = new ArrayList<>();
        List<Integer> shown = new ArrayList<>();
        int[] flatRank = ranks(study.flatRebuilt().errors());
        for (int i = 0; i < Math.min(IMAGES, order.length); i++) {
            int row = order[i];
            shown.add(row);
            examples.add(new Pictures.Example(
                    study.name(row),
                    RowPictures.of(study, image, row),
                    List.of(
                            "score " + Words.figure(study.scores().values()[row]),
                            "",
                            "",
                            "PCA: no. " + (flatRank[row] + 1))));
        }
        String caption =
                "The pictures that the network rebuilds worst, measured by what is usual for each pixel: patterns,"
                        + " prints and shapes that hardly any other picture has. Under the last column stands at which place PCA's"
                        + " error puts the same picture.";
        return new Figure(
                prefix + "-strangest",
                "The strangest pictures",
                caption,
                new Pictures(List.of("Original", "Expected", "Difference", "PCA"), examples),
                Optional.of(RowErrors.table(study, shown)));
    }

    /** How the scores are spread, and where the threshold lies. */
    public static Figure scores(String prefix, Study study) {
        Scores scores = study.scores();
        Histogram histogram = Histogram.over(scores.threshold(), scores.values());
        double[] counts = histogram.counts(scores.values());
        JsonObject data = histogram(histogram, "score");
        JsonArray series = new JsonArray();
        series.add(Json.series("rows", counts));
        data.add("series", series);
        JsonObject mark = new JsonObject();
        mark.addProperty("name", "threshold " + Words.figure(scores.threshold()));
        mark.add("at", Json.numbers(scores.threshold()));
        data.add("mark", mark);
        long anomalies = scores.anomalies();
        MemoryTable table = MemoryTable.builder()
                .numbers("score from", histogram.starts())
                .numbers(new NumericColumn("rows", 0), counts)
                .build();
        String caption = "How many rows have which score; to the right are the strange ones, and the last bar holds all"
                + " beyond it. The threshold was set while training so that one row in a hundred of those lay above it. Of"
                + " the " + Words.count(study.rows().count()) + " rows shown " + Words.count(anomalies) + " do: "
                + Words.percent(anomalies / (double) study.rows().count()) + ".";
        String label = "Histogram of scores; " + Words.count(anomalies) + " of "
                + Words.count(study.rows().count()) + " rows lie above the threshold of "
                + Words.figure(scores.threshold()) + ".";
        return new Figure(
                prefix + "-scores",
                "How strange rows are",
                caption,
                new Chart("histogram", label, data),
                Optional.of(table));
    }

    private static JsonObject histogram(Histogram histogram, String name) {
        JsonObject data = new JsonObject();
        data.addProperty("xName", name);
        data.addProperty("yName", "rows");
        data.add("starts", Json.numbers(histogram.starts()));
        data.addProperty("width", histogram.width());
        return data;
    }

    /** How far off rows are, by the autoencoder and by the components. */
    public static Figure errors(String prefix, Study study) {
        double[] own = study.rebuilt().errors();
        double[] flat = study.flatRebuilt().errors();
        Histogram histogram = Histogram.over(Double.NaN, own, flat);
        JsonObject data = histogram(histogram, "squared error of a row");
        JsonArray series = new JsonArray();
        series.add(Json.series("autoencoder", histogram.counts(own)));
        series.add(Json.series("PCA, same size of code", histogram.counts(flat)));
        data.add("series", series);
        MemoryTable table = MemoryTable.builder()
                .numbers("squared error from", histogram.starts())
                .numbers(new NumericColumn("rows, autoencoder", 0), histogram.counts(own))
                .numbers(new NumericColumn("rows, PCA", 0), histogram.counts(flat))
                .build();
        long better = 0;
        for (int row = 0; row < own.length; row++) {
            better += own[row] < flat[row] ? 1 : 0;
        }
        String caption =
                "How many rows are how far off after the way through the code; further left is better, and the last"
                        + " bars hold all beyond them. The autoencoder is closer to the original than PCA with a code of the same"
                        + " size for " + Words.percent(better / (double) own.length) + " of the rows.";
        String label = "Squared errors of rows; mean "
                + Words.figure(study.rebuilt().evaluation().squaredErrorPerRow()) + " for the autoencoder, "
                + Words.figure(study.flatRebuilt().evaluation().squaredErrorPerRow()) + " for PCA.";
        return new Figure(
                prefix + "-errors",
                "How far off rows are",
                caption,
                new Chart("histogram", label, data),
                Optional.of(table));
    }
}
