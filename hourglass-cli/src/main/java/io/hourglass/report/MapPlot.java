package io.hourglass.report;

import io.hourglass.report.figure.MapFigure;
import io.hourglass.report.figure.MapImage;
import io.hourglass.report.page.Chapter;
import io.hourglass.report.page.Figure;
import io.hourglass.report.page.Report;
import io.hourglass.report.study.Study;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The map of the codes alone.
 *
 * @param study of the rows
 * @param colour the column to colour by; empty for one that tells kinds apart
 */
public record MapPlot(Study study, Optional<String> colour) {
    /**
     * A page with it.
     *
     * @throws IllegalArgumentException if there is no such column to colour by
     */
    public byte[] html() {
        Figure map = MapFigure.of("codes", study, colour);
        Chapter chapter = new Chapter("map", "Codes", List.of(), List.of(), List.of(map));
        Report report = new Report("The codes of " + study.rows().table().source(), List.of(), List.of(chapter));
        return report.html().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A picture of it, in the format PNG.
     *
     * @throws IllegalArgumentException if there is no such column to colour by
     */
    public byte[] png() {
        return MapImage.of(study, colour);
    }
}
