package io.hourglass.report.figure;

import io.hourglass.report.study.Study;
import io.hourglass.training.MemoryRows;
import io.hourglass.use.PrincipalComponents;
import java.util.Arrays;
import java.util.List;

/**
 * Codes as points of a plane.
 *
 * @param x one a row
 * @param y one a row
 * @param words how they came from the codes
 */
public record MapPoints(double[] x, double[] y, String words) {
    /** The autoencoder's codes: themselves if they are two numbers, else their first two principal components. */
    public static MapPoints of(Study study) {
        int width = study.codeWidth();
        if (width == 1) {
            return new MapPoints(
                    column(study.codes(), 1, 0),
                    study.rebuilt().errors(),
                    "The code is one number, which runs from left to right; upwards stands the squared error.");
        }
        if (width == 2) {
            return planar(study.codes(), "A code here is two numbers: the place of the point.");
        }
        MemoryRows rows = new MemoryRows(width, List.of());
        for (int at = 0; at < study.codes().length; at += width) {
            rows.add(study.codes(), at);
        }
        PrincipalComponents plane = PrincipalComponents.fit(
                rows, 2, study.model().provenance().plan().seed());
        return planar(
                plane.encode(study.codes()),
                "A code has " + width
                        + " numbers; the map shows them from the side from which they spread most, so that"
                        + " points far apart differ much, while some that lie together differ in what is not seen from here.");
    }

    /** The first two principal components of the rows themselves. */
    public static MapPoints flat(Study study) {
        if (study.flat().components() < 2) {
            return new MapPoints(
                    study.flat().encode(study.expanded()).length == 0
                            ? new double[0]
                            : column(study.flat().encode(study.expanded()), 1, 0),
                    study.flatRebuilt().errors(),
                    "");
        }
        return planar(study.flat().first(2).encode(study.expanded()), "");
    }

    private static MapPoints planar(float[] pairs, String words) {
        return new MapPoints(column(pairs, 2, 0), column(pairs, 2, 1), words);
    }

    private static double[] column(float[] rows, int width, int place) {
        double[] column = new double[rows.length / width];
        Arrays.setAll(column, row -> rows[row * width + place]);
        return column;
    }
}
