package io.hourglass.interop.log;

import io.hourglass.Hourglass;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.Table;
import io.hourglass.file.Tensor;
import io.hourglass.model.ModelSections;
import io.hourglass.training.EpochReport;
import io.hourglass.training.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes how a training goes for TensorBoard: after each epoch its losses, rate and pace; at the end the distribution of the weights and of the
 * codes, some images beside their reconstructions, and the codes for the projector with a line about each row and its picture.
 */
public final class TensorBoard implements TrainingListener, AutoCloseable {
    /** Rows whose codes the projector shows, and images. */
    private static final int SHOWN_ROWS = 1000;

    private static final int SHOWN_IMAGES = 8;
    private static final String TAB = "\t";

    private final Path folder;
    private final EventFile events;
    private int epochs;

    /**
     * Begins a file in a folder, which is made where it is missing; what other trainings wrote there stays.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public TensorBoard(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            long now = System.currentTimeMillis();
            Path file = folder.resolve("events.out.tfevents." + now + ".hourglass");
            while (Files.exists(file)) {
                file = folder.resolve("events.out.tfevents." + ++now + ".hourglass");
            }
            events = new EventFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void epochEnded(EpochReport report) {
        epochs = report.epoch();
        try {
            events.scalar("loss/training", epochs, report.loss());
            if (!Double.isNaN(report.validationLoss())) {
                events.scalar("loss/validation", epochs, report.validationLoss());
            }
            events.scalar("rate", epochs, report.rate());
            events.scalar("rows_per_second", epochs, report.rowsPerSecond());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes what there is to see of a trained model.
     *
     * @param rows such as it was trained on, with other columns to tell them by; the first 1000 are shown
     */
    public void finished(Hourglass model, Table rows) {
        try {
            for (Tensor tensor : ModelSections.tensors(model.autoencoder())) {
                events.histogram("weights/" + tensor.name(), epochs, tensor.values());
            }
            Table shown = rows.rows(0, SHOWN_ROWS);
            float[][] codes = codes(model, shown);
            if (codes.length > 0) {
                events.histogram("codes", epochs, flat(codes));
                projector(shown, codes, model.series().isPresent());
                images(model, shown);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A code a row, or a window; behind the numbers of its rows. */
    private static float[][] codes(Hourglass model, Table rows) {
        int before = model.series().isPresent() ? 2 : 0;
        List<float[]> codes = new ArrayList<>();
        try (Cursor cursor = model.encode(rows).open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (int r = 0; r < batch.rows(); r++) {
                    float[] code = new float[batch.columns() - before];
                    for (int c = 0; c < code.length; c++) {
                        code[c] = (float) batch.numbers(c + before)[r];
                    }
                    codes.add(code);
                }
            }
        }
        return codes.toArray(float[][]::new);
    }

    private static float[] flat(float[][] rows) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(rows[r], 0, flat, r * rows[0].length, rows[0].length);
        }
        return flat;
    }

    private void projector(Table rows, float[][] codes, boolean windows) throws IOException {
        StringBuilder text = new StringBuilder();
        for (float[] code : codes) {
            for (int i = 0; i < code.length; i++) {
                text.append(i == 0 ? "" : TAB).append(code[i]);
            }
            text.append('\n');
        }
        Files.writeString(folder.resolve("codes.tsv"), text);
        StringBuilder config =
                new StringBuilder("embeddings {\n  tensor_name: \"codes\"\n  tensor_path: \"codes.tsv\"\n");
        if (!windows) {
            Files.writeString(folder.resolve("metadata.tsv"), metadata(rows));
            config.append("  metadata_path: \"metadata.tsv\"\n");
        }
        int image = rows.schema().image();
        if (image >= 0 && rows.schema().column(image) instanceof ImageColumn column && column.channels() != 2) {
            Picture sheet = Picture.sheet(column.height(), column.width(), column.channels(), pixels(rows, image));
            Files.write(folder.resolve("sprite.png"), sheet.png());
            config.append("  sprite {\n    image_path: \"sprite.png\"\n    single_image_dim: ")
                    .append(column.width())
                    .append("\n    single_image_dim: ")
                    .append(column.height())
                    .append("\n  }\n");
        }
        Files.writeString(folder.resolve("projector_config.pbtxt"), config.append("}\n"));
    }

    private static float[] pixels(Table rows, int image) {
        List<float[]> all = new ArrayList<>();
        try (Cursor cursor = rows.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                all.add(batch.pixels(image));
            }
        }
        float[] flat = new float[all.stream().mapToInt(each -> each.length).sum()];
        int at = 0;
        for (float[] each : all) {
            System.arraycopy(each, 0, flat, at, each.length);
            at += each.length;
        }
        return flat;
    }

    /** The number of a row and its cells; with a first line of names, as TensorBoard wants where there are several columns. */
    private static String metadata(Table rows) {
        List<Column> columns = rows.schema().columns();
        StringBuilder text = new StringBuilder("row");
        for (Column column : columns) {
            text.append(column instanceof ImageColumn ? "" : TAB + clean(column.name()));
        }
        boolean single = columns.stream().allMatch(ImageColumn.class::isInstance);
        text.setLength(single ? 0 : text.length());
        text.append(single ? "" : "\n");
        long row = 0;
        try (Cursor cursor = rows.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (int r = 0; r < batch.rows(); r++) {
                    text.append(row++);
                    for (int c = 0; c < columns.size(); c++) {
                        boolean image = columns.get(c) instanceof ImageColumn;
                        text.append(image ? "" : TAB + clean(columns.get(c).text(batch, c, r)));
                    }
                    text.append('\n');
                }
            }
        }
        return text.toString();
    }

    private static String clean(String cell) {
        return cell == null ? "" : cell.replaceAll("[\\t\\r\\n]", " ");
    }

    private void images(Hourglass model, Table rows) throws IOException {
        int at = rows.schema().image();
        if (at < 0 || !(rows.schema().column(at) instanceof ImageColumn column) || column.channels() == 2) {
            return;
        }
        Table few = rows.rows(0, SHOWN_IMAGES);
        int size = column.valuesPerRow();
        float[] before = pixels(few, at);
        float[] after = pixels(model.reconstruct(few), 0);
        for (int i = 0; i < before.length / size; i++) {
            events.image("images/" + i + "/row", epochs, picture(column, before, i * size));
            events.image("images/" + i + "/reconstruction", epochs, picture(column, after, i * size));
        }
    }

    private static Picture picture(ImageColumn column, float[] pixels, int at) {
        float[] own = new float[column.valuesPerRow()];
        System.arraycopy(pixels, at, own, 0, own.length);
        return new Picture(column.height(), column.width(), column.channels(), own);
    }

    @Override
    public void close() {
        try {
            events.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
