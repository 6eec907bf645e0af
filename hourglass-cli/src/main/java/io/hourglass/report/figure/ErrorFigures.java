package io.hourglass.report.figure;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.report.page.Chart;
import io.hourglass.report.page.Figure;
import io.hourglass.report.page.Pictures;
import io.hourglass.report.study.Study;
import io.hourglass.use.ColumnError;
import io.hourglass.words.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Where reconstructions are off: by column, by kind of row, by pixel. */
public final class ErrorFigures {
    /** More bars than this are no chart. */
    private static final int MOST_BARS = 30;

    private ErrorFigures() {}

    /** The errors that a model of such data can show. */
    public static List<Figure> of(String prefix, Study study) {
        List<Figure> figures = new ArrayList<>();
        Optional<ImageColumn> image = study.image();
        if (image.isEmpty()) {
            figures.add(columns(prefix, study));
        } else {
            kinds(prefix, study).ifPresent(figures::add);
            figures.add(pixels(prefix, study, image.get()));
        }
        return figures;
    }

    private static Figure columns(String prefix, Study study) {
        List<ColumnError> own = study.rebuilt().evaluation().columns();
        List<ColumnError> flat = study.flatRebuilt().evaluation().columns();
        Guess guess = Guess.of(study);
        int count = own.size();
        double[] ownShare = new double[count];
        double[] flatShare = new double[count];
        for (int i = 0; i < count; i++) {
            ownShare[i] = 100 * guess.share(own.get(i));
            flatShare[i] = 100 * guess.share(flat.get(i));
        }
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            shown.add(i);
        }
        shown.sort(Comparator.comparingDouble(i -> Double.isNaN(ownShare[i]) ? 0 : -ownShare[i]));
        List<Integer> bars = shown.subList(0, Math.min(MOST_BARS, count));
        JsonObject data =
                bars(bars.stream().map(i -> own.get(i).column()).toList(), pick(bars, ownShare), pick(bars, flatShare));
        data.addProperty("xName", "error, in % of guessing the usual value");
        String caption = "How much of each column is lost on the way through the code. 100 % is no better than always"
                + " guessing the usual value (the mean of a number, the most frequent category), 0 % is perfect. The table"
                + " below has the errors in the columns' own units: for numbers the root of the mean squared error, for"
                + " categories the share that came back right."
                + (count > MOST_BARS
                        ? " The chart has the worst " + MOST_BARS + " of " + Words.count(count) + " columns."
                        : "");
        String label = "Errors by column. The column that loses most is "
                + own.get(shown.get(0)).column() + ".";
        return new Figure(
                prefix + "-columns",
                "What is lost, by column",
                caption,
                new Chart("bars", label, data),
                Optional.of(inUnits(own, flat, guess)));
    }

    private static MemoryTable inUnits(List<ColumnError> own, List<ColumnError> flat, Guess guess) {
        return MemoryTable.builder()
                .texts("column", own.stream().map(ColumnError::column).toArray(String[]::new))
                .categories("measure", own.stream().map(ColumnError::measure).toArray(String[]::new))
                .texts("autoencoder", own.stream().map(ErrorFigures::inUnits).toArray(String[]::new))
                .texts("PCA", flat.stream().map(ErrorFigures::inUnits).toArray(String[]::new))
                .texts("usual value", own.stream().map(guess::words).toArray(String[]::new))
                .build();
    }

    private static String inUnits(ColumnError error) {
        return error.measure().equals("accuracy") ? Words.percent(error.value()) : Words.figure(error.value());
    }

    private static double[] pick(List<Integer> places, double... values) {
        return places.stream().mapToDouble(place -> values[place]).toArray();
    }

    private static JsonObject bars(List<String> names, double[] own, double[] flat) {
        JsonObject data = new JsonObject();
        data.add("names", Json.texts(names));
        JsonArray series = new JsonArray();
        series.add(Json.series("autoencoder", own));
        series.add(Json.series("PCA, same size of code", flat));
        data.add("series", series);
        return data;
    }

    /** The mean error of each kind of image, where there are kinds. */
    private static Optional<Figure> kinds(String prefix, Study study) {
        int kind = study.kindColumn();
        if (kind < 0) {
            return Optional.empty();
        }
        Levels levels = Levels.of(study.rows(), kind, MOST_BARS);
        double[] own = levels.means(study.rebuilt().errors());
        double[] flat = levels.means(study.flatRebuilt().errors());
        JsonObject data = bars(levels.names(), own, flat);
        data.addProperty("xName", "squared error of a picture");
        MemoryTable table = MemoryTable.builder()
                .texts("kind", levels.names().toArray(new String[0]))
                .numbers("autoencoder", own)
                .numbers("PCA", flat)
                .build();
        int worst = 0;
        for (int i = 1; i < own.length; i++) {
            worst = own[i] > own[worst] ? i : worst;
        }
        String caption =
                "The mean error of each kind of picture. The network was never told the kinds. Kinds that look much"
                        + " alike are easy to rebuild; those that differ most among themselves, here “"
                        + levels.names().get(worst)
                        + "”, are hard.";
        String label = "Error by kind; the hardest is " + levels.names().get(worst) + ".";
        return Optional.of(new Figure(
                prefix + "-kinds",
                "What is lost, by kind",
                caption,
                new Chart("bars", label, data),
                Optional.of(table)));
    }

    /** The mean squared error of each pixel. */
    private static Figure pixels(String prefix, Study study, ImageColumn image) {
        double[] own = perPixel(study, image, study.rebuilt().outputs());
        double[] flat = perPixel(study, image, study.flatRebuilt().outputs());
        double most = Math.max(
                Arrays.stream(own).max().orElse(0), Arrays.stream(flat).max().orElse(0));
        Pictures pictures = new Pictures(
                List.of("Autoencoder", "PCA"),
                List.of(new Pictures.Example(
                        "error by pixel",
                        List.of(
                                Png.heat(image.width(), image.height(), most, own),
                                Png.heat(image.width(), image.height(), most, flat)),
                        List.of(
                                "at most "
                                        + Words.figure(Arrays.stream(own).max().orElse(0)),
                                "at most "
                                        + Words.figure(Arrays.stream(flat).max().orElse(0))))));
        String caption =
                "Where in the pictures the errors are: the darker, the larger the mean squared error of that pixel"
                        + " over all pictures shown. Both images have the same scale of colours.";
        double[] root = Arrays.stream(own).map(Math::sqrt).toArray();
        double[] flatRoot = Arrays.stream(flat).map(Math::sqrt).toArray();
        double[] places = new double[own.length];
        Arrays.setAll(places, i -> i);
        MemoryTable table = MemoryTable.builder()
                .numbers("pixel", places)
                .numbers("rmse, autoencoder", root)
                .numbers("rmse, PCA", flatRoot)
                .build();
        return new Figure(prefix + "-pixels", "What is lost, by pixel", caption, pictures, Optional.of(table));
    }

    private static double[] perPixel(Study study, ImageColumn image, float[] outputs) {
        int size = image.valuesPerRow();
        double[] sums = new double[image.width() * image.height()];
        for (int i = 0; i < outputs.length; i++) {
            double difference = outputs[i] - study.prepared()[i];
            sums[i % size / image.channels()] +=
                    difference * difference / study.rows().count() / image.channels();
        }
        return sums;
    }
}
