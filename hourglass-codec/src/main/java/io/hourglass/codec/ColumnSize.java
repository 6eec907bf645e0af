package io.hourglass.codec;

import io.hourglass.codec.model.Predictor;
import java.util.Map;

/**
 * What a column takes in an archive.
 *
 * @param name the column's name
 * @param bytes its part of the archive
 * @param headerBytes what of them its dictionary and plan take; the others are its cells
 * @param form what its cells are
 * @param prediction what they were predicted from, in words
 * @param earned by how many bytes each predictor that had a part in it made the cells smaller; below 0 where it made them larger; empty
 *     if it was not measured
 */
public record ColumnSize(
        String name, double bytes, double headerBytes, String form, String prediction, Map<Predictor, Double> earned) {
    /** What the cells would take with a bit for every decision, which is what they take and what was earned. */
    public double unpredictedBytes() {
        return bytes
                - headerBytes
                + earned.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
