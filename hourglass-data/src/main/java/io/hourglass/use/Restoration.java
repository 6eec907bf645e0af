package io.hourglass.use;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.data.table.WordColumn;
import io.hourglass.error.DataException;
import java.util.Arrays;
import java.util.Iterator;

/**
 * What became of images with noise: their quality as they were and as a model gives them back, beside the clean ones; means over images.
 *
 * @param images how many
 * @param before with their noise
 * @param after as the model gives them back
 */
public record Restoration(long images, ImageQuality before, ImageQuality after) {

    /**
     * Compares images one by one, in order.
     *
     * @param noisy images of any sizes
     * @param restored what a model made of them
     * @param clean the same images without noise
     * @throws DataException if the tables hold no images, or not the same ones: other numbers, sizes or names
     */
    public static Restoration of(Table noisy, Table restored, Table clean) {
        double[] sums = new double[4];
        long count = 0;
        try (Pictures before = new Pictures(noisy);
                Pictures after = new Pictures(restored);
                Pictures goal = new Pictures(clean)) {
            while (goal.next()) {
                if (!before.next() || !after.next()) {
                    throw new DataException(noisy.source() + " has " + count + " images, " + clean.source()
                            + " has more: a clean image is needed for each noisy one, in the same order");
                }
                before.requireSameAs(goal, count);
                ImageQuality found = ImageQuality.of(before.pixels(), goal.pixels(), goal.size());
                ImageQuality made = ImageQuality.of(after.pixels(), goal.pixels(), goal.size());
                double[] each = {found.psnr(), found.ssim(), made.psnr(), made.ssim()};
                Arrays.setAll(sums, i -> sums[i] + each[i]);
                count++;
            }
            if (before.next()) {
                throw new DataException(noisy.source() + " has more than the " + count + " images of " + clean.source()
                        + ": a clean image is needed for each noisy one, in the same order");
            }
        }
        return new Restoration(
                count,
                new ImageQuality(sums[0] / count, sums[1] / count),
                new ImageQuality(sums[2] / count, sums[3] / count));
    }

    /** The images of a table one by one, whatever their sizes. */
    private static final class Pictures implements AutoCloseable {
        private final String source;
        private final Iterator<Table> parts;
        private Schema schema;
        private Cursor cursor;
        private Batch batch;
        private int row;

        Pictures(Table table) {
            this.source = table.source();
            this.parts = table.sizes().iterator();
        }

        /** Goes to the next image; false at the end. */
        boolean next() {
            row++;
            while (batch == null || row >= batch.rows()) {
                batch = cursor == null ? null : cursor.next();
                row = 0;
                if (batch == null) {
                    close();
                    if (!parts.hasNext()) {
                        return false;
                    }
                    open(parts.next());
                }
            }
            return true;
        }

        private void open(Table part) {
            schema = part.schema();
            if (schema.image() < 0) {
                throw new DataException(source + " holds no images; PSNR and SSIM compare images with clean ones");
            }
            cursor = part.open();
        }

        ImageColumn size() {
            return (ImageColumn) schema.column(schema.image());
        }

        float[] pixels() {
            int width = size().valuesPerRow();
            return Arrays.copyOfRange(batch.pixels(schema.image()), row * width, (row + 1) * width);
        }

        /** The name without its extension; null where there is none. */
        private String name() {
            int at = schema.find("file");
            String name = at >= 0 && schema.column(at) instanceof WordColumn ? batch.texts(at)[row] : null;
            return name == null ? null : name.replaceFirst("\\.[^./]*$", "");
        }

        void requireSameAs(Pictures clean, long number) {
            String own = name();
            String other = clean.name();
            if (own != null && other != null && !own.equals(other)) {
                throw new DataException("image " + number + " of " + source + " is '" + own + "', that of "
                        + clean.source + " is '" + other + "': the same images are needed, in the same order");
            }
            if (!size().size().equals(clean.size().size())) {
                throw new DataException("image " + number + " of " + source + " is " + size().size() + ", that of "
                        + clean.source + " is " + clean.size().size() + " (height x width x channels)");
            }
        }

        @Override
        public void close() {
            if (cursor != null) {
                cursor.close();
                cursor = null;
            }
        }
    }
}
