package io.hourglass.patches;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.preparation.PreparedImage;
import io.hourglass.data.preparation.Unseen;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Split;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import io.hourglass.training.Rows;
import io.hourglass.training.SpilledRows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * The patches that a network learns from images of any sizes, and those that it is judged by: those of other images, at the same places in
 * every epoch.
 */
public final class LearntPatches implements AutoCloseable {
    private final List<Table> images;
    private final List<ImageColumn> sizes;
    private final Tiling tiling;
    private final long seed;
    private final SpilledRows learnt;
    private final SpilledRows judged;
    private LongPredicate held = image -> false;
    private List<Table> others = List.of();

    /**
     * @param images tables of an image column each, each of images of one size
     * @param side of a patch
     * @param mostBytes how much of the images may be in memory
     * @param seed of the draws
     * @throws DataException if they have different numbers of channels
     */
    public LearntPatches(List<Table> images, int side, long mostBytes, long seed) {
        this.images = List.copyOf(images);
        this.sizes = images.stream().map(LearntPatches::image).toList();
        this.tiling = Tiling.of(side, sizes);
        this.seed = seed;
        this.learnt = tiling.room(sizes.get(0).name(), mostBytes);
        this.judged = tiling.room(sizes.get(0).name(), mostBytes);
    }

    /** The sizes of the images of a table, one for each of its parts; none if its rows are no images. */
    public static List<ImageColumn> sizes(Table table) {
        List<ImageColumn> sizes = new ArrayList<>();
        for (Table part : table.sizes()) {
            if (part.schema().image() >= 0) {
                sizes.add(image(part));
            }
        }
        return sizes;
    }

    private static ImageColumn image(Table part) {
        Schema schema = part.schema();
        return (ImageColumn) schema.column(schema.image());
    }

    /** Holds a share of the images back to judge epochs by; none where that comes to less than half an image. */
    public void holdBack(double share) {
        long count = images.stream().mapToLong(Table::countRows).sum();
        if (share > 0 && count >= 2 && Math.round(share * count) >= 1) {
            held = Split.held(images.get(0).source(), count, share, seed);
        }
    }

    /** Judges epochs by the images of another table. */
    public void judgeBy(Table table) {
        others = table.sizes();
    }

    /** Cuts the images into tiles. */
    public void cut() {
        long[] number = {0};
        for (Table part : images) {
            cut(part, held, number);
        }
        for (Table part : others) {
            if (part.schema().image() < 0 || image(part).channels() != tiling.channels()) {
                throw new DataException(part.source() + ": needed images of " + tiling.channels()
                        + " channels to judge by, as those to learn from are");
            }
            cut(part.select(List.of(image(part).name())), image -> true, number);
        }
        if (learnt.count() == 0) {
            throw new DataException(images.get(0).source() + ": there are no images to learn from");
        }
    }

    private void cut(Table part, LongPredicate judging, long[] number) {
        ImageColumn size = image(part);
        PreparedImage prepared = new PreparedImage(size);
        int width = size.valuesPerRow();
        try (Cursor cursor = part.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                float[] pixels = new float[Math.multiplyExact(batch.rows(), width)];
                prepared.apply(batch, 0, pixels, width, 0, new Unseen());
                for (int r = 0; r < batch.rows(); r++) {
                    tiling.cut(pixels, r * width, size, judging.test(number[0]++) ? judged : learnt);
                }
            }
        }
    }

    /** How a patch becomes a row and a row a patch. */
    public Preparation preparation() {
        int side = tiling.patch();
        ImageColumn first = sizes.get(0);
        int bits = sizes.stream().mapToInt(ImageColumn::bits).max().orElse(first.bits());
        ImageColumn patch = new ImageColumn(first.name(), side, side, tiling.channels(), bits);
        return new Preparation(
                List.of(new PreparedImage(patch)), images.get(0).schema().missing());
    }

    /** The tiles to learn from. */
    public SpilledRows tiles() {
        return learnt;
    }

    /** The patches to learn from. */
    public Rows training() {
        return new PatchRows(tiling, learnt, seed);
    }

    /** The patches to judge by; null for none. */
    public Rows judging() {
        return judged.count() == 0 ? null : new PatchRows(tiling, judged, seed);
    }

    @Override
    public void close() {
        learnt.close();
        judged.close();
    }
}
