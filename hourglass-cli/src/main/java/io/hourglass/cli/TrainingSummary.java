package io.hourglass.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.plan.Kind;
import io.hourglass.training.EpochReport;
import io.hourglass.training.History;
import io.hourglass.use.Provenance;
import io.hourglass.words.Sparkline;
import io.hourglass.words.Words;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a training came to, for people and for programs. */
record TrainingSummary(Hourglass model, Path out, String data, TrainingProgress progress) {
    private static final double MEGABYTE = 1e6;

    JsonObject object() {
        History history = model.history();
        EpochReport best = history.best();
        Provenance provenance = model.provenance();
        JsonObject object = new JsonObject();
        object.addProperty("model", out.toString());
        object.addProperty("rows", provenance.data().rows());
        object.addProperty("validationRows", provenance.data().validationRows());
        object.addProperty("columns", model.preparation().columns().size());
        object.addProperty("code", model.autoencoder().spec().codeWidth());
        object.addProperty("parameters", model.autoencoder().weights().length);
        object.addProperty("epochs", history.epochs().size());
        object.addProperty("bestEpoch", history.bestEpoch());
        object.addProperty("loss", best.loss());
        object.addProperty("validationLoss", best.validationLoss());
        object.addProperty("seconds", seconds());
        object.addProperty("rowsPerSecond", rowsPerSecond());
        object.addProperty("engine", provenance.machine().engine());
        object.addProperty("precision", provenance.machine().precision());
        object.addProperty("nativeBytes", progress.nativeBytes());
        object.addProperty("stopped", SettingConverter.name(history.stopped()));
        model.classifier().ifPresent(each -> object.add("label", new LabelWords(each.told()).object()));
        JsonArray sentences = new JsonArray();
        progress.notices().forEach(sentences::add);
        object.add("notices", sentences);
        return object;
    }

    String text() {
        History history = model.history();
        EpochReport best = history.best();
        Provenance provenance = model.provenance();
        AutoencoderSpec spec = model.autoencoder().spec();
        String kinds =
                provenance.plan().kind().kinds().stream().map(Kind::toString).collect(Collectors.joining(" "));
        long held = provenance.data().validationRows();
        String validation =
                Double.isNaN(best.validationLoss()) ? "" : ", validation " + Words.figure(best.validationLoss());
        return TextTable.plain()
                        .row(
                                "trained",
                                (kinds.startsWith("a") ? "an " : "a ") + kinds + " autoencoder on "
                                        + provenance.data().source())
                        .row(
                                "rows",
                                Words.count(provenance.data().rows()) + " to learn from, "
                                        + (held == 0 ? "none" : Words.count(held)) + " to judge by")
                        .row("columns", columns(model.preparation()))
                        .row(
                                "network",
                                NetworkWords.chain(spec) + ", "
                                        + Words.count(model.autoencoder().weights().length, "weight"))
                        .row("epochs", epochs(history))
                        .row("loss", Words.figure(best.loss()) + validation)
                        .row(
                                "",
                                Sparkline.of(history.epochs().stream()
                                        .mapToDouble(EpochReport::judged)
                                        .toArray()))
                        .row(
                                "time",
                                Words.duration(seconds()) + ", " + Words.count(Math.round(rowsPerSecond()))
                                        + " rows/s, engine "
                                        + provenance.machine().engine() + memory())
                        .row("model", out.toString())
                        .row("next", next(spec))
                + label();
    }

    private String label() {
        return model.classifier()
                .map(each -> "\n\n" + String.join("\n", new LabelWords(each.told()).lines()))
                .orElse("");
    }

    private String memory() {
        return progress.nativeBytes() == 0
                ? ""
                : ", " + Words.figure(progress.nativeBytes() / MEGABYTE) + " MB outside the heap";
    }

    private static String columns(Preparation preparation) {
        int image = preparation.schema().image();
        return image >= 0
                ? "images of " + ((ImageColumn) preparation.schema().column(image)).size()
                : Words.count(preparation.columns().size());
    }

    /** Why it ended, for people. */
    static String epochs(History history) {
        String reason = switch (history.stopped()) {
            case EPOCHS -> "all done";
            case PATIENCE -> "stopped as the loss to judge by fell no more";
            case TIME -> "stopped by the time limit";
            case DIVERGED -> "then it diverged";
        };
        return history.epochs().size() + ", the best was " + history.bestEpoch() + "; " + reason;
    }

    private String next(AutoencoderSpec spec) {
        if (spec.bottleneck().generative()) {
            String rows = model.schema().image() >= 0 ? "rows" : "rows.csv";
            return "hourglass generate " + out + " --rows 100 --out " + rows;
        }
        if (model.classifier().isPresent()) {
            return "hourglass classify " + out + " --data " + data + " --out told.csv";
        }
        return "hourglass score " + out + " --data " + data + " --out scores.csv --explain";
    }

    private double seconds() {
        List<EpochReport> epochs = model.history().epochs();
        return epochs.get(epochs.size() - 1).seconds();
    }

    /** Over all epochs, the judging between them left out. */
    private double rowsPerSecond() {
        double sum = 0;
        for (EpochReport report : model.history().epochs()) {
            sum += 1 / report.rowsPerSecond();
        }
        return model.history().epochs().size() / sum;
    }
}
