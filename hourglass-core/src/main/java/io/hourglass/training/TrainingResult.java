package io.hourglass.training;

import io.hourglass.model.Autoencoder;
import io.hourglass.model.Predictor;
import java.util.List;
import java.util.Optional;

/**
 * What training gives.
 *
 * @param model the autoencoder with the weights of the best epoch
 * @param history how it went
 * @param findings what went wrong or deserves a look, in sentences; empty if nothing does
 * @param predictor the head, with the weights of the same epoch; empty if none was trained
 */
public record TrainingResult(Autoencoder model, History history, List<String> findings, Optional<Predictor> predictor) {
    public TrainingResult {
        findings = List.copyOf(findings);
    }

    /** Without a head. */
    public TrainingResult(Autoencoder model, History history, List<String> findings) {
        this(model, history, findings, Optional.empty());
    }
}
