package io.hourglass.report.figure;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.loss.SquaredError;
import io.hourglass.report.page.Chart;
import io.hourglass.report.page.Figure;
import io.hourglass.report.study.Study;
import io.hourglass.training.EpochReport;
import io.hourglass.training.History;
import io.hourglass.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** How the loss fell. */
public final class LossFigure {
    private LossFigure() {}

    /** The curves of a model's training. */
    public static Figure of(String prefix, Study study) {
        History history = study.model().history();
        List<EpochReport> epochs = history.epochs();
        double[] number = each(epochs, EpochReport::epoch);
        double[] training = each(epochs, EpochReport::loss);
        double[] validation = each(epochs, EpochReport::validationLoss);
        boolean judged = !Double.isNaN(history.best().validationLoss());
        JsonObject data = new JsonObject();
        data.addProperty("xName", "epoch");
        data.addProperty("yName", "loss");
        data.addProperty("log", training[0] > 5 * training[training.length - 1]);
        data.add("x", Json.numbers(number));
        JsonArray series = new JsonArray();
        series.add(Json.series("rows it learns from", training));
        if (judged) {
            series.add(Json.series("rows kept aside", validation));
        }
        data.add("series", series);
        JsonObject mark = new JsonObject();
        mark.addProperty("name", "best epoch " + history.bestEpoch());
        mark.add("at", Json.numbers(history.bestEpoch(), history.best().judged()));
        data.add("mark", mark);
        Optional<Double> flat = flatLoss(study);
        flat.ifPresent(value -> data.add("level", Json.series("PCA, same size of code", value)));
        MemoryTable table = MemoryTable.builder()
                .numbers(new NumericColumn("epoch", 0), number)
                .numbers("loss", training)
                .numbers("validation loss", validation)
                .build();
        String label = "Loss by epoch: from " + Words.figure(training[0]) + " to "
                + Words.figure(history.best().judged()) + " in the best epoch, " + history.bestEpoch() + " of "
                + epochs.size() + ".";
        return new Figure(
                prefix + "-loss",
                "How it learnt",
                caption(history, judged, flat),
                new Chart("lines", label, data),
                Optional.of(table));
    }

    /** Where the loss is the squared error of every value, that of the components stands on the same scale. */
    private static Optional<Double> flatLoss(Study study) {
        return study.loss() instanceof SquaredError
                ? Optional.of(study.flatRebuilt().evaluation().squaredErrorPerRow() / study.outputs())
                : Optional.empty();
    }

    private static double[] each(List<EpochReport> epochs, ToDoubleFunction<EpochReport> value) {
        return epochs.stream().mapToDouble(value).toArray();
    }

    private static String caption(History history, boolean judged, Optional<Double> flat) {
        StringBuilder words =
                new StringBuilder("An epoch is one pass over all rows. After each the network rebuilds rows a"
                        + " little better, so the loss, its mean error, falls. ");
        if (judged) {
            words.append(
                    "The second line is the error on rows that it never learns from: where that one stops falling, the"
                            + " network only learns by heart. The model keeps what it knew after epoch "
                            + history.bestEpoch() + ", the best one by that line. ");
        } else {
            words.append("No rows were kept aside to judge by. ");
        }
        flat.ifPresent(
                value -> words.append("The dashed line is what PCA, the classical method, leaves of error on the rows"
                        + " shown here with a code of the same size: it takes no epochs, and gets no better."));
        return words.toString().strip();
    }
}
