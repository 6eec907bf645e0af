package io.hourglass.report.figure;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.MemoryTableBuilder;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.measure.ClassAnswers;
import io.hourglass.measure.Estimate;
import io.hourglass.measure.Figures;
import io.hourglass.measure.NumberAnswers;
import io.hourglass.measure.Ranking;
import io.hourglass.report.page.Chart;
import io.hourglass.report.page.Figure;
import io.hourglass.report.study.Study;
import io.hourglass.use.Judged;
import io.hourglass.words.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** How well a model tells the label that it learnt, of the rows shown that have one. */
public final class ToldFigures {
    /** More have no room in a matrix, or no colour of their own. */
    private static final int MOST_CLASSES = 25;

    private static final int MOST_CURVES = 10;
    private static final int MOST_POINTS = 200;

    private ToldFigures() {}

    /** The pictures; none where the model learnt no label, or the rows shown have none. */
    public static List<Figure> of(String prefix, Study study) {
        Optional<Judged> judged = study.judged();
        if (judged.isEmpty()) {
            return List.of();
        }
        Judged found = judged.get();
        String figures = figures(found.figures());
        List<Figure> pictures = new ArrayList<>();
        found.asClasses().ifPresent(answers -> {
            pictures.add(matrix(prefix, found.classes(), answers, figures));
            pictures.add(curves(prefix, found.classes(), answers));
            pictures.add(reliability(prefix, answers, found.figures().figure("ece")));
        });
        found.asNumbers().ifPresent(answers -> pictures.add(numbers(prefix, answers, figures)));
        return pictures;
    }

    /** The first two figures in words. */
    private static String figures(Figures figures) {
        List<String> words = new ArrayList<>();
        figures.byName()
                .forEach((name, figure) -> words.add(words(name) + " " + Words.figure(figure.value()) + " ("
                        + Words.figure(figure.low()) + " to " + Words.figure(figure.high()) + ")"));
        return "By " + Words.count(figures.rows(), "row") + " the " + words.get(0) + ", the " + words.get(1)
                + ", with 95 % intervals";
    }

    /** For instance {@code balanced accuracy} of {@code balancedAccuracy}. */
    private static String words(String name) {
        return name.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static Figure matrix(String prefix, List<String> classes, ClassAnswers answers, String figures) {
        long[][] counts = answers.matrix();
        List<Integer> shown = frequent(counts, MOST_CLASSES);
        JsonObject data = new JsonObject();
        data.add("names", Json.texts(shown.stream().map(classes::get).toList()));
        JsonArray rows = new JsonArray();
        for (int c : shown) {
            rows.add(Json.numbers(
                    shown.stream().mapToDouble(told -> counts[c][told]).toArray()));
        }
        data.add("counts", rows);
        MemoryTableBuilder table = MemoryTable.builder().texts("is", classes.toArray(String[]::new));
        for (int told = 0; told < classes.size(); told++) {
            int column = told;
            double[] numbers =
                    Arrays.stream(counts).mapToDouble(row -> row[column]).toArray();
            table.numbers(new NumericColumn("told " + classes.get(told), 0), numbers);
        }
        String left = classes.size() > shown.size()
                ? " Shown are the " + shown.size() + " most frequent of " + classes.size() + " classes."
                : "";
        return new Figure(
                prefix + "-confusion",
                "What it tells them to be",
                "Each row of squares holds the rows of data that are of one class, each column those that the model tells to be"
                        + " of one; what it gets right lies on the diagonal. " + figures + "." + left,
                new Chart("matrix", "Confusion matrix of " + classes.size() + " classes: " + figures + ".", data),
                Optional.of(table.build()));
    }

    private static List<Integer> frequent(long[][] counts, int most) {
        return IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingLong(c -> -Arrays.stream(counts[c]).sum()))
                .limit(most)
                .sorted()
                .toList();
    }

    private static Figure curves(String prefix, List<String> classes, ClassAnswers answers) {
        long[][] counts = answers.matrix();
        // of two classes one says all
        List<Integer> shown = classes.size() == 2 ? List.of(1) : frequent(counts, MOST_CURVES);
        JsonArray series = new JsonArray();
        List<String> names = new ArrayList<>();
        List<Estimate> areas = new ArrayList<>();
        for (int c : shown) {
            long rows = Arrays.stream(counts[c]).sum();
            if (rows > 0 && rows < answers.truth().length) {
                Ranking ranking = answers.ranking(c);
                series.add(points(classes.get(c), thinned(ranking.curve())));
                names.add(classes.get(c));
                areas.add(ranking.auroc());
            }
        }
        JsonObject data = new JsonObject();
        data.addProperty("xName", "false alarms, share of the others");
        data.addProperty("yName", "found, share of the class");
        data.addProperty("diagonal", "guessing");
        data.add("series", series);
        MemoryTable table = MemoryTable.builder()
                .texts("class", names.toArray(String[]::new))
                .numbers("area", areas.stream().mapToDouble(Estimate::value).toArray())
                .numbers("low", areas.stream().mapToDouble(Estimate::low).toArray())
                .numbers("high", areas.stream().mapToDouble(Estimate::high).toArray())
                .build();
        return new Figure(
                prefix + "-roc",
                "How sure it can be asked to be",
                "Calling a row of a class at a lower probability finds more of that class, and raises more false alarms: each"
                        + " curve has all choices at once (ROC). One that goes up at once and then right is perfect; the"
                        + " dashed line is guessing. The table has the area under each curve with its 95 % interval.",
                new Chart("curves", "ROC curves of " + Words.count(names.size(), "class") + ".", data),
                Optional.of(table));
    }

    private static JsonObject points(String name, double[][] points) {
        JsonArray array = new JsonArray();
        for (double[] point : points) {
            array.add(Json.numbers(point));
        }
        JsonObject object = new JsonObject();
        object.addProperty("name", name);
        object.add("points", array);
        return object;
    }

    /** Evenly many of a curve's points, both ends among them. */
    private static double[][] thinned(double[][] points) {
        if (points.length <= MOST_POINTS) {
            return points;
        }
        double[][] kept = new double[MOST_POINTS][];
        Arrays.setAll(kept, i -> points[(int) ((long) i * (points.length - 1) / (MOST_POINTS - 1))]);
        return kept;
    }

    private static Figure reliability(String prefix, ClassAnswers answers, Estimate error) {
        double[][] bins = Arrays.stream(answers.reliability())
                .filter(bin -> bin[0] > 0)
                .map(bin -> new double[] {bin[1] / bin[0], bin[2] / bin[0], bin[0]})
                .toArray(double[][]::new);
        double[][] points =
                Arrays.stream(bins).map(bin -> Arrays.copyOf(bin, 2)).toArray(double[][]::new);
        JsonObject data = new JsonObject();
        data.addProperty("xName", "probability that it gives its answer");
        data.addProperty("yName", "how often the answer is right");
        data.addProperty("diagonal", "as often as it says");
        JsonArray series = new JsonArray();
        series.add(points("rows of like probability", points));
        data.add("series", series);
        MemoryTable table = MemoryTable.builder()
                .numbers(
                        "probability",
                        Arrays.stream(bins).mapToDouble(bin -> bin[0]).toArray())
                .numbers("right", Arrays.stream(bins).mapToDouble(bin -> bin[1]).toArray())
                .numbers(
                        new NumericColumn("rows", 0),
                        Arrays.stream(bins).mapToDouble(bin -> bin[2]).toArray())
                .build();
        String words = "The expected calibration error is " + Words.figure(error.value()) + " ("
                + Words.figure(error.low()) + " to " + Words.figure(error.high()) + ").";
        return new Figure(
                prefix + "-reliability",
                "Whether its probabilities can be believed",
                "Of the rows that it is 80 % sure of, 80 % should be right: then the points lie on the dashed line. Below it the"
                        + " model is too sure of itself, above it too modest. " + words,
                new Chart("curves", "Reliability of probabilities. " + words, data),
                Optional.of(table));
    }

    private static Figure numbers(String prefix, NumberAnswers answers, String figures) {
        double[] told = answers.told();
        double[] truth = answers.truth();
        int step = Math.max(1, told.length / (5 * MOST_POINTS));
        double[][] points = IntStream.range(0, told.length)
                .filter(row -> row % step == 0)
                .mapToObj(row -> new double[] {truth[row], told[row]})
                .toArray(double[][]::new);
        double least =
                Arrays.stream(points).flatMapToDouble(Arrays::stream).min().orElse(0);
        double most =
                Arrays.stream(points).flatMapToDouble(Arrays::stream).max().orElse(1);
        JsonObject data = new JsonObject();
        data.addProperty("xName", "what is true");
        data.addProperty("yName", "what it tells");
        data.addProperty("diagonal", "right");
        data.addProperty("points", true);
        data.add("ends", Json.numbers(least, most));
        JsonArray series = new JsonArray();
        series.add(points("rows", points));
        data.add("series", series);
        MemoryTable table = MemoryTable.builder()
                .numbers("true", truth)
                .numbers("told", told)
                .build();
        return new Figure(
                prefix + "-told",
                "What it tells",
                "Each point is a row: how far right says what is true, how far up what the model tells; on the dashed line it is"
                        + " right. " + figures + ".",
                new Chart("curves", "Numbers told beside true ones: " + figures + ".", data),
                Optional.of(table));
    }
}
