package io.hourglass.cli;

import io.hourglass.model.Corruption;
import io.hourglass.plan.Kind;
import io.hourglass.plan.KindPlan;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options for the kind of autoencoder. */
@Heading("Kind")
final class KindOptions {
    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = Kinds.class,
            description = "plain, denoising or variational; kinds that combine are joined: variational+denoising.")
    private KindPlan kinds;

    @Option(
            names = "--noise",
            paramLabel = "SPEC",
            converter = Noise.class,
            description =
                    "What a denoising one learns to undo: " + Noise.FORMS + ". Without it, noise that fits the data.")
    private Corruption noise;

    @Option(
            names = "--beta",
            paramLabel = "X",
            converter = Beta.class,
            description = "Weight of a variational one's divergence.")
    private Float beta;

    KindPlan plan() {
        return new KindPlan(kinds.kinds(), Optional.ofNullable(noise), beta);
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

    private static final class Beta extends SettingConverter<Float> {
        @Override
        Float value(String text) {
            return new KindPlan(List.of(Kind.VARIATIONAL), Optional.empty(), Float.parseFloat(text)).beta();
        }
    }
}
