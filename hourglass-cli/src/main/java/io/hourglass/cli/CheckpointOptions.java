package io.hourglass.cli;

import io.hourglass.HourglassTraining;
import io.hourglass.tune.Tuner;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options for going on with a training that was stopped. */
@Heading("Training")
final class CheckpointOptions {
    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            description = "Keeps the state of the training there after every epoch.")
    private Path folder;

    @Option(
            names = "--resume",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "BOOLEAN",
            description = "Goes on from the checkpoint, as if never stopped; starts afresh if there is none.")
    private boolean resume;

    /**
     * Checks the folder before the work begins.
     *
     * @throws AccessDeniedException if it may not be written to
     */
    void check() throws AccessDeniedException {
        if (folder == null) {
            if (resume) {
                throw new IllegalArgumentException("--resume needs --checkpoint DIR, where the training was kept");
            }
            return;
        }
        Path existing = folder.toAbsolutePath().normalize();
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new IllegalArgumentException("--checkpoint needs a folder; " + existing + " is a file");
        }
        if (!Files.isWritable(existing)) {
            throw new AccessDeniedException(existing.toString());
        }
    }

    void apply(Tuner tuner) {
        if (folder != null) {
            tuner.keep(folder, resume);
        }
    }

    void apply(HourglassTraining training) {
        if (folder != null) {
            training.checkpoints(folder, resume);
        }
    }
}
