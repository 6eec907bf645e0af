package io.hourglass.report.figure;

import io.hourglass.Hourglass;
import io.hourglass.file.JsonText;
import io.hourglass.file.RecordJson;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.report.page.Figure;
import io.hourglass.report.page.Properties;
import io.hourglass.report.page.Property;
import io.hourglass.training.EpochReport;
import io.hourglass.training.History;
import io.hourglass.use.Provenance;
import io.hourglass.words.NetworkWidths;
import io.hourglass.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a model comes from. */
public final class ProvenanceFigure {
    private ProvenanceFigure() {}

    /** All that is needed to make the model again. */
    public static Figure of(String prefix, Hourglass model) {
        Provenance provenance = model.provenance();
        Provenance.Machine machine = provenance.machine();
        List<EpochReport> epochs = model.history().epochs();
        List<Property> all = new ArrayList<>();
        all.add(new Property("data", provenance.data().source()));
        all.add(new Property("rows learnt from", Words.count(provenance.data().rows())));
        all.add(new Property(
                "rows kept aside to judge by", Words.count(provenance.data().validationRows())));
        all.add(new Property("SHA-256 of the prepared rows", provenance.data().sha256()));
        all.add(new Property(
                "network",
                NetworkWidths.of(model.autoencoder().spec()) + ", "
                        + Words.count(model.autoencoder().weights().length, "weight")));
        if (model.members() > 1) {
            all.add(new Property("members", Words.count(model.members()) + ", from seeds in a row"));
        }
        all.add(new Property(
                model.members() > 1 ? "epochs of the first" : "epochs",
                epochs.size() + ", the best was " + model.history().bestEpoch()));
        all.add(new Property("time", Words.duration(model.trainingSeconds())));
        all.add(new Property("batch", Words.count(provenance.batch(), "row")));
        all.add(new Property("learning rate", String.valueOf(provenance.rate())));
        all.add(new Property("seed", String.valueOf(provenance.plan().seed())));
        all.add(new Property("engine", machine.engine() + ", " + machine.precision()));
        all.add(new Property("made by", machine.createdBy() + ", Java " + machine.java()));
        all.add(new Property(
                "settings as asked for", JsonText.write(RecordJson.write(provenance.plan(), HourglassPlan.class))));
        provenance.notices().forEach(notice -> all.add(new Property("note", notice)));
        return new Figure(
                prefix + "-provenance",
                "Where this model comes from",
                model.history().stopped() == History.Stopped.TIME
                        ? "A time limit ended this training, so that a faster or slower machine would give another model."
                        : "With the same data, settings, seed and engine the training gives the same model, bit for bit.",
                new Properties(all),
                Optional.empty());
    }
}
