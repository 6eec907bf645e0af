package io.hourglass.use;

/**
 * Where anomalies begin.
 *
 * @param rule what is asked for
 * @param share of rows; above 0 and below 1
 */
public record Threshold(Rule rule, double share) {
    /** The share of rows like the training rows that are called anomalies unless something else is asked for. */
    public static final double USUAL_CONTAMINATION = 0.01;

    /** What a threshold is made for. */
    public enum Rule {
        /** So large a share of the training rows lies above it: they are taken to hold as many anomalies. */
        CONTAMINATION {
            @Override
            double in(ScoreProfile profile, double share) {
                return profile.quantile(1 - share);
            }
        },
        /** A row like the training rows lies above it with so small a probability, also where no training row lies. */
        FALSE_ALARMS {
            @Override
            double in(ScoreProfile profile, double share) {
                return ScoreTail.of(profile).threshold(share);
            }
        };

        abstract double in(ScoreProfile profile, double share);
    }

    public Threshold {
        if (!(share > 0 && share < 1)) {
            String name = rule == Rule.CONTAMINATION ? "a contamination" : "a rate of false alarms";
            throw new IllegalArgumentException(name + " lies above 0 and below 1, got " + share);
        }
    }

    /** The usual contamination. */
    public static Threshold usual() {
        return contamination(USUAL_CONTAMINATION);
    }

    /** That which a share of the training rows lies above. */
    public static Threshold contamination(double share) {
        return new Threshold(Rule.CONTAMINATION, share);
    }

    /** That which a row like the training rows lies above with a probability, by an extreme-value fit. */
    public static Threshold falseAlarms(double rate) {
        return new Threshold(Rule.FALSE_ALARMS, rate);
    }

    /** The score above which a row is an anomaly. */
    public double in(ScoreProfile profile) {
        return rule.in(profile, share);
    }
}
