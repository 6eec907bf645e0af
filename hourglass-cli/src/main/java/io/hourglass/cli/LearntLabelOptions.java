package io.hourglass.cli;

import io.hourglass.HourglassTraining;
import io.hourglass.label.LabelPlan;
import io.hourglass.label.Variation;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options for a label that is learnt. */
@Heading("Label")
final class LearntLabelOptions {
    /** The usual weights of classes. */
    static final String ALIKE = "none";

    @Option(
            names = "--label",
            paramLabel = "COL",
            description =
                    "Learns to tell this column, which is no input: one of some classes, or a number. Rows whose cell is"
                            + " empty are learnt without it. classify tells it of new rows.")
    private String column;

    @Option(
            names = "--class-weights",
            paramLabel = "WAY",
            converter = Weights.class,
            description = "none: every row counts alike; balanced: every class does, however rare.")
    private Way weights;

    @Option(
            names = "--augment",
            paramLabel = "WAY",
            converter = Varied.class,
            description =
                    "How images vary while the label is learnt: shift:PIXELS, flip and cut:PIXELS (a covered square),"
                            + " joined by +, or none. auto shifts a little and covers a small square.")
    private Variation variation;

    @Option(
            names = "--label-reconstruction",
            paramLabel = "WEIGHT",
            converter = Weight.class,
            description = "What a nat of the reconstruction counts beside one of the label while that is learnt.")
    private float reconstruction;

    @Option(
            names = "--from-scratch",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "BOOLEAN",
            description = "Learns the label from fresh weights, from the rows that have one alone: to see what the"
                    + " pre-training on all rows is worth.")
    private boolean fromScratch;

    @Option(
            names = "--self-training",
            paramLabel = "WAY",
            converter = Switched.class,
            description = "on: where most images have no label, they are learnt once more with the classes that the"
                    + " model gives them; off: rows without a label are learnt by the autoencoder alone.")
    private Switch selfTraining;

    /** Tells a training of the label, if one is asked for. */
    void apply(HourglassTraining training) {
        if (column == null) {
            if (weights == Way.BALANCED || variation != null || fromScratch || selfTraining == Switch.OFF) {
                throw new IllegalArgumentException(
                        "--class-weights, --augment, --self-training and --from-scratch are for a label: say with --label COL"
                                + " which column is to be told");
            }
            return;
        }
        boolean balanced = weights == Way.BALANCED;
        training.label(new LabelPlan(
                column,
                balanced,
                Optional.ofNullable(variation),
                reconstruction,
                !fromScratch,
                selfTraining == Switch.ON && !fromScratch));
    }

    private enum Way {
        NONE,
        BALANCED
    }

    /** Whether something is done. */
    enum Switch {
        ON,
        OFF
    }

    private static final class Switched extends SettingConverter<Switch> {
        @Override
        Switch value(String text) {
            return constant(Switch.class, text);
        }
    }

    private static final class Weights extends SettingConverter<Way> {
        @Override
        Way value(String text) {
            return constant(Way.class, text);
        }
    }

    private static final class Varied extends SettingConverter<Variation> {
        @Override
        Variation value(String text) {
            return isAuto(text) ? null : Variation.of(text);
        }
    }

    private static final class Weight extends SettingConverter<Float> {
        @Override
        Float value(String text) {
            return LabelPlan.of("label")
                    .withReconstruction(Float.parseFloat(text))
                    .reconstruction();
        }
    }
}
