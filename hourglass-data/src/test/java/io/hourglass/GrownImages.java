package io.hourglass;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.MemoryTable;

/** Square grey images made larger by repeating pixels. */
final class GrownImages {
    private GrownImages() {}

    /** The images of a table of one batch, with another side. */
    static MemoryTable of(MemoryTable images, int side) {
        int own = ((ImageColumn) images.schema().column(0)).width();
        try (Cursor cursor = images.open()) {
            Batch batch = cursor.next();
            float[] pixels = batch.pixels(0);
            float[] grown = new float[batch.rows() * side * side];
            for (int i = 0; i < grown.length; i++) {
                int row = i / (side * side);
                int y = i / side % side * own / side;
                int x = i % side * own / side;
                grown[i] = pixels[(row * own + y) * own + x];
            }
            return MemoryTable.builder()
                    .images(new ImageColumn("image", side, side, 1, 8), grown)
                    .build();
        }
    }
}
