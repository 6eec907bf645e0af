package io.hourglass.cli;

import io.hourglass.HourglassTraining;
import picocli.CommandLine.Option;

/** The option for an ensemble. */
@Heading("Training")
final class MembersOption {
    @Option(
            names = "--members",
            paramLabel = "N",
            description = "Trains so many autoencoders from different seeds into one file, and rebuilds rows by their mean."
                    + " Codes are the first one's. Not with --label or --patch.")
    private int members;

    void apply(HourglassTraining training) {
        training.members(members);
    }
}
