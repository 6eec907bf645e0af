package io.hourglass.data.preparation;

import io.hourglass.math.RandomStream;
import java.util.Arrays;

/** What one pass over a column of numbers finds: moments, extremes, and a sample for quantiles. */
final class NumberProfile {
    private static final int SAMPLE = 20_000;

    private final RandomStream random = RandomStream.of(SAMPLE);
    /** Grows up to the sample's size: a wide table has many columns, and often few rows. */
    private double[] sample = new double[64];

    private long count;
    private long missing;
    private double mean;
    private double squares;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;
    private boolean sorted;

    void add(double value) {
        if (Double.isNaN(value)) {
            missing++;
            return;
        }
        count++;
        double d = value - mean;
        mean += d / count;
        squares += d * (value - mean);
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
        sorted = false;
        if (count <= SAMPLE) {
            if (count > sample.length) {
                sample = Arrays.copyOf(sample, Math.min(SAMPLE, 2 * sample.length));
            }
            sample[(int) count - 1] = value;
        } else { // every value so far is in the sample with the same probability (Vitter 1985, algorithm R)
            long place = (long) (random.nextDouble() * count);
            if (place < SAMPLE) {
                sample[(int) place] = value;
            }
        }
    }

    long count() {
        return count;
    }

    long missing() {
        return missing;
    }

    double mean() {
        return mean;
    }

    /** The standard deviation; where rounding or underflow leave nothing of it, the distance between the extremes. */
    double deviation() {
        double deviation = Math.sqrt(squares / count);
        return deviation > Math.ulp(mean) ? deviation : greatest - least;
    }

    /** The standard deviation of the sample's scaled values; 1 if they are all the same. */
    double deviation(Scaling scaling) {
        NumberProfile scaled = new NumberProfile();
        for (int i = 0; i < sampled(); i++) {
            scaled.add(scaling.apply(sample[i]));
        }
        return scaled.constant() ? 1 : scaled.deviation();
    }

    double least() {
        return least;
    }

    double greatest() {
        return greatest;
    }

    /** How many standard deviations the most extreme value lies from the mean. */
    double farthest() {
        return Math.max(greatest - mean, mean - least) / deviation();
    }

    boolean constant() {
        return count == 0 || least == greatest;
    }

    /** The size of the sample. */
    int sampled() {
        return (int) Math.min(count, SAMPLE);
    }

    /** The value below which a share of the sample lies; half a rank lies below the least (Hazen 1914). */
    double quantile(double share) {
        int size = sampled();
        if (!sorted) {
            Arrays.sort(sample, 0, size);
            sorted = true;
        }
        double place = Math.max(0, Math.min(size - 1, share * size - 0.5));
        int low = (int) place;
        int high = Math.min(size - 1, low + 1);
        return sample[low] + (place - low) * (sample[high] - sample[low]);
    }
}
