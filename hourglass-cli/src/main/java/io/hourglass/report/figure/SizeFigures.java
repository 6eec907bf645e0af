package io.hourglass.report.figure;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.loss.Loss;
import io.hourglass.report.page.Chart;
import io.hourglass.report.page.Figure;
import io.hourglass.report.page.NetworkDrawing;
import io.hourglass.report.study.Study;
import io.hourglass.use.PrincipalComponents;
import io.hourglass.words.NetworkWidths;
import io.hourglass.words.Words;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** How small the codes are, and what that is worth. */
public final class SizeFigures {
    private static final int STEPS = 12;

    private SizeFigures() {}

    /** The network as it narrows and widens. */
    public static Figure network(String prefix, Study study) {
        NetworkWidths widths = NetworkWidths.of(study.model().autoencoder().spec());
        String input = study.image()
                .map(image -> "The " + Words.count(image.valuesPerRow()) + " numbers of a picture, one a pixel,")
                .orElse("The " + study.model().schema().width() + " columns of a row, which become "
                        + Words.count(widths.widths().get(0)) + " numbers,");
        String caption = input + " enter on the left. Each layer hands fewer numbers to the next, until "
                + Words.count(study.codeWidth())
                + " are left: the code. The right half must rebuild the row from the code"
                + " alone. Nobody tells the network what to keep; it finds out, as only what the code keeps can be rebuilt."
                + " PCA, which the report compares with, goes from the left to the code and back in one step each.";
        return new Figure(
                prefix + "-network",
                "The network: an hourglass",
                caption,
                new NetworkDrawing(widths),
                Optional.empty());
    }

    /** The error of linear codes of many sizes, and where the autoencoder's code lies. */
    public static Figure sizes(String prefix, Study study) {
        int[] sizes = sizes(study.flat().components(), study.codeWidth());
        double[] errors =
                Arrays.stream(sizes).mapToDouble(size -> error(study, size)).toArray();
        double own = study.rebuilt().evaluation().squaredErrorPerRow();
        JsonObject data = new JsonObject();
        data.addProperty("xName", "numbers in a code");
        data.addProperty("yName", "squared error a row");
        data.add("x", Json.numbers(Arrays.stream(sizes).asDoubleStream().toArray()));
        JsonArray series = new JsonArray();
        series.add(Json.series("PCA", errors));
        data.add("series", series);
        JsonObject mark = new JsonObject();
        mark.addProperty("name", "autoencoder");
        mark.add("at", Json.numbers(study.codeWidth(), own));
        data.add("mark", mark);
        MemoryTable table = MemoryTable.builder()
                .categories("method", names(sizes.length))
                .numbers(new NumericColumn("numbers in a code", 0), withOwn(sizes, study.codeWidth()))
                .numbers("squared error per row", withOwn(errors, own))
                .build();
        String label = "Error by size of code. The autoencoder: " + study.codeWidth() + " numbers, error "
                + Words.figure(own) + ". PCA with as many: " + Words.figure(flatError(study)) + ".";
        return new Figure(
                prefix + "-sizes",
                "What a code is worth",
                caption(study, sizes, errors, own),
                new Chart("lines", label, data),
                Optional.of(table));
    }

    private static double flatError(Study study) {
        return study.flatRebuilt().evaluation().squaredErrorPerRow();
    }

    private static String own(Study study) {
        int members = study.model().members();
        return members == 1 ? "autoencoder" : "mean of " + members + " autoencoders, each with such a code";
    }

    private static String caption(Study study, int[] sizes, double[] errors, double own) {
        int inputs =
                NetworkWidths.of(study.model().autoencoder().spec()).widths().get(0);
        String words = "A code of " + Words.count(study.codeWidth(), "number") + " stands for "
                + Words.count(inputs) + ": " + times(inputs, study.codeWidth())
                + " times fewer. The point is the " + own(study)
                + "; the line is PCA with codes of many sizes. Lower is better. ";
        int first = IntStream.range(0, sizes.length)
                .filter(i -> errors[i] <= own)
                .findFirst()
                .orElse(-1);
        if (first > 0 && sizes[first] > study.codeWidth()) {
            words += "PCA needs between " + sizes[first - 1] + " and " + sizes[first]
                    + " numbers to rebuild these rows as well.";
        } else if (first >= 0) {
            words += "Here PCA rebuilds the rows as well with " + Words.count(sizes[first], "number")
                    + ": longer training or more hidden units may help the autoencoder.";
        } else {
            words += "Even with " + Words.count(sizes[sizes.length - 1], "number")
                    + " PCA does not rebuild these rows as well.";
        }
        return study.flatKnowsRows() ? words + " (PCA was fitted to the very rows shown, which flatters it.)" : words;
    }

    /** How many times fewer numbers a code has. */
    public static String times(int inputs, int code) {
        double times = inputs / (double) code;
        return times >= 10 ? Words.count(Math.round(times)) : String.valueOf(Math.round(10 * times) / 10.0);
    }

    private static String[] names(int lines) {
        String[] names = new String[lines + 1];
        Arrays.fill(names, "PCA");
        names[lines] = "autoencoder";
        return names;
    }

    private static double[] withOwn(int[] values, double own) {
        return withOwn(Arrays.stream(values).asDoubleStream().toArray(), own);
    }

    private static double[] withOwn(double[] values, double own) {
        double[] all = Arrays.copyOf(values, values.length + 1);
        all[values.length] = own;
        return all;
    }

    /** About a dozen sizes up to the largest, that of the code among them. */
    private static int[] sizes(int most, int code) {
        return IntStream.concat(
                        IntStream.rangeClosed(1, STEPS).map(step -> Math.max(1, most * step / STEPS)),
                        IntStream.of(1, 2, Math.min(code, most)))
                .filter(size -> size <= most)
                .distinct()
                .sorted()
                .toArray();
    }

    private static double error(Study study, int size) {
        PrincipalComponents flat = study.flat().first(size);
        float[] rebuilt = flat.decode(flat.encode(study.expanded()));
        int width = study.outputs();
        double sum = 0;
        for (int row = 0; row < study.rows().count(); row++) {
            float[] target = Arrays.copyOfRange(study.expanded(), row * width, (row + 1) * width);
            sum += Loss.squaredError(rebuilt, row * width, target);
        }
        return sum / study.rows().count();
    }
}
