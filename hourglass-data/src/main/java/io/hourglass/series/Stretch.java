package io.hourglass.series;

/**
 * Consecutive rows of one series.
 *
 * @param from the first row
 * @param to the row after the last
 */
record Stretch(int from, int to) {
    int length() {
        return to - from;
    }
}
