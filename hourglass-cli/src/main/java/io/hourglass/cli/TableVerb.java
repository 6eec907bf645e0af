package io.hourglass.cli;

import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import io.hourglass.words.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;

/** A verb that makes a table of the rows of another with a model. */
abstract class TableVerb extends Verb {
    @Mixin
    private ModelArgument model = new ModelArgument();

    @Mixin
    private OutputOptions outputs = new OutputOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private EngineOptions engines = new EngineOptions();

    /** One use of the verb. */
    record Use(Hourglass model, Table rows, TableOutput output, Console console) {}

    /** What a use came to: the rows written, and more for the result. */
    record Outcome(long rows, JsonObject object, List<String> lines) {
        static Outcome of(long rows) {
            return new Outcome(rows, new JsonObject(), new ArrayList<>());
        }
    }

    /** Checks what can be checked before anything is read. */
    void check(Console console) throws IOException {}

    /** Does the work and writes the output. */
    abstract Outcome write(Use use);

    /** The columns that the rows are read by. */
    Schema expected(Hourglass opened) {
        return opened.schema();
    }

    final DataOptions data() {
        return data;
    }

    final OutputOptions outputs() {
        return outputs;
    }

    @Override
    final void run(Console console) throws IOException {
        TableOutput output = outputs.checked(console);
        check(console);
        try (Engine engine = engines.open(line -> {})) {
            Hourglass opened = model.open(engine);
            SourceOptions options = data.options().withThreads(engines.threads());
            Table rows = data.open(console, options, expected(opened), engine);
            Outcome outcome = write(new Use(opened, rows, output, console));
            report(output, outcome, console);
        }
    }

    /** Prints what a verb that wrote rows came to; on standard error where the rows themselves are on standard output. */
    static void report(TableOutput output, Outcome outcome, Console console) {
        JsonObject object = new JsonObject();
        object.addProperty("rows", outcome.rows());
        object.addProperty("out", output.name());
        outcome.object().asMap().forEach(object::add);
        List<String> lines = new ArrayList<>();
        lines.add("wrote " + Words.count(outcome.rows(), "row") + " to "
                + (output.isStandard() ? "standard output" : output.name()));
        lines.addAll(outcome.lines());
        String text = String.join("\n", lines);
        if (output.isStandard()) {
            console.notice(text);
        } else {
            console.result(object, text);
        }
    }
}
