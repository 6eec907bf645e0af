package io.hourglass.cli;

import io.hourglass.Hourglass;
import io.hourglass.HourglassTraining;
import io.hourglass.training.History;
import picocli.CommandLine.Option;

/** The option for an ensemble. */
@Heading("Training")
final class MembersOption {
    @Option(
            names = "--members",
            paramLabel = "N",
            description =
                    "Trains so many autoencoders from seeds in a row into one file; what they rebuild, score and impute is the"
                            + " mean. Codes, and what is made of codes, are the first one's. Not with --label.")
    private int members;

    void apply(HourglassTraining training) {
        training.members(members);
    }

    /** What is kept of a training that diverged, in words. */
    String kept(Hourglass model) {
        if (model.history().stopped() == History.Stopped.DIVERGED) {
            String epoch = "The model of epoch " + model.history().bestEpoch() + ", the best one";
            return members == 1 ? epoch : epoch + " of the first of " + members + " members";
        }
        return "The model of the first " + model.members() + " of " + members + " members, which had ended before";
    }
}
