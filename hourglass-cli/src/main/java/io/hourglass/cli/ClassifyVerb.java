package io.hourglass.cli;

import picocli.CommandLine.Command;

/** What a model tells of rows. */
@Command(
        defaultValueProvider = Defaults.class,
        name = "classify",
        description =
                "Tells the label of rows by a model that learnt it (train --label): columns row, label and a probability"
                        + " p_CLASS for each class; row and prediction where the label is a number.")
final class ClassifyVerb extends TableVerb {
    @Override
    Outcome write(Use use) {
        return Outcome.of(use.output().write(use.model().classify(use.rows()), "classifying", batch -> {}));
    }
}
