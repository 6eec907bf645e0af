package io.hourglass.cli;

import io.hourglass.loss.ElementLoss;
import io.hourglass.optimizer.Adam;
import io.hourglass.optimizer.AdamW;
import io.hourglass.optimizer.Clipping;
import io.hourglass.optimizer.Optimizer;
import io.hourglass.optimizer.Schedule;
import io.hourglass.plan.LearningPlan;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options for what is learnt by, and in what steps; a field that is null is fitted to the data. */
@Heading("Training")
final class LearningOptions {
    @Option(
            names = "--loss",
            paramLabel = "NAME",
            converter = Loss.class,
            description =
                    "Of numbers and pixels: mse, bce, mae, huber or cauchy. Categories have their cross-entropy. auto is"
                            + " mse, or bce for the pixels of a variational one.")
    private ElementLoss loss;

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            converter = Rule.class,
            description = "adam, adamw, adadelta, rmsprop, adagrad or sgd.")
    private Optimizer optimizer;

    @Option(
            names = "--rate",
            paramLabel = "X",
            converter = Rate.class,
            description = "Learning rate; auto fits the optimizer.")
    private Float rate;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            converter = Change.class,
            description = "How the rate changes: constant, cosine, step or plateau. auto is cosine after a short rise.")
    private Schedule schedule;

    @Option(
            names = "--clip",
            paramLabel = "NORM",
            converter = Clip.class,
            description = "Gradients longer than this are shortened to it. Without it they are left alone.")
    private Clipping clip;

    @Option(
            names = "--weight-decay",
            paramLabel = "X",
            converter = Decay.class,
            description = "How strongly weights are drawn to zero; needs --optimizer adamw, which has one of its own"
                    + " without it.")
    private AdamW decayed;

    @Option(
            names = "--trim",
            paramLabel = "SHARE",
            converter = Trim.class,
            description = "Share of rows, those that are rebuilt worst, that are not learnt after the first epoch: for"
                    + " data with rows that are wrong.")
    private float trim;

    LearningPlan plan() {
        return new LearningPlan(
                Optional.ofNullable(loss),
                rule(),
                Optional.ofNullable(rate),
                Optional.ofNullable(schedule),
                clip == null ? LearningPlan.defaults().clipping() : clip,
                trim);
    }

    private Optimizer rule() {
        if (decayed != null && !(optimizer instanceof AdamW)) {
            throw new IllegalArgumentException(
                    "--weight-decay needs --optimizer adamw; got --optimizer " + optimizer.name());
        }
        return decayed == null ? optimizer : decayed;
    }

    private static final class Loss extends SettingConverter<ElementLoss> {
        @Override
        ElementLoss value(String text) {
            return isAuto(text) ? null : ElementLoss.of(text);
        }
    }

    private static final class Rule extends SettingConverter<Optimizer> {
        @Override
        Optimizer value(String text) {
            return Optimizer.of(text);
        }
    }

    private static final class Rate extends SettingConverter<Float> {
        @Override
        Float value(String text) {
            if (isAuto(text)) {
                return null;
            }
            Optional<Float> rate = Optional.of(Float.parseFloat(text));
            return new LearningPlan(Optional.empty(), new Adam(), rate, Optional.empty(), new Clipping.None())
                    .rate()
                    .orElseThrow();
        }
    }

    private static final class Change extends SettingConverter<Schedule> {
        @Override
        Schedule value(String text) {
            return isAuto(text) ? null : Schedule.of(text);
        }
    }

    private static final class Clip extends SettingConverter<Clipping> {
        @Override
        Clipping value(String text) {
            return new Clipping.ByNorm(Float.parseFloat(text));
        }
    }

    private static final class Trim extends SettingConverter<Float> {
        @Override
        Float value(String text) {
            return LearningPlan.defaults().withTrim(Float.parseFloat(text)).trim();
        }
    }

    private static final class Decay extends SettingConverter<AdamW> {
        @Override
        AdamW value(String text) {
            return new AdamW(Float.parseFloat(text));
        }
    }
}
