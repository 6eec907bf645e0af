package io.hourglass.report.page;

/** What a figure shows. */
public sealed interface Content permits Chart, Comparisons, NetworkDrawing, Oddities, Pictures, PointMap, Properties {
    /** Writes it. */
    void write(Html html);

    /** Whether it needs the whole width of the page. */
    default boolean isWide() {
        return true;
    }
}
