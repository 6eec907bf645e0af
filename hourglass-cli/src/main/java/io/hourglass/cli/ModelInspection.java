package io.hourglass.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.data.preparation.PreparedColumn;
import io.hourglass.engine.Engine;
import io.hourglass.engine.Engines;
import io.hourglass.file.RecordJson;
import io.hourglass.file.SectionFile;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.ModelSections;
import io.hourglass.plan.SeriesPlan;
import io.hourglass.series.Series;
import io.hourglass.training.EpochReport;
import io.hourglass.training.History;
import io.hourglass.use.ModelFile;
import io.hourglass.use.Provenance;
import io.hourglass.words.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is in a model file, or in a checkpoint, which is a file of the same form. */
final class ModelInspection {
    private final Path path;
    private final SectionFile file;
    private final JsonObject object = new JsonObject();
    private final List<String> lines = new ArrayList<>();

    private ModelInspection(Path path, SectionFile file) {
        this.path = path;
        this.file = file;
    }

    static void show(Path path, Console console) {
        try (SectionFile file = SectionFile.open(path);
                Engine engine = Engines.java()) {
            ModelInspection inspection = new ModelInspection(path, file);
            inspection.file();
            if (file.kind().equals(ModelFile.KIND)) {
                inspection.model(new Hourglass(ModelFile.read(file, engine)));
            }
            inspection.sections();
            console.result(inspection.object, String.join("\n", inspection.lines));
        }
    }

    private void file() {
        object.addProperty("file", path.toString());
        object.addProperty("kind", file.kind());
        object.addProperty("version", file.version());
        object.addProperty("createdBy", file.createdBy());
        object.addProperty("bytes", file.fileSize());
        object.addProperty("sha256", file.sha256());
        lines.add(path + ": a " + file.kind() + ", format version " + file.version() + ", written by "
                + file.createdBy());
        lines.add("SHA-256 " + file.sha256());
    }

    private void model(Hourglass model) {
        AutoencoderSpec spec = model.autoencoder().spec();
        int weights = model.autoencoder().weights().length;
        provenance(model.provenance());
        object.addProperty("code", spec.codeWidth());
        object.addProperty("parameters", weights);
        object.add("members", MemberWords.objects(model));
        object.add("network", file.json(ModelSections.NETWORK));
        lines.add("");
        lines.add("network " + NetworkWords.chain(spec) + ": a code of " + Words.count(spec.codeWidth(), "number")
                + ", " + Words.count(weights, "weight"));
        lines.add(TextTable.plain()
                .row("  encoder", NetworkWords.layers(spec.encoder()))
                .row("  code", NetworkWords.words(spec.bottleneck().getClass()))
                .row("  decoder", NetworkWords.layers(spec.decoder()))
                .row("  loss", NetworkWords.words(spec.loss().getClass()))
                .row("  noise", NetworkWords.words(spec.corruption().getClass()))
                .toString());
        history(model.history());
        if (model.members() > 1) {
            lines.add(MemberWords.lines(model).strip());
        }
        model.series().ifPresent(this::series);
        model.classifier().ifPresent(classifier -> {
            LabelWords words = new LabelWords(classifier.told());
            object.add("label", words.object());
            lines.add("");
            lines.addAll(words.lines());
        });
        columns(model.preparation().columns());
    }

    private void provenance(Provenance provenance) {
        object.add("provenance", RecordJson.write(provenance, Provenance.class));
        Provenance.Origin data = provenance.data();
        Provenance.Machine machine = provenance.machine();
        lines.add("");
        lines.add("trained on " + data.source() + ": " + Words.count(data.rows(), "row") + ", and "
                + Words.count(data.validationRows(), "row") + " to judge by");
        lines.add(TextTable.plain()
                .row("  prepared rows", "SHA-256 " + data.sha256())
                .row(
                        "  settings",
                        "batch " + provenance.batch() + ", rate " + provenance.rate() + ", seed "
                                + provenance.plan().seed())
                .row(
                        "  machine",
                        machine.createdBy() + ", engine " + machine.engine() + ", " + machine.precision() + ", Java "
                                + machine.java())
                .toString());
        provenance.notices().forEach(notice -> lines.add("  note: " + notice));
    }

    private void history(History history) {
        JsonObject told = new JsonObject();
        told.addProperty("epochs", history.epochs().size());
        told.addProperty("bestEpoch", history.bestEpoch());
        told.addProperty("stopped", SettingConverter.name(history.stopped()));
        JsonArray curve = new JsonArray();
        history.epochs().forEach(report -> curve.add(RecordJson.write(report, EpochReport.class)));
        told.add("curve", curve);
        lines.add("");
        lines.add("epochs " + TrainingSummary.epochs(history));
        if (history.bestEpoch() > 0) {
            EpochReport best = history.best();
            told.addProperty("loss", best.loss());
            told.addProperty("validationLoss", best.validationLoss());
            lines.add("  loss " + Words.figure(best.loss()) + ", validation " + Words.figure(best.validationLoss()));
        }
        object.add("history", told);
    }

    private void series(Series series) {
        object.add("series", RecordJson.write(series, Series.class));
        SeriesPlan plan = series.plan();
        lines.add("");
        lines.add("series, in windows of " + Words.count(plan.window(), "row"));
        lines.add(TextTable.plain()
                .row("  order", plan.time().map(time -> "by '" + time + "'").orElse("as the rows come"))
                .row("  apart", plan.by().isEmpty() ? "one series" : "by " + String.join(", ", plan.by()))
                .row("  in use", "a window every " + Words.count(plan.stride(), "row") + ", averaged by row")
                .toString());
    }

    private void columns(List<PreparedColumn> columns) {
        JsonArray array = new JsonArray();
        TextTable table = TextTable.indented("name", "kind", "as fitted");
        for (PreparedColumn column : columns) {
            JsonObject each = new JsonObject();
            each.addProperty("name", column.column().name());
            each.addProperty("kind", column.column().kind());
            each.addProperty("fitted", column.description());
            array.add(each);
            table.row(column.column().name(), column.column().kind(), column.description());
        }
        object.add("columns", array);
        lines.add("");
        lines.add("columns");
        lines.add(table.toString());
    }

    private void sections() {
        JsonObject sizes = new JsonObject();
        TextTable table = TextTable.indented("name", "bytes");
        for (String name : file.names()) {
            sizes.addProperty(name, file.size(name));
            table.row(name, Words.count(file.size(name)));
        }
        object.add("sections", sizes);
        lines.add("");
        lines.add("sections, in a file of " + Words.count(file.fileSize()) + " bytes");
        lines.add(table.toString());
    }
}
