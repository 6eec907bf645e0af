package io.hourglass.measure;

/**
 * What divides numbers into bins; missing ones have a bin of their own.
 *
 * @param ascending the cuts, each the least number of its upper bin
 */
public record Cuts(double... ascending) {
    /** How many bins there are, that of missing numbers among them. */
    public int bins() {
        return ascending.length + 2;
    }

    /** The bin of a number: how many cuts lie at or below it; the last one if it is missing. */
    public int bin(double value) {
        if (Double.isNaN(value)) {
            return ascending.length + 1;
        }
        int bin = 0;
        while (bin < ascending.length && ascending[bin] <= value) {
            bin++;
        }
        return bin;
    }

    /** How many of some numbers lie in each bin. */
    public long[] count(double... values) {
        long[] counts = new long[bins()];
        for (double value : values) {
            counts[bin(value)]++;
        }
        return counts;
    }
}
