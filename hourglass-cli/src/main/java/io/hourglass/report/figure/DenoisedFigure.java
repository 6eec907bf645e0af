package io.hourglass.report.figure;

import io.hourglass.Hourglass;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.model.Corruption;
import io.hourglass.report.page.Comparisons;
import io.hourglass.report.page.Figure;
import io.hourglass.report.page.Pictures;
import io.hourglass.report.study.Study;
import io.hourglass.use.PrincipalComponents;
import io.hourglass.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Noise, and what a model that learnt to remove it leaves of it. */
public final class DenoisedFigure {
    private static final int IMAGES = 8;
    private static final int ROWS = 6;

    private final Study study;
    private final float[] noisy;
    private final float[] cleaned;

    private DenoisedFigure(Study study) {
        Hourglass model = study.model();
        Corruption noise = model.autoencoder().spec().corruption();
        this.study = study;
        this.noisy = new float[study.prepared().length];
        noise.corrupt(
                study.prepared(),
                noisy,
                study.rows().count(),
                model.preparation().cells(),
                model.provenance().plan().seed());
        this.cleaned = model.ensemble().reconstruct(noisy);
    }

    /** The rows of a study of a denoising model with noise of the kind that it learnt to remove. */
    public static Figure of(String prefix, Study study) {
        DenoisedFigure figure = new DenoisedFigure(study);
        return study.image().map(image -> figure.images(prefix, image)).orElseGet(() -> figure.rows(prefix));
    }

    private Figure images(String prefix, ImageColumn image) {
        int size = image.valuesPerRow();
        PrincipalComponents flat =
                study.flat().first(Math.min(study.codeWidth(), study.flat().components()));
        float[] flatCleaned = flat.decode(flat.encode(noisy));
        List<Pictures.Example> examples = new ArrayList<>();
        List<Integer> shown = Choice.spread(study, IMAGES);
        for (int row : shown) {
            examples.add(new Pictures.Example(
                    study.name(row),
                    List.of(
                            Png.uri(image, study.prepared(), row * size),
                            Png.uri(image, noisy, row * size),
                            Png.uri(image, cleaned, row * size),
                            Png.uri(image, flatCleaned, row * size)),
                    List.of()));
        }
        double before = error(noisy);
        double after = error(cleaned);
        double flatAfter = error(flatCleaned);
        String caption =
                "Noise was thrown on each picture, and the network, which only ever saw other pictures with other"
                        + " noise, gives back what it thinks was there. The squared error of a picture falls from "
                        + Words.figure(before) + " to " + Words.figure(after) + "; PCA with as many numbers comes to "
                        + Words.figure(flatAfter) + ". What the code has no room for is lost with the noise.";
        MemoryTable table = MemoryTable.builder()
                .texts("pictures", "noisy", "autoencoder", "PCA")
                .numbers(new NumericColumn("mean squared error of a picture", 4), before, after, flatAfter)
                .build();
        return new Figure(
                prefix + "-denoised",
                "Noise removed",
                caption,
                new Pictures(List.of("Original", "Noisy", "Autoencoder", "PCA"), examples),
                Optional.of(table));
    }

    private double error(float[] rows) {
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            double difference = rows[i] - study.prepared()[i];
            sum += difference * difference;
        }
        return sum / study.rows().count();
    }

    private Figure rows(String prefix) {
        CellReading reading = new CellReading(study, cleaned);
        float[] read = study.model().preparation().read(cleaned, study.rows().count());
        int[] counts = counts(reading, read);
        List<Comparisons.Row> cards = new ArrayList<>();
        for (int row : Choice.spread(study, ROWS)) {
            List<Comparisons.Cell> cells = new ArrayList<>();
            reading.columns().forEach(column -> cells.add(cell(reading, read, column, row)));
            cards.add(new Comparisons.Row(study.name(row), "", cells));
        }
        String caption =
                "Some values of each row were spoilt, as marked in the third column; the last column is what the"
                        + " network made of the spoilt row, marked where it is still off. Of the "
                        + Words.count(counts[0], "spoilt value") + " in all rows shown it put "
                        + Words.percent(counts[1] / (double) Math.max(1, counts[0])) + " right.";
        MemoryTable table = MemoryTable.builder()
                .texts("values", "spoilt", "put right")
                .numbers(new NumericColumn("count", 0), counts[0], counts[1])
                .build();
        return new Figure(
                prefix + "-denoised",
                "Noise removed",
                caption,
                new Comparisons(List.of("column", "original", "noisy", "denoised"), cards),
                Optional.of(table));
    }

    /** How many values the noise spoilt, and how many of them the network put right. */
    private int[] counts(CellReading reading, float[] read) {
        int[] counts = new int[2];
        for (int row = 0; row < study.rows().count(); row++) {
            for (int column : reading.columns()) {
                float was = reading.value(study.prepared(), column, row);
                if (reading.isOff(column, was, reading.value(noisy, column, row))) {
                    counts[0]++;
                    counts[1] += reading.isOff(column, was, reading.value(read, column, row)) ? 0 : 1;
                }
            }
        }
        return counts;
    }

    private Comparisons.Cell cell(CellReading reading, float[] read, int column, int row) {
        float was = reading.value(study.prepared(), column, row);
        float shaken = reading.value(noisy, column, row);
        float now = reading.value(read, column, row);
        return new Comparisons.Cell(
                reading.name(column),
                List.of(reading.text(column, was), reading.text(column, shaken), reading.text(column, now)),
                List.of(false, reading.isOff(column, was, shaken), reading.isOff(column, was, now)));
    }
}
