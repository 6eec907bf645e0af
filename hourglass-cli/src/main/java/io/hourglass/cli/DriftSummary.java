package io.hourglass.cli;

import com.google.gson.JsonObject;
import io.hourglass.use.ColumnDrift;
import io.hourglass.use.ColumnError;
import io.hourglass.use.Drift;
import io.hourglass.words.Words;

/** What has changed between two tables, in words and as JSON. */
record DriftSummary(Drift drift) {
    JsonObject object() {
        JsonObject columns = new JsonObject();
        for (ColumnDrift column : drift.columns()) {
            JsonObject object = new JsonObject();
            if (!Double.isNaN(column.index())) { // of images there is none
                object.addProperty("psi", column.index());
            }
            object.addProperty("measure", column.before().measure());
            object.addProperty("before", column.before().value());
            object.addProperty("now", column.now().value());
            columns.add(column.column(), object);
        }
        JsonObject object = new JsonObject();
        object.addProperty("rowsBefore", drift.before().rows());
        object.addProperty("lossBefore", drift.before().loss());
        object.addProperty("scorePsi", drift.scores());
        object.add("columns", columns);
        return object;
    }

    String text() {
        TextTable table = TextTable.headed("column", "psi", "changed", "before", "now");
        for (ColumnDrift column : drift.columns()) {
            double index = column.index();
            table.row(
                    column.column(),
                    Double.isNaN(index) ? "-" : Words.figure(index),
                    word(index),
                    value(column.before()),
                    value(column.now()));
        }
        return "against " + Words.count(drift.before().rows(), "row") + ": loss "
                + Words.figure(drift.before().loss()) + " there, "
                + Words.figure(drift.now().loss())
                + " here; scores have " + word(drift.scores()) + " (psi " + Words.figure(drift.scores()) + ")\n"
                + table;
    }

    private static String value(ColumnError error) {
        boolean share = error.measure().equals("accuracy");
        return share ? Words.percent(error.value()) : Words.figure(error.value());
    }

    private static String word(double index) {
        if (Double.isNaN(index)) {
            return "";
        }
        return index < Drift.CHANGED ? "hardly changed" : index < Drift.MUCH_CHANGED ? "changed" : "much changed";
    }
}
