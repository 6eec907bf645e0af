package io.hourglass.cli;

import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import io.hourglass.report.study.Study;
import io.hourglass.use.ColumnError;
import io.hourglass.use.Evaluation;
import io.hourglass.words.Words;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The errors of a model. */
@Command(
        defaultValueProvider = Defaults.class,
        name = "evaluate",
        description = "Measures the errors of a model on data.")
final class EvaluateVerb extends Verb {
    @Mixin
    private ModelArgument model = new ModelArgument();

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private ReportOption report = new ReportOption();

    @Mixin
    private ReplaceOption replace = new ReplaceOption();

    @Mixin
    private EngineOptions engines = new EngineOptions();

    @Override
    void run(Console console) throws IOException {
        report.check(replace, model.file());
        try (Engine engine = engines.open(line -> {})) {
            Hourglass opened = model.open(engine);
            report.checkRows(opened.series().isPresent());
            Table rows = data.open(console, data.options().withThreads(engines.threads()), opened.schema(), engine);
            Evaluation evaluation = opened.evaluate(rows, console::notice);
            rows.notices().forEach(console::notice);
            report.write(() -> Study.of(opened, rows, Optional.empty()), "those of " + data.name(), replace, console);
            console.result(report.in(object(evaluation)), report.in(text(evaluation)));
        }
    }

    private static JsonObject object(Evaluation evaluation) {
        JsonObject columns = new JsonObject();
        for (ColumnError error : evaluation.columns()) {
            JsonObject measure = new JsonObject();
            measure.addProperty(error.measure(), error.value());
            columns.add(error.column(), measure);
        }
        JsonObject object = new JsonObject();
        object.addProperty("rows", evaluation.rows());
        object.addProperty("loss", evaluation.loss());
        object.addProperty("squaredErrorPerRow", evaluation.squaredErrorPerRow());
        object.add("columns", columns);
        return object;
    }

    private static String text(Evaluation evaluation) {
        TextTable table = TextTable.headed("column", "rmse", "accuracy");
        for (ColumnError error : evaluation.columns()) {
            boolean share = error.measure().equals("accuracy");
            table.row(
                    error.column(),
                    share ? "" : Words.figure(error.value()),
                    share ? Words.percent(error.value()) : "");
        }
        return Words.count(evaluation.rows(), "row") + ", loss " + Words.figure(evaluation.loss())
                + ", squared error per row " + Words.figure(evaluation.squaredErrorPerRow()) + "\n" + table;
    }
}
