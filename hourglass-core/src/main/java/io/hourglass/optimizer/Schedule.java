package io.hourglass.optimizer;

import io.hourglass.math.StrictFunctions;
import java.util.List;
import java.util.Locale;

/** How the learning rate changes while training; a pure function of the {@link Progress}. Defaults are in the constructors. */
public sealed interface Schedule {
    /** The name by which {@link #of} finds it. */
    String name();

    /** The rate of the step that is about to be made, from the rate that was asked for. */
    float rate(float baseRate, Progress progress);

    /** Whether the rates depend on how many steps are planned: a training with another number of epochs is then another one. */
    default boolean looksAhead() {
        return false;
    }

    /**
     * The schedule of a name, with its defaults.
     *
     * @throws IllegalArgumentException for a name that is not one of them; the message lists them
     */
    static Schedule of(String name) {
        List<Schedule> all = List.of(new Constant(), new Cosine(), new Step(), new Plateau());
        return all.stream()
                .filter(schedule -> schedule.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a schedule is one of "
                        + String.join(", ", all.stream().map(Schedule::name).toList()) + "; got " + name));
    }

    /** The same rate throughout. */
    record Constant() implements Schedule {
        @Override
        public String name() {
            return "constant";
        }

        @Override
        public float rate(float baseRate, Progress progress) {
            return baseRate;
        }
    }

    /**
     * A straight rise to the full rate, then half a cosine down (Loshchilov and Hutter 2017, equation 5, one period).
     *
     * @param warmup the share of all steps in which the rate rises, from 0 to 1
     * @param finalFactor what the rate comes down towards, as a share of the full one, from 0 to 1
     */
    record Cosine(float warmup, float finalFactor) implements Schedule {
        public Cosine {
            Setting.share("the warm-up of a cosine schedule", warmup);
            Setting.share("the final factor of a cosine schedule", finalFactor);
        }

        /** A twentieth of the steps upwards, then down to a hundredth of the rate. */
        public Cosine() {
            this(0.05f, 0.01f);
        }

        @Override
        public String name() {
            return "cosine";
        }

        @Override
        public boolean looksAhead() {
            return true;
        }

        @Override
        public float rate(float baseRate, Progress progress) {
            long rising = (long) ((double) warmup * progress.totalSteps());
            if (progress.step() <= rising) {
                return (float) (baseRate * ((double) progress.step() / rising));
            }
            double done = (double) (progress.step() - 1 - rising) / Math.max(1, progress.totalSteps() - rising);
            double cosine = (1 + StrictFunctions.cos(3.141592653589793 * Math.min(1, done))) / 2;
            return (float) (baseRate * (finalFactor + (1 - finalFactor) * cosine));
        }
    }

    /**
     * The rate falls by a factor at regular intervals.
     *
     * @param everyEpochs how many epochs a rate lasts, at least 1
     * @param factor what it is then multiplied by, above 0, at most 1
     */
    record Step(int everyEpochs, float factor) implements Schedule {
        public Step {
            Setting.atLeastOne("the epochs of a step schedule", everyEpochs);
            Setting.positive("the factor of a step schedule", factor);
            Setting.share("the factor of a step schedule", factor);
        }

        /** Halved every 20 epochs. */
        public Step() {
            this(20, 0.5f);
        }

        @Override
        public String name() {
            return "step";
        }

        @Override
        public float rate(float baseRate, Progress progress) {
            int falls = (progress.epoch() - 1) / everyEpochs;
            return (float) (baseRate * StrictFunctions.pow(factor, falls));
        }
    }

    /**
     * The rate falls by a factor whenever the validation loss has had no new best for some epochs.
     *
     * @param patienceEpochs how many epochs without a new best bring a fall, at least 1; less than early stopping's
     * @param factor what the rate is then multiplied by, above 0, at most 1
     * @param minimumFactor the share of the full rate below which it does not fall, from 0 to 1
     */
    record Plateau(int patienceEpochs, float factor, float minimumFactor) implements Schedule {
        public Plateau {
            Setting.atLeastOne("the patience of a plateau schedule", patienceEpochs);
            Setting.positive("the factor of a plateau schedule", factor);
            Setting.share("the factor of a plateau schedule", factor);
            Setting.share("the minimum factor of a plateau schedule", minimumFactor);
        }

        /** Halved after 4 epochs without a new best, down to a hundredth. */
        public Plateau() {
            this(4, 0.5f, 0.01f);
        }

        @Override
        public String name() {
            return "plateau";
        }

        @Override
        public float rate(float baseRate, Progress progress) {
            double share = 1;
            double best = Double.POSITIVE_INFINITY;
            int waited = 0;
            for (double loss : progress.validationLosses()) {
                waited = loss < best ? 0 : waited + 1;
                best = loss < best ? loss : best;
                if (waited == patienceEpochs) {
                    share = Math.max(minimumFactor, share * factor);
                    waited = 0;
                }
            }
            return (float) (baseRate * share);
        }
    }
}
