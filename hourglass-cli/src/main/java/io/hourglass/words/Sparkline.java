package io.hourglass.words;

/** A curve in one line of text. */
public final class Sparkline {
    private static final String LEVELS = "▁▂▃▄▅▆▇█";
    private static final int MOST = 40;

    private Sparkline() {}

    /**
     * The curve of some values, at most 40 characters of which each stands for the mean of as many values; from the least, at the
     * bottom, to the greatest. A value that is no number leaves a gap.
     *
     * @param values positive ones are drawn by their logarithm, since losses fall fast and then slowly
     */
    public static String of(double... values) {
        int count = Math.min(MOST, values.length);
        double[] means = new double[count];
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            means[i] = mean(values, i * values.length / count, (i + 1) * values.length / count);
            if (Double.isFinite(means[i])) {
                least = Math.min(least, means[i]);
                most = Math.max(most, means[i]);
            }
        }
        StringBuilder line = new StringBuilder();
        for (double mean : means) {
            line.append(character(mean, least, most));
        }
        return line.toString();
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    private static char character(double value, double least, double most) {
        if (!Double.isFinite(value)) {
            return ' ';
        }
        if (most == least) {
            return LEVELS.charAt(0);
        }
        double share = least > 0 ? Math.log(value / least) / Math.log(most / least) : (value - least) / (most - least);
        return LEVELS.charAt((int) Math.min(LEVELS.length() - 1L, Math.round(share * (LEVELS.length() - 1))));
    }
}
