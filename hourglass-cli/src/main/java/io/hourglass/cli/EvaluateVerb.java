package io.hourglass.cli;

import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.data.source.DataSource;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import io.hourglass.measure.Figures;
import io.hourglass.report.study.Study;
import io.hourglass.use.ColumnError;
import io.hourglass.use.Drift;
import io.hourglass.use.Evaluation;
import io.hourglass.use.Reduction;
import io.hourglass.use.RowEvidence;
import io.hourglass.words.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The errors of a model. */
@Command(
        defaultValueProvider = Defaults.class,
        name = "evaluate",
        description = "Measures the errors of a model on data.")
final class EvaluateVerb extends Verb {
    /** Each takes as many decodings as there are samples. */
    private static final long EVIDENCE_ROWS = 1000;

    @Mixin
    private ModelArgument model = new ModelArgument();

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(
            names = "--iwae",
            paramLabel = "K",
            description =
                    "Bounds how probable a variational model holds the first 1,000 rows to be, by K codes drawn for each;"
                            + " 500 are many.")
    private Integer samples;

    @Option(
            names = "--against",
            paramLabel = "DATA",
            description =
                    "Compares with these rows, such as the training rows: which columns have drifted, and how much"
                            + " worse they are rebuilt.")
    private String against;

    @Mixin
    private CleanOption clean = new CleanOption();

    @Mixin
    private LabelOption label = new LabelOption();

    @Mixin
    private ReductionOption reduction = new ReductionOption();

    @Mixin
    private ReportOption report = new ReportOption();

    @Mixin
    private ReplaceOption replace = new ReplaceOption();

    @Mixin
    private EngineOptions engines = new EngineOptions();

    @Override
    void run(Console console) throws IOException {
        report.check(replace, model.file());
        clean.check(samples != null
                || against != null
                || label.column().isPresent()
                || reduction.isGiven()
                || report.isGiven());
        if (data.isStandardInput() && DataSource.STANDARD_INPUT.equals(against)) {
            throw new IllegalArgumentException(
                    "--data and --against cannot both be read from standard input; name a file for one of them");
        }
        try (Engine engine = engines.open(line -> {})) {
            Hourglass opened = model.open(engine);
            report.checkRows(opened.series().isPresent());
            Table rows = data.open(console, data.options().withThreads(engines.threads()), opened.schema(), engine);
            if (clean.isGiven()) {
                clean.run(opened, rows, data, console);
                return;
            }
            Optional<RowEvidence> evidence = // first: not every model has one
                    Optional.ofNullable(samples).map(drawn -> opened.evidence(rows, drawn, EVIDENCE_ROWS));
            Optional<Drift> drift =
                    Optional.ofNullable(against).map(other -> opened.drift(other(other, console, opened), rows));
            Evaluation evaluation = drift.isPresent() ? drift.get().now() : opened.evaluate(rows, console::notice);
            rows.notices().forEach(console::notice);
            report.write(() -> Study.of(opened, rows, Optional.empty()), "those of " + data.name(), replace, console);
            Optional<Figures> figures = reduction.isGiven() ? Optional.empty() : label.figures(opened, rows, console);
            Optional<Reduction> reduced = reduction.measure(opened, rows, label);
            JsonObject object = LabelOption.in(object(evaluation, evidence), figures);
            drift.ifPresent(each -> object.add("drift", new DriftSummary(each).object()));
            reduced.ifPresent(each -> ReductionOption.add(object, each));
            String text = LabelOption.in(text(evaluation, evidence), figures)
                    + reduced.map(each -> "\n" + ReductionOption.text(each)).orElse("")
                    + drift.map(each -> "\n" + new DriftSummary(each).text()).orElse("");
            console.result(report.in(object), report.in(text));
        }
    }

    private Table other(String name, Console console, Hourglass opened) {
        return DataOptions.open(name, console, data.options().withThreads(engines.threads()), opened.schema());
    }

    private static JsonObject object(Evaluation evaluation, Optional<RowEvidence> evidence) {
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
        JsonObject code = new JsonObject();
        evaluation.code().forEach(code::addProperty);
        if (!code.isEmpty()) {
            object.add("code", code);
        }
        evidence.ifPresent(each -> object.add("evidence", object(each)));
        return object;
    }

    private static JsonObject object(RowEvidence evidence) {
        JsonObject object = new JsonObject();
        object.addProperty("rows", evidence.rows());
        object.addProperty("samples", evidence.samples());
        object.addProperty("elbo", evidence.elbo());
        object.addProperty("iwae", evidence.importance());
        object.addProperty("bits", evidence.bits());
        object.addProperty("bitsPerValue", evidence.bitsPerValue());
        return object;
    }

    private static String text(RowEvidence evidence) {
        return "ln p of a row, mean over " + Words.count(evidence.rows(), "row") + ": at least "
                + Words.figure(evidence.elbo()) + " nats (evidence bound), " + Words.figure(evidence.importance())
                + " nats ("
                + Words.count(evidence.samples(), "sample") + "): " + Words.figure(evidence.bits()) + " bits a row, "
                + Words.figure(evidence.bitsPerValue()) + " bits a value\n";
    }

    private static String text(Evaluation evaluation, Optional<RowEvidence> evidence) {
        TextTable table = TextTable.headed("column", "rmse", "accuracy");
        for (ColumnError error : evaluation.columns()) {
            boolean share = error.measure().equals("accuracy");
            table.row(
                    error.column(),
                    share ? "" : Words.figure(error.value()),
                    share ? Words.percent(error.value()) : "");
        }
        return Words.count(evaluation.rows(), "row") + ", loss " + Words.figure(evaluation.loss())
                + ", squared error per row " + Words.figure(evaluation.squaredErrorPerRow()) + "\n" + code(evaluation)
                + evidence.map(EvaluateVerb::text).orElse("")
                + table;
    }

    private static String code(Evaluation evaluation) {
        List<String> measures = new ArrayList<>();
        evaluation.code().forEach((name, value) -> measures.add(NetworkWords.words(name) + " " + Words.figure(value)));
        return measures.isEmpty() ? "" : "code: " + String.join(", ", measures) + "\n";
    }
}
