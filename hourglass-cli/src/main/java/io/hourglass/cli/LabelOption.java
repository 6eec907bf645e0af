package io.hourglass.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.data.table.Table;
import io.hourglass.measure.Estimate;
import io.hourglass.measure.Figures;
import io.hourglass.use.LabelledScores;
import io.hourglass.words.Words;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option for a column that says what is true of rows. */
final class LabelOption {
    @Option(
            names = "--label",
            paramLabel = "COL",
            description =
                    "Measures answers by a column, each figure with its 95 % interval: those of classify by the label"
                            + " that the model learnt, scores by a column of zeros and ones that was ignored in training (auroc,"
                            + " auprc).")
    private String label;

    /** The column that was named. */
    Optional<String> column() {
        return Optional.ofNullable(label);
    }

    /** The figures of a model on rows, if they were asked for. */
    Optional<Figures> figures(Hourglass model, Table rows, Console console) {
        return Optional.ofNullable(label).map(name -> {
            if (model.classifier()
                    .map(each -> each.label().column().name().equals(name))
                    .orElse(false)) {
                return model.judge(rows, console::notice);
            }
            if (model.preparation().schema().find(name) >= 0) {
                throw new IllegalArgumentException("column '" + name + "' is one of those that the model learnt, so its"
                        + " scores know it; train with --ignore " + name);
            }
            return LabelledScores.of(model.score(rows), rows, name);
        });
    }

    /** A result with figures and their intervals. */
    static JsonObject in(JsonObject object, Optional<Figures> figures) {
        figures.ifPresent(each -> {
            JsonObject intervals = new JsonObject();
            for (Map.Entry<String, Estimate> figure : each.byName().entrySet()) {
                object.addProperty(figure.getKey(), figure.getValue().value());
                JsonArray interval = new JsonArray();
                interval.add(figure.getValue().low());
                interval.add(figure.getValue().high());
                intervals.add(figure.getKey(), interval);
            }
            object.addProperty("labelled", each.rows());
            object.add("intervals", intervals);
        });
        return object;
    }

    /** Figures in words, above other lines. */
    static String in(String text, Optional<Figures> figures) {
        return figures.map(each -> {
                    TextTable table = TextTable.headed(
                            "figure", "value", "95 % interval (" + Words.count(each.rows(), "labelled row") + ")");
                    each.byName()
                            .forEach((name, figure) -> table.row(
                                    name,
                                    Words.figure(figure.value()),
                                    Words.figure(figure.low()) + " to " + Words.figure(figure.high())));
                    return table + "\n" + text;
                })
                .orElse(text);
    }
}
