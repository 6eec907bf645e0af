package io.hourglass.cli;

import io.hourglass.plan.LengthPlan;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options for how long to train; a field that is null is fitted to the data. */
@Heading("Training")
final class LengthOptions {
    @Option(
            names = "--epochs",
            paramLabel = "N",
            converter = Epochs.class,
            description = "The most passes over the rows; auto fits the data, at most 200.")
    private Integer epochs;

    @Option(
            names = "--batch",
            paramLabel = "N",
            converter = Batch.class,
            description =
                    "Rows of an update; auto fits the data, and what the network keeps of large rows into a gibibyte.")
    private Integer batch;

    @Option(
            names = "--patience",
            paramLabel = "N",
            converter = Patience.class,
            description = "Epochs without a better validation loss after which training ends; 0 for no early end.")
    private Integer patience;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            converter = TimeLimit.class,
            description =
                    "How long training may take, for instance 90s, 10m or 1h30m. Without it, as long as it needs.")
    private Double seconds;

    @Option(
            names = "--pretrain",
            paramLabel = "NAME",
            converter = Pretrain.class,
            description = "layerwise trains the layers one after the other first, each for a quarter of the epochs, and"
                    + " all for at most half of --time-limit."
                    + " Without it all start together.")
    private Pretraining pretraining;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the split, the weights, the order of rows and all noise.")
    private long seed;

    LengthPlan plan() {
        double limit = seconds == null ? LengthPlan.defaults().seconds() : seconds;
        LengthPlan plan = new LengthPlan(Optional.ofNullable(epochs), Optional.ofNullable(batch), patience, limit);
        return pretraining == Pretraining.LAYERWISE ? plan.withLayerwise() : plan;
    }

    long seed() {
        return seed;
    }

    private static final class Epochs extends SettingConverter<Integer> {
        @Override
        Integer value(String text) {
            return isAuto(text)
                    ? null
                    : LengthPlan.defaults()
                            .withEpochs(Integer.parseInt(text))
                            .epochs()
                            .orElseThrow();
        }
    }

    private static final class Batch extends SettingConverter<Integer> {
        @Override
        Integer value(String text) {
            return isAuto(text)
                    ? null
                    : LengthPlan.defaults()
                            .withBatch(Integer.parseInt(text))
                            .batch()
                            .orElseThrow();
        }
    }

    private static final class Patience extends SettingConverter<Integer> {
        @Override
        Integer value(String text) {
            return new LengthPlan(Optional.empty(), Optional.empty(), Integer.parseInt(text), 1).patience();
        }
    }

    private enum Pretraining {
        LAYERWISE
    }

    private static final class Pretrain extends SettingConverter<Pretraining> {
        @Override
        Pretraining value(String text) {
            return constant(Pretraining.class, text);
        }
    }

    /** Hours, minutes and seconds. */
    static final class TimeLimit extends SettingConverter<Double> {
        private static final Pattern FORM = Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

        @Override
        Double value(String text) {
            Matcher matcher = FORM.matcher(text);
            if (text.isEmpty() || !matcher.matches()) {
                throw new IllegalArgumentException("a time such as 90s, 10m or 1h30m is needed, got '" + text + "'");
            }
            double seconds = 3600 * part(matcher, 1) + 60 * part(matcher, 2) + part(matcher, 3);
            return new LengthPlan(Optional.empty(), Optional.empty(), 0, seconds).seconds();
        }

        private static double part(Matcher matcher, int group) {
            return matcher.group(group) == null ? 0 : Double.parseDouble(matcher.group(group));
        }
    }
}
