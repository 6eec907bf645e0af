package io.hourglass.cli;

import io.hourglass.network.ActivationFunction;
import io.hourglass.plan.Convolution;
import io.hourglass.plan.NetworkPlan;
import io.hourglass.plan.NetworkPlan.Regularity;
import io.hourglass.plan.Norm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options for the shape of the network; a field that is null is fitted to the data, or not there at all. */
@Heading("Network")
final class NetworkOptions {
    /** What {@code --conv} is unless something else is asked for. */
    static final String NO_CONVOLUTION = "off";

    private static final String NO_HIDDEN_LAYER = "none";

    @Option(
            names = "--code",
            paramLabel = "N",
            converter = Code.class,
            description = "Numbers of a code; auto fits the data and is always narrower than the input.")
    private Integer code;

    @Option(
            names = "--hidden",
            paramLabel = "UNITS",
            converter = Hidden.class,
            description = "Units of the encoder's hidden layers, for instance 128,64, mirrored in the decoder;"
                    + " none for no hidden layer; auto fits the data.")
    private NetworkPlan hidden;

    @Option(
            names = "--conv",
            paramLabel = "CHANNELS",
            converter = Convolutions.class,
            description = "For images, and for series with --sequence: the channels of the encoder's convolutions, for"
                    + " instance 32,64, each halving the image, or the window in time, mirrored in the decoder; --hidden is then the"
                    + " dense part. auto fits the image or window; off for none.")
    private Convolution convolutions;

    @Option(
            names = "--code-map",
            paramLabel = "N",
            converter = CodeMap.class,
            description =
                    "With --conv: a code of N numbers at each place of the smallest image, or window, and no dense"
                            + " layers, so that the model rebuilds and denoises images of any size.")
    private Integer codeMap;

    @Option(
            names = "--conv-blocks",
            paramLabel = "N",
            converter = Blocks.class,
            description =
                    "With --conv: the residual blocks of two convolutions after each convolution of the encoder; auto is"
                            + " 2 where a label is learnt, else 0.")
    private Integer blocks;

    @Option(
            names = "--patch",
            paramLabel = "SIDE",
            converter = Patch.class,
            description =
                    "With --conv: images are learnt by square patches of so many pixels a side, drawn anew for each"
                            + " epoch, turned and mirrored; off for whole images. auto is 64 where images differ in size, and for"
                            + " denoising where they are larger; else off.")
    private Integer patch;

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            converter = HiddenActivation.class,
            description = "Of the hidden layers: relu, relu6, leaky_relu, elu, selu, gelu, silu, mish, sigmoid, tanh,"
                    + " softsign, softplus or linear.")
    private ActivationFunction activation;

    @Option(
            names = "--output-activation",
            paramLabel = "NAME",
            converter = OutputActivation.class,
            description = "Of the last layer, for images and plain arrays; auto is sigmoid there and none for tables.")
    private ActivationFunction output;

    @Option(
            names = "--tied",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "BOOLEAN",
            description = "The decoder uses the encoder's weights, transposed.")
    private boolean tied;

    @Option(
            names = "--dropout",
            paramLabel = "SHARE",
            converter = Dropout.class,
            description = "Share of hidden values dropped while training.")
    private Float dropout;

    @Option(
            names = "--norm",
            paramLabel = "NAME",
            converter = Normalisation.class,
            description = "How hidden layers are normalised: none, layer or batch.")
    private Norm norm;

    NetworkPlan plan() {
        return new NetworkPlan(
                Optional.ofNullable(code),
                hidden.hidden(),
                activation,
                Optional.ofNullable(output),
                tied,
                new Regularity(dropout, norm, convolution()));
    }

    private Optional<Convolution> convolution() {
        Optional<Convolution> asked = Optional.ofNullable(convolutions);
        if (asked.isEmpty() && codeMap != null) {
            throw new IllegalArgumentException("--code-map says what convolutions end in; add --conv auto");
        }
        if (asked.isEmpty() && blocks != null) {
            throw new IllegalArgumentException("--conv-blocks says what follows convolutions; add --conv auto");
        }
        if (asked.isEmpty() && patch != null && patch > 0) {
            throw new IllegalArgumentException("--patch says what convolutions learn; add --conv auto");
        }
        return asked.map(each -> codeMap == null ? each : each.withCodeMap(codeMap))
                .map(each -> blocks == null ? each : each.withBlocks(blocks))
                .map(each -> patch == null ? each : each.withPatch(patch));
    }

    /** Units of layers, for instance {@code 128,64}. */
    private static Integer[] list(String text) {
        List<Integer> units = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            units.add(Integer.parseInt(each.strip()));
        }
        return units.toArray(new Integer[0]);
    }

    private static final class Code extends SettingConverter<Integer> {
        @Override
        Integer value(String text) {
            return isAuto(text)
                    ? null
                    : NetworkPlan.defaults()
                            .withCode(Integer.parseInt(text))
                            .code()
                            .orElseThrow();
        }
    }

    /** Picocli would fill a list with one element a value. */
    private static final class Hidden extends SettingConverter<NetworkPlan> {
        @Override
        NetworkPlan value(String text) {
            NetworkPlan plan = NetworkPlan.defaults();
            return isAuto(text) ? plan : plan.withHidden(text.equals(NO_HIDDEN_LAYER) ? new Integer[0] : list(text));
        }
    }

    private static final class Convolutions extends SettingConverter<Convolution> {
        @Override
        Convolution value(String text) {
            if (text.equals(NO_CONVOLUTION)) {
                return null;
            }
            return isAuto(text) ? Convolution.fitting() : Convolution.of(list(text));
        }
    }

    private static final class CodeMap extends SettingConverter<Integer> {
        @Override
        Integer value(String text) {
            return Convolution.fitting()
                    .withCodeMap(Integer.parseInt(text))
                    .codeMap()
                    .orElseThrow();
        }
    }

    private static final class Blocks extends SettingConverter<Integer> {
        @Override
        Integer value(String text) {
            return isAuto(text)
                    ? null
                    : Convolution.fitting()
                            .withBlocks(Integer.parseInt(text))
                            .blocks()
                            .orElseThrow();
        }
    }

    private static final class Patch extends SettingConverter<Integer> {
        @Override
        Integer value(String text) {
            if (isAuto(text)) {
                return null;
            }
            boolean off = text.equals(NO_CONVOLUTION);
            int side = off ? 0 : Integer.parseInt(text);
            if (side < 1 && !off) {
                throw new IllegalArgumentException("a patch has a side of at least 1 pixel, got " + text);
            }
            return Convolution.fitting().withPatch(side).patch().orElseThrow();
        }
    }

    private static final class HiddenActivation extends SettingConverter<ActivationFunction> {
        @Override
        ActivationFunction value(String text) {
            return NetworkPlan.defaults()
                    .withActivation(ActivationFunction.of(text))
                    .activation();
        }
    }

    private static final class OutputActivation extends SettingConverter<ActivationFunction> {
        @Override
        ActivationFunction value(String text) {
            return isAuto(text) ? null : ActivationFunction.of(text);
        }
    }

    private static final class Dropout extends SettingConverter<Float> {
        @Override
        Float value(String text) {
            return Regularity.none().withDropout(Float.parseFloat(text)).dropout();
        }
    }

    private static final class Normalisation extends SettingConverter<Norm> {
        @Override
        Norm value(String text) {
            return Norm.of(text);
        }
    }
}
