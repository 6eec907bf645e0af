package io.hourglass.data.preparation;

import java.util.Locale;

/** How numbers are brought to the order of one. */
public enum Scale {
    /** Standard, or by quantiles where the most extreme value lies {@value #FAR} standard deviations out or further. */
    AUTO {
        @Override
        Scaling fit(NumberProfile profile) {
            return profile.farthest() > FAR ? QUANTILE.fit(profile) : STANDARD.fit(profile);
        }
    },
    /** To mean 0 and standard deviation 1. */
    STANDARD {
        @Override
        Scaling fit(NumberProfile profile) {
            return new Linear(profile.mean(), profile.deviation());
        }
    },
    /** To the range from 0 to 1. */
    MINMAX {
        @Override
        Scaling fit(NumberProfile profile) {
            return new Linear(profile.least(), profile.greatest() - profile.least());
        }
    },
    /** By median and quartiles: half of the values come to lie within 0.67 of 0, as of a normal distribution. */
    ROBUST {
        @Override
        Scaling fit(NumberProfile profile) {
            double spread = (profile.quantile(0.75) - profile.quantile(0.25)) / NORMAL_QUARTILES;
            return new Linear(profile.quantile(0.5), spread > 0 ? spread : profile.deviation());
        }
    },
    /** By rank, to a standard normal distribution. */
    QUANTILE {
        @Override
        Scaling fit(NumberProfile profile) {
            return Quantiles.fit(profile);
        }
    },
    /** As they are, within 1e15 of 0. */
    NONE {
        @Override
        Scaling fit(NumberProfile profile) {
            return new Linear(0, 1);
        }
    };

    /** Beyond so many standard deviations a column's other values would be squeezed into nothing. */
    static final int FAR = 40;

    private static final double NORMAL_QUARTILES = 1.3489795003921634;

    /** The scaling of a column that is not constant. */
    abstract Scaling fit(NumberProfile profile);

    /** The way of a name as the command line writes it. */
    public static Scale of(String name) {
        for (Scale scale : values()) {
            if (scale.name().toLowerCase(Locale.ROOT).equals(name)) {
                return scale;
            }
        }
        throw new IllegalArgumentException(
                "no scaling is called '" + name + "'; there are auto, standard, minmax, robust, quantile and none");
    }
}
