package io.hourglass.use;

import io.hourglass.plan.HourglassPlan;
import java.util.List;

/**
 * Where a model comes from.
 *
 * @param data what it was trained on
 * @param plan the settings as they were asked for
 * @param batch the rows of an update that they came to
 * @param rate the base learning rate that they came to
 * @param machine what trained it
 * @param notices what was said about the data while training
 */
public record Provenance(
        Origin data, HourglassPlan plan, int batch, float rate, Machine machine, List<String> notices) {
    public Provenance {
        notices = List.copyOf(notices);
    }

    /**
     * The rows.
     *
     * @param source the name of the data as the caller gave it
     * @param rows the training rows
     * @param validationRows the rows that epochs were judged by
     * @param sha256 of the prepared training and validation rows ({@link io.hourglass.training.RowDigest})
     */
    public record Origin(String source, long rows, long validationRows, String sha256) {}

    /**
     * The program and what it ran on.
     *
     * @param createdBy name and version of the program
     * @param engine the engine's name
     * @param precision of its arithmetic
     * @param java the version of the JVM
     */
    public record Machine(String createdBy, String engine, String precision, String java) {}
}
