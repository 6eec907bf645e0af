package io.hourglass.training;

import io.hourglass.model.Autoencoder;
import java.util.List;

/**
 * What training gives.
 *
 * @param model the autoencoder with the weights of the best epoch
 * @param history how it went
 * @param findings what went wrong or deserves a look, in sentences; empty if nothing does
 */
public record TrainingResult(Autoencoder model, History history, List<String> findings) {
    public TrainingResult {
        findings = List.copyOf(findings);
    }
}
