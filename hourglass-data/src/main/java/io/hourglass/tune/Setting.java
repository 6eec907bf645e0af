package io.hourglass.tune;

import io.hourglass.data.table.NumberText;
import io.hourglass.math.RandomStream;
import io.hourglass.network.ActivationFunction;
import io.hourglass.plan.Convolution;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.Kind;
import io.hourglass.plan.NetworkPlan;
import io.hourglass.plan.NetworkPlan.Regularity;
import io.hourglass.plan.Norm;
import io.hourglass.plan.SeriesPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A setting that a search may draw. None of them changes what the loss is, so that losses compare. */
public enum Setting {
    /** One to three hidden layers, the first of 32 to 512 units, each later one half as wide. */
    HIDDEN {
        @Override
        HourglassPlan draw(HourglassPlan plan, RandomStream random) {
            List<Integer> units = new ArrayList<>();
            int width = NARROWEST << random.nextInt(WIDTHS);
            for (int layers = 1 + random.nextInt(MOST_LAYERS); layers > 0; layers--) {
                units.add(width);
                width = Math.max(NARROWEST / 2, width / 2);
            }
            return plan.withNetwork(plan.network().withHidden(units.toArray(new Integer[0])));
        }

        /** A code at each place of an image has no dense layers. */
        @Override
        boolean isFree(HourglassPlan plan, Optional<SeriesPlan> series) {
            return plan.network()
                    .regularity()
                    .convolution()
                    .flatMap(Convolution::codeMap)
                    .isEmpty();
        }

        @Override
        public String text(HourglassPlan plan) {
            return plan.network()
                    .hidden()
                    .map(units -> units.stream().map(String::valueOf).collect(Collectors.joining(",")))
                    .orElse("auto");
        }
    },
    /** Of the hidden layers: relu, gelu, elu or tanh. */
    ACTIVATION {
        @Override
        HourglassPlan draw(HourglassPlan plan, RandomStream random) {
            ActivationFunction drawn = ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size()));
            return plan.withNetwork(plan.network().withActivation(drawn));
        }

        /** Recurrent layers have activations of their own. */
        @Override
        boolean isFree(HourglassPlan plan, Optional<SeriesPlan> series) {
            return series.flatMap(SeriesPlan::recurrent).isEmpty();
        }

        @Override
        public String text(HourglassPlan plan) {
            return lower(plan.network().activation());
        }
    },
    /** The learning rate: 0.0003 to 0.01, each factor as likely. */
    RATE {
        @Override
        HourglassPlan draw(HourglassPlan plan, RandomStream random) {
            float rate = RATES[random.nextInt(RATES.length)];
            return plan.withLearning(plan.learning().withRate(rate));
        }

        @Override
        public String text(HourglassPlan plan) {
            return plan.learning().rate().map(rate -> NumberText.shortest(rate)).orElse("auto");
        }
    },
    /** The rows of an update: 32 to 512. */
    BATCH {
        @Override
        HourglassPlan draw(HourglassPlan plan, RandomStream random) {
            return plan.withLength(plan.length().withBatch(NARROWEST << random.nextInt(WIDTHS)));
        }

        @Override
        public String text(HourglassPlan plan) {
            return plan.length().batch().map(String::valueOf).orElse("auto");
        }
    },
    /** The share of hidden values dropped: none, mostly, else 0.05, 0.1 or 0.2. */
    DROPOUT {
        @Override
        HourglassPlan draw(HourglassPlan plan, RandomStream random) {
            float share = DROPOUTS[random.nextInt(DROPOUTS.length)];
            return regular(plan, regularity -> regularity.withDropout(share));
        }

        @Override
        public String text(HourglassPlan plan) {
            return NumberText.shortest(plan.network().regularity().dropout());
        }
    },
    /** How hidden layers are normalised; those of a contractive one never over batches. */
    NORM {
        @Override
        HourglassPlan draw(HourglassPlan plan, RandomStream random) {
            List<Norm> norms = plan.kind().is(Kind.CONTRACTIVE) ? NORMS_OF_ROWS : NORMS;
            Norm norm = norms.get(random.nextInt(norms.size()));
            return regular(plan, regularity -> regularity.withNorm(norm));
        }

        @Override
        public String text(HourglassPlan plan) {
            return lower(plan.network().regularity().norm());
        }
    };

    private static final int NARROWEST = 32;
    private static final int WIDTHS = 5;
    private static final int MOST_LAYERS = 3;
    private static final List<ActivationFunction> ACTIVATIONS =
            List.of(ActivationFunction.RELU, ActivationFunction.GELU, ActivationFunction.ELU, ActivationFunction.TANH);
    private static final List<Norm> NORMS = List.of(Norm.values());
    private static final List<Norm> NORMS_OF_ROWS =
            NORMS.stream().filter(norm -> norm != Norm.BATCH).toList();
    private static final float[] RATES = {3e-4f, 5e-4f, 1e-3f, 2e-3f, 3e-3f, 5e-3f, 1e-2f};
    private static final float[] DROPOUTS = {0f, 0f, 0f, 0.05f, 0.1f, 0.2f};

    /** The plan with this setting drawn at random. */
    abstract HourglassPlan draw(HourglassPlan plan, RandomStream random);

    /** Whether a plan may have this otherwise: what is made of nothing but convolutions has no hidden layers, for instance. */
    boolean isFree(HourglassPlan plan, Optional<SeriesPlan> series) {
        return true;
    }

    /**
     * The settings that a search may draw.
     *
     * @param plan what it starts from
     * @param series how rows are series, if they are
     */
    public static List<Setting> free(HourglassPlan plan, Optional<SeriesPlan> series) {
        return Arrays.stream(values())
                .filter(setting -> setting.isFree(plan, series))
                .toList();
    }

    /** What a plan has, in words as the command line takes them; {@code auto} where it is fitted to the data. */
    public abstract String text(HourglassPlan plan);

    private static HourglassPlan regular(HourglassPlan plan, UnaryOperator<Regularity> change) {
        NetworkPlan network = plan.network();
        return plan.withNetwork(network.withRegularity(change.apply(network.regularity())));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The option of the command line that this is, without its dashes. */
    @Override
    public String toString() {
        return lower(this);
    }
}
