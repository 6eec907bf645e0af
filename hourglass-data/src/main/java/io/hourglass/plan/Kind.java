package io.hourglass.plan;

import io.hourglass.model.Adversarial;
import io.hourglass.model.BatchTopK;
import io.hourglass.model.Binary;
import io.hourglass.model.Bottleneck;
import io.hourglass.model.Contractive;
import io.hourglass.model.Plain;
import io.hourglass.model.Sparse;
import io.hourglass.model.SparseRate;
import io.hourglass.model.TopK;
import io.hourglass.model.Variational;
import io.hourglass.model.VectorQuantized;
import io.hourglass.model.Wasserstein;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The kinds of autoencoders; those that can be combined are joined by {@code +}: one that decides the code with one that decides the input. */
public enum Kind {
    /** A narrow code and nothing else. */
    PLAIN(Part.NONE),
    /** Learns to undo noise on its input. */
    DENOISING(Part.INPUT),
    /** Learns to fill in what is hidden of its input. */
    MASKED(Part.INPUT),
    /** Learns a distribution of codes, from which new rows can be drawn. */
    VARIATIONAL(Part.CODE),
    /** Most numbers of a code are zero, or near it for most rows. */
    SPARSE(Part.CODE),
    /** A code's k largest numbers are kept. */
    TOPK(Part.CODE),
    /** A code's k largest numbers are kept, on average over the rows of a batch. */
    BATCH_TOPK(Part.CODE),
    /** Codes are made of the entries of a learnt codebook. */
    VQ(Part.CODE),
    /** Codes are zeros and ones. */
    BINARY(Part.CODE),
    /** Codes hardly move when rows do. */
    CONTRACTIVE(Part.CODE),
    /** Codes follow a normal distribution over rows, from which new rows can be drawn. */
    WASSERSTEIN(Part.CODE),
    /** Codes follow a normal distribution, as far as a discriminator that learns beside can tell. */
    ADVERSARIAL(Part.CODE);

    /** What of an autoencoder a kind decides; of each there can be one. */
    enum Part {
        NONE,
        INPUT,
        CODE
    }

    private final Part part;

    Kind(Part part) {
        this.part = part;
    }

    Part part() {
        return part;
    }

    /** The bottleneck of a plan of this kind, for a code of so many numbers. */
    Bottleneck bottleneck(KindPlan plan, int code) {
        Optional<Float> beta = plan.beta();
        CodePlan settings = plan.code();
        return switch (this) {
            case VARIATIONAL -> settings.variational(beta.orElse(Variational.USUAL_BETA));
            case SPARSE -> sparse(settings, beta);
            case TOPK -> new TopK(settings.kept(code), beta.orElse(TopK.USUAL_REVIVAL));
            case BATCH_TOPK -> new BatchTopK(settings.kept(code), beta.orElse(TopK.USUAL_REVIVAL));
            case VQ -> settings.quantised(code, beta.orElse(VectorQuantized.USUAL_COMMITMENT));
            case BINARY -> new Binary();
            case CONTRACTIVE -> new Contractive(beta.orElse(Contractive.USUAL_WEIGHT));
            case WASSERSTEIN -> new Wasserstein(beta.orElse(Wasserstein.USUAL_WEIGHT));
            case ADVERSARIAL -> new Adversarial(beta.orElse(Adversarial.USUAL_WEIGHT));
            case PLAIN, DENOISING, MASKED -> new Plain();
        };
    }

    private static Bottleneck sparse(CodePlan settings, Optional<Float> beta) {
        return settings.rho()
                .<Bottleneck>map(rho -> new SparseRate(rho, beta.orElse(SparseRate.USUAL_WEIGHT)))
                .orElseGet(() -> new Sparse(settings.l1().orElse(Sparse.USUAL_L1)));
    }

    /**
     * Kinds as the command line writes them, for instance {@code variational+denoising}.
     *
     * @throws IllegalArgumentException if one is not known
     */
    public static List<Kind> parse(String text) {
        List<String> known = names();
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (String name : text.split("\\+", -1)) {
            int place = known.indexOf(name.strip());
            if (place < 0) {
                throw new IllegalArgumentException(
                        "no kind is called '" + name + "'; there are " + String.join(", ", known));
            }
            kinds.add(values()[place]);
        }
        return List.copyOf(kinds);
    }

    /** The names of all kinds. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Kind kind : values()) {
            names.add(kind.toString());
        }
        return names;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
