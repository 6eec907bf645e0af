package io.hourglass.report.figure;

import io.hourglass.data.table.ImageColumn;
import io.hourglass.report.page.Comparisons;
import io.hourglass.report.page.Figure;
import io.hourglass.report.page.Pictures;
import io.hourglass.report.study.Study;
import io.hourglass.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Originals beside what came back. */
public final class RebuiltFigures {
    private static final int IMAGES = 12;
    private static final int ROWS = 6;

    private RebuiltFigures() {}

    /** Rows of the study, evenly spaced, and their reconstructions. */
    public static Figure of(String prefix, Study study) {
        return study.image().map(image -> images(prefix, study, image)).orElseGet(() -> rows(prefix, study));
    }

    private static Figure images(String prefix, Study study, ImageColumn image) {
        List<Integer> shown = Choice.spread(study, IMAGES);
        List<Pictures.Example> examples = new ArrayList<>();
        for (int row : shown) {
            examples.add(new Pictures.Example(
                    study.name(row),
                    RowPictures.of(study, image, row),
                    List.of(
                            "",
                            "off by " + Words.figure(study.rebuilt().errors()[row]),
                            "",
                            "off by " + Words.figure(study.flatRebuilt().errors()[row]))));
        }
        String caption = "Each line: a picture that went in, what came out after nothing but its code of "
                + Words.count(study.codeWidth(), "number")
                + " was kept, and where the two differ (orange: rebuilt too bright, blue: too dark). The network has drawn"
                + " what it learnt clothes look like; fine prints and letters are what the code had no room for. The last"
                + " column is PCA with as many numbers: blurred, with ghosts of other pictures. “Off by” is the squared"
                + " error, summed over the pixels; on average it is "
                + Words.figure(study.rebuilt().evaluation().squaredErrorPerRow()) + " here, and "
                + Words.figure(study.flatRebuilt().evaluation().squaredErrorPerRow()) + " for PCA.";
        return new Figure(
                prefix + "-rebuilt",
                "In, and out again",
                neutral(prefix, caption),
                new Pictures(List.of("Original", "Autoencoder", "Difference", "PCA"), examples),
                Optional.of(RowErrors.table(study, shown)));
    }

    /** What is said of clothes holds for the demo's alone. */
    private static String neutral(String prefix, String caption) {
        return prefix.startsWith("fashion")
                ? caption
                : caption.replace(
                        "what it learnt clothes look like; fine prints and letters are",
                        "what it learnt; fine details are");
    }

    private static Figure rows(String prefix, Study study) {
        CellReading reading = new CellReading(study);
        List<Integer> shown = Choice.spread(study, ROWS);
        List<Comparisons.Row> cards = new ArrayList<>();
        for (int row : shown) {
            List<Comparisons.Cell> cells = new ArrayList<>();
            int off = 0;
            for (int column : reading.columns()) {
                Comparisons.Cell cell = reading.cell(column, row);
                cells.add(cell);
                off += cell.off().get(1) ? 1 : 0;
            }
            String note = off == 0
                    ? "all " + Words.count(cells.size()) + " values came back, or nearly"
                    : Words.count(cells.size() - off) + " of " + Words.count(cells.size())
                            + " values came back, or nearly";
            cards.add(new Comparisons.Row(study.name(row), note, cells));
        }
        String caption =
                "Each card is a row of the data. The second column is what went in, the third what came out of the"
                        + " code of " + Words.count(study.codeWidth(), "number")
                        + " alone, the last what PCA made of as many."
                        + " Marked values did not come back: another category, or a number further off than half of the column's"
                        + " usual spread. The network can rebuild a row because its columns depend on each other: who knows the"
                        + " occupation and the age can often guess the rest.";
        return new Figure(
                prefix + "-rebuilt",
                "In, and out again",
                caption,
                new Comparisons(List.of("column", "original", "autoencoder", "PCA"), cards),
                Optional.of(RowErrors.table(study, shown)));
    }
}
