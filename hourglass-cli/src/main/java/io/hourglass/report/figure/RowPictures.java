package io.hourglass.report.figure;

import io.hourglass.data.table.ImageColumn;
import io.hourglass.report.study.Study;
import java.util.List;

/** The four pictures of a row: as it is, rebuilt, where the two differ, and rebuilt by PCA. */
final class RowPictures {
    private RowPictures() {}

    static List<String> of(Study study, ImageColumn image, int row) {
        int at = row * image.valuesPerRow();
        return List.of(
                Png.uri(image, study.prepared(), at),
                Png.uri(image, study.rebuilt().outputs(), at),
                Png.difference(image, study.rebuilt().outputs(), study.prepared(), at),
                Png.uri(image, study.flatRebuilt().outputs(), at));
    }
}
