package io.hourglass.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.label.Classifier;
import io.hourglass.label.Label;
import io.hourglass.training.EpochReport;
import io.hourglass.training.History;
import io.hourglass.words.Words;
import java.util.List;

/** What is said of a label that a model learnt. */
record LabelWords(Classifier.Told told) {
    private static final int SHOWN = 10;

    JsonObject object() {
        Label label = told.label();
        History history = told.history();
        JsonObject object = new JsonObject();
        object.addProperty("column", label.column().name());
        object.addProperty("kind", label.column().kind());
        if (!label.isNumber()) {
            JsonArray classes = new JsonArray();
            label.classes().forEach(classes::add);
            object.add("classes", classes);
            object.addProperty("temperature", told.temperature());
        }
        object.addProperty("rows", told.rows().get(0));
        object.addProperty("validationRows", told.rows().get(1));
        object.addProperty("pretraining", told.plan().pretraining());
        object.addProperty("balanced", told.plan().balanced());
        object.addProperty("epochs", history.epochs().size());
        object.addProperty("bestEpoch", history.bestEpoch());
        object.addProperty("loss", history.best().loss());
        object.addProperty("validationLoss", history.best().validationLoss());
        object.addProperty("seconds", seconds());
        return object;
    }

    private double seconds() {
        List<EpochReport> epochs = told.history().epochs();
        return epochs.get(epochs.size() - 1).seconds();
    }

    List<String> lines() {
        Label label = told.label();
        String name = "label '" + label.column().name() + "', ";
        EpochReport best = told.history().best();
        TextTable table = TextTable.plain()
                .row(
                        "  learnt from",
                        Words.count(told.rows().get(0), "row") + ", and "
                                + Words.count(told.rows().get(1), "row") + " to judge by"
                                + (told.plan().pretraining() ? "" : ", from scratch"))
                .row("  epochs", TrainingSummary.epochs(told.history()) + ", in " + Words.duration(seconds()))
                .row("  loss", Words.figure(best.loss()) + ", validation " + Words.figure(best.validationLoss()));
        if (label.isNumber()) {
            return List.of(name + "a number", table.toString());
        }
        int classes = label.classes().size();
        String some = String.join(", ", label.classes().subList(0, Math.min(SHOWN, classes)));
        table.row("  classes", some + (classes > SHOWN ? " and " + (classes - SHOWN) + " more" : ""))
                .row(
                        "  temperature",
                        Words.figure(told.temperature()) + (told.plan().balanced() ? ", classes balanced" : ""));
        return List.of(name + Words.count(classes) + " classes", table.toString());
    }
}
