package io.hourglass.cli;

import io.hourglass.HourglassTraining;
import io.hourglass.codec.CompressionPlan;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.engine.Engines;
import io.hourglass.engine.Precision;
import io.hourglass.label.LabelPlan;
import io.hourglass.pixel.PixelPlan;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.Kind;
import io.hourglass.plan.LearningPlan;
import io.hourglass.plan.NetworkPlan;
import io.hourglass.tune.TuningPlan;
import io.hourglass.use.Threshold;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The defaults of options, as the help shows them: read from the values that state them, each in one place. */
final class Defaults implements IDefaultValueProvider {
    private final Map<String, String> values = new HashMap<>();

    Defaults() {
        HourglassPlan plan = HourglassPlan.defaults();
        values.put("--scale", SettingConverter.name(plan.scale()));
        values.put("--seed", Long.toString(plan.seed()));
        values.put("--validation", Double.toString(HourglassTraining.USUAL_VALIDATION));
        values.put(
                "--on-bad-row", SettingConverter.name(SourceOptions.defaults().onBadRow()));
        values.put("--trials", Integer.toString(TuningPlan.USUAL_TRIALS));
        values.put("--members", "1");
        values.put("--engine", Engines.AUTO);
        values.put("--precision", SettingConverter.name(Precision.F32));
        values.put("--score-by", SettingConverter.name(LearntDataOptions.ScoredBy.DETECTOR));
        values.put("--contamination", Double.toString(Threshold.USUAL_CONTAMINATION));
        values.put("--effort", Integer.toString(CompressionPlan.usual().effort()));
        values.put("--class-weights", LearntLabelOptions.ALIKE);
        values.put("--augment", SettingConverter.AUTO);
        values.put("--self-training", SettingConverter.name(LearntLabelOptions.Switch.ON));
        values.put("--label-reconstruction", number(LabelPlan.USUAL_RECONSTRUCTION));
        values.put("--pixel-updates", Integer.toString(PixelPlan.USUAL_UPDATES));
        network(plan.network());
        values.put("--free-bits", number(plan.kind().code().freeBits()));
        values.put("--warm-up", Integer.toString(plan.kind().code().warmUp()));
        values.put("--kind", plan.kind().kinds().stream().map(Kind::toString).collect(Collectors.joining("+")));
        learning(plan.learning());
        values.put("--epochs", auto(plan.length().epochs()));
        values.put("--batch", auto(plan.length().batch()));
        values.put("--patience", Integer.toString(plan.length().patience()));
    }

    private void network(NetworkPlan network) {
        values.put("--code", auto(network.code()));
        values.put("--hidden", auto(network.hidden()));
        values.put("--conv", NetworkOptions.NO_CONVOLUTION);
        values.put("--conv-blocks", SettingConverter.AUTO);
        values.put("--patch", SettingConverter.AUTO);
        values.put("--activation", SettingConverter.name(network.activation()));
        values.put("--output-activation", auto(network.output().map(SettingConverter::name)));
        values.put("--dropout", number(network.regularity().dropout()));
        values.put("--norm", SettingConverter.name(network.regularity().norm()));
    }

    private void learning(LearningPlan learning) {
        values.put("--loss", auto(learning.loss()));
        values.put("--optimizer", learning.optimizer().name());
        values.put("--rate", auto(learning.rate()));
        values.put("--schedule", auto(learning.schedule()));
        values.put("--trim", number(learning.trim()));
    }

    private static String auto(Optional<?> setting) {
        return setting.map(Object::toString).orElse(SettingConverter.AUTO);
    }

    private static String number(float value) {
        return value == (int) value ? Integer.toString((int) value) : Float.toString(value);
    }

    /** The options that have one. */
    Set<String> names() {
        return values.keySet();
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option ? values.get(option.longestName()) : null;
    }
}
