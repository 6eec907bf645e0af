package io.hourglass.cli;

import picocli.CommandLine.Command;

/** Rows to codes and back. */
@Command(
        defaultValueProvider = Defaults.class,
        name = "reconstruct",
        description = "Encodes rows, then decodes them, in the original columns and units.")
final class ReconstructVerb extends TableVerb {
    @Override
    Outcome write(Use use) {
        return Outcome.of(use.output().write(use.model().reconstruct(use.rows()), "reconstructing", batch -> {}));
    }
}
