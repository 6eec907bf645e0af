package io.hourglass.cli;

import io.hourglass.model.Corruption;
import io.hourglass.model.SparseRate;
import io.hourglass.plan.CodePlan;
import io.hourglass.plan.KindPlan;
import io.hourglass.plan.Likelihood;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options for the kind of autoencoder. */
@Heading("Kind")
final class KindOptions {
    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = Kinds.class,
            description = "plain, denoising, masked, variational, sparse, topk, batch-topk, vq, binary, contractive,"
                    + " wasserstein or adversarial. denoising or masked is joined to another: variational+denoising.")
    private KindPlan kinds;

    @Option(
            names = "--noise",
            paramLabel = "SPEC",
            converter = Noise.class,
            description = "What a denoising one learns to undo: " + Noise.FORMS
                    + "; how much a masked one hides. Without it, noise that fits the data.")
    private Corruption noise;

    @Option(
            names = "--beta",
            paramLabel = "X",
            converter = Weight.class,
            description =
                    "Weight of a kind's own part of the loss: a variational one's divergence (1 without it), the commitment"
                            + " to a codebook (0.25), the penalty of a contractive one (0.1), a wasserstein one (200) or a sparse one"
                            + " with --rho (3), what it is worth to deceive an adversarial one's"
                            + " discriminator (0.2), what brings back dead numbers of topk (0.03125).")
    private Float beta;

    @Option(
            names = "--l1",
            paramLabel = "X",
            converter = Weight.class,
            description = "Weight of the sum of a sparse code's numbers (0.01 without it).")
    private Float l1;

    @Option(
            names = "--rho",
            paramLabel = "X",
            converter = Rate.class,
            description = "Instead: the rate, between 0 and 1, that each number of a sparse code is drawn to.")
    private Float rho;

    @Option(
            names = "--k",
            paramLabel = "N",
            description = "The numbers that topk and batch-topk keep of a code (a quarter without it, at least 4).")
    private Integer k;

    @Option(names = "--codebook", paramLabel = "N", description = "The entries of the codebook of vq (256 without it).")
    private Integer codebook;

    @Option(
            names = "--free-bits",
            paramLabel = "X",
            converter = Weight.class,
            description = "The divergence, in nats, that each number of a variational code has for nothing.")
    private float freeBits;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "The updates over which the weight of the divergence rises from 0.")
    private int warmUp;

    @Option(
            names = "--likelihood",
            paramLabel = "NAME",
            converter = Likelihoods.class,
            description =
                    "What a variational one takes values to be drawn from: gaussian (the squared error), bernoulli"
                            + " (cross-entropy) or discretised-logistic, for pixels of 256 levels, with a learnt scale. Without it,"
                            + " what fits.")
    private Likelihood likelihood;

    KindPlan plan() {
        CodePlan code = new CodePlan(
                Optional.ofNullable(l1),
                Optional.ofNullable(rho),
                Optional.ofNullable(k),
                Optional.ofNullable(codebook),
                freeBits,
                warmUp);
        return new KindPlan(
                kinds.kinds(),
                Optional.ofNullable(noise),
                Optional.ofNullable(beta),
                code,
                Optional.ofNullable(likelihood));
    }

    private static final class Kinds extends SettingConverter<KindPlan> {
        @Override
        KindPlan value(String text) {
            return KindPlan.of(text);
        }
    }

    /** Noise as the command line writes it. */
    static final class Noise extends SettingConverter<Corruption> {
        static final String FORMS = "gaussian:0.1 (standard deviation), gaussian:0..0.2 (drawn for each row),"
                + " masking:0.3, salt-pepper:0.1 or swap:0.15 (shares of the values)";

        @Override
        Corruption value(String text) {
            return Corruption.parse(text);
        }
    }

    private static final class Weight extends SettingConverter<Float> {
        @Override
        Float value(String text) {
            float value = Float.parseFloat(text);
            if (!(value >= 0f && value < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("needed 0 or more, got " + text);
            }
            return value;
        }
    }

    private static final class Likelihoods extends SettingConverter<Likelihood> {
        @Override
        Likelihood value(String text) {
            return constant(Likelihood.class, text);
        }
    }

    private static final class Rate extends SettingConverter<Float> {
        @Override
        Float value(String text) {
            return new SparseRate(Float.parseFloat(text), SparseRate.USUAL_WEIGHT).rho();
        }
    }
}
