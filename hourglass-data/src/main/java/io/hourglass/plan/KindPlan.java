package io.hourglass.plan;

import io.hourglass.model.Corruption;
import java.util.List;
import java.util.Optional;

/**
 * The kind of autoencoder.
 *
 * @param kinds one, or several that combine
 * @param noise what a denoising one learns to undo; empty for noise that fits the data
 * @param beta the weight of a variational one's divergence
 */
public record KindPlan(List<Kind> kinds, Optional<Corruption> noise, float beta) {
    /** The evidence bound's own weight. */
    public static final float USUAL_BETA = 1f;

    public KindPlan {
        kinds = List.copyOf(kinds);
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("an autoencoder is of some kind, got none");
        }
        if (kinds.contains(Kind.PLAIN) && kinds.size() > 1) {
            throw new IllegalArgumentException("plain cannot be combined with another kind, got " + kinds);
        }
        if (noise.isPresent() && !kinds.contains(Kind.DENOISING)) {
            throw new IllegalArgumentException(
                    "noise is for the kind denoising; add it, for instance --kind denoising");
        }
        if (beta != USUAL_BETA && !kinds.contains(Kind.VARIATIONAL)) {
            throw new IllegalArgumentException("beta is for the kind variational, got " + beta + " for " + kinds);
        }
        if (!(beta >= 0f && beta < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("beta must be 0 or more, got " + beta);
        }
    }

    /** A plain autoencoder. */
    public static KindPlan plain() {
        return of("plain");
    }

    /** Kinds as the command line writes them, with their usual settings. */
    public static KindPlan of(String kinds) {
        return new KindPlan(Kind.parse(kinds), Optional.empty(), USUAL_BETA);
    }

    /** Whether one of the kinds is this one. */
    public boolean is(Kind kind) {
        return kinds.contains(kind);
    }
}
