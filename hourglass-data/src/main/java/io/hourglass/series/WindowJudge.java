package io.hourglass.series;

/** What is found out about windows. */
@FunctionalInterface
public interface WindowJudge {
    /**
     * Looks at some windows.
     *
     * @param windows count × the rows of a window × the values of a prepared row
     * @param starts for each window the number of its first row, in order
     * @param pass the pass that they are met in
     */
    Judged judge(float[] windows, long[] starts, WindowPass pass);

    /**
     * What was found out.
     *
     * @param scores one a window
     * @param parts as many as the windows have values; none where nobody asks
     * @param outputs the reconstructions; none where nobody asks
     */
    record Judged(double[] scores, float[] parts, float[] outputs) {}
}
