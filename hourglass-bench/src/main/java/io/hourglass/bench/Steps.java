package io.hourglass.bench;

/** One system: how long a step takes on average over so many. */
interface Steps extends AutoCloseable {
    /** Microseconds a step. */
    double run(int steps);

    default double loss() {
        return Double.NaN;
    }

    @Override
    void close();
}
