package io.hourglass.plan;

import io.hourglass.model.Bottleneck;
import io.hourglass.model.Corruption;
import io.hourglass.model.Masked;
import io.hourglass.model.Masking;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The kind of autoencoder.
 *
 * @param kinds one, or several that combine
 * @param noise what a denoising one learns to undo, or how much is hidden from a masked one; empty for what fits the data
 * @param beta the weight of a kind's own part of the loss: a variational one's divergence, the commitment to a codebook, the penalty of a
 *     contractive, Wasserstein or sparse one, the deception of an adversarial one's discriminator, what brings back dead numbers of a code; empty for the usual one
 * @param code what is asked of codes
 * @param likelihood what a variational one takes numbers and pixels to be drawn from; empty for the loss that fits
 */
public record KindPlan(
        List<Kind> kinds,
        Optional<Corruption> noise,
        Optional<Float> beta,
        CodePlan code,
        Optional<Likelihood> likelihood) {
    /** The kinds with a weight. */
    private static final List<Kind> WEIGHED = List.of(
            Kind.VARIATIONAL,
            Kind.TOPK,
            Kind.BATCH_TOPK,
            Kind.VQ,
            Kind.CONTRACTIVE,
            Kind.WASSERSTEIN,
            Kind.ADVERSARIAL);

    public KindPlan {
        kinds = List.copyOf(kinds);
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("an autoencoder is of some kind, got none");
        }
        requireOneOfEachPart(kinds);
        if (noise.isPresent() && kinds.stream().noneMatch(kind -> kind.part() == Kind.Part.INPUT)) {
            throw new IllegalArgumentException(
                    "noise is for the kind denoising; add it, for instance --kind denoising");
        }
        if (noise.isPresent() && kinds.contains(Kind.MASKED) && !(noise.get() instanceof Masking)) {
            throw new IllegalArgumentException(
                    "a masked one hides values, for instance --noise masking:0.3; other noise is"
                            + " for the kind denoising");
        }
        boolean rated = kinds.contains(Kind.SPARSE) && code.rho().isPresent();
        require(beta.isPresent(), "--beta", kinds, kind -> rated || WEIGHED.contains(kind));
        if (beta.isPresent() && !(beta.get() >= 0f && beta.get() < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("beta must be 0 or more, got " + beta.get());
        }
        require(code.l1().isPresent(), "--l1", kinds, Kind.SPARSE::equals);
        require(code.rho().isPresent(), "--rho", kinds, Kind.SPARSE::equals);
        require(code.k().isPresent(), "--k", kinds, kind -> kind == Kind.TOPK || kind == Kind.BATCH_TOPK);
        require(code.codebook().isPresent(), "--codebook", kinds, Kind.VQ::equals);
        require(code.freeBits() != 0f, "--free-bits", kinds, Kind.VARIATIONAL::equals);
        require(likelihood.isPresent(), "--likelihood", kinds, Kind.VARIATIONAL::equals);
        require(code.warmUp() != 0, "--warm-up", kinds, Kind.VARIATIONAL::equals);
    }

    private static void requireOneOfEachPart(List<Kind> kinds) {
        if (kinds.contains(Kind.PLAIN) && kinds.size() > 1) {
            throw new IllegalArgumentException("plain cannot be combined with another kind, got " + kinds);
        }
        Map<Kind.Part, Kind> seen = new EnumMap<>(Kind.Part.class);
        for (Kind kind : kinds) {
            Kind other = seen.put(kind.part(), kind);
            if (other != null) {
                throw new IllegalArgumentException(other + " and " + kind + " cannot be combined: both decide what "
                        + (kind.part() == Kind.Part.CODE ? "a code is" : "the network is shown") + "; choose one");
            }
        }
    }

    private static void require(boolean given, String setting, List<Kind> kinds, Predicate<Kind> takes) {
        if (given && kinds.stream().noneMatch(takes)) {
            List<String> takers = Arrays.stream(Kind.values())
                    .filter(takes)
                    .map(Kind::toString)
                    .toList();
            throw new IllegalArgumentException(
                    setting + " is for the kind " + String.join(" or ", takers) + ", got " + kinds);
        }
    }

    /** A plain autoencoder. */
    public static KindPlan plain() {
        return of("plain");
    }

    /** Kinds as the command line writes them, with their usual settings. */
    public static KindPlan of(String kinds) {
        return new KindPlan(Kind.parse(kinds), Optional.empty(), Optional.empty(), CodePlan.usual(), Optional.empty());
    }

    /** The same with other noise. */
    public KindPlan withNoise(Corruption other) {
        return new KindPlan(kinds, Optional.of(other), beta, code, likelihood);
    }

    /** The same with another weight. */
    public KindPlan withBeta(float other) {
        return new KindPlan(kinds, noise, Optional.of(other), code, likelihood);
    }

    /** The same with other codes. */
    public KindPlan withCode(CodePlan other) {
        return new KindPlan(kinds, noise, beta, other, likelihood);
    }

    /** The same with another likelihood. */
    public KindPlan withLikelihood(Likelihood other) {
        return new KindPlan(kinds, noise, beta, code, Optional.of(other));
    }

    /** Whether one of the kinds is this one. */
    public boolean is(Kind kind) {
        return kinds.contains(kind);
    }

    /** How codes of so many numbers come from the encoder's outputs. */
    Bottleneck bottleneck(int width) {
        Kind deciding = kinds.stream()
                .filter(kind -> kind.part() == Kind.Part.CODE)
                .findFirst()
                .orElse(Kind.PLAIN);
        return deciding.bottleneck(this, width);
    }

    /** How a masked one hides. */
    Masked masked() {
        float rate = noise.map(each -> ((Masking) each).rate()).orElse(Masked.USUAL_RATE);
        return new Masked(rate, Masked.USUAL_VISIBLE);
    }
}
