package io.hourglass.patches;

import io.hourglass.math.RandomStream;
import io.hourglass.training.Rows;

/**
 * Patches of tiles as rows, drawn anew for each epoch: from another place of the tile, turned by a quarter or mirrored as chance will have it,
 * since an image is as likely as its mirror image. The same seed and epoch draw the same patches. Before the first epoch they stand
 * upright.
 *
 * @param tiling how large tiles and patches are
 * @param tiles what patches are cut from
 * @param seed of the draws
 * @param epoch the number of the epoch, from 1; 0 before the first
 */
public record PatchRows(Tiling tiling, Rows tiles, long seed, int epoch) implements Rows {
    /** The four quarter turns, of the patch and of its mirror image. */
    private static final int ORIENTATIONS = 8;

    private static final int STREAM = 7;

    /** The patches before the first epoch. */
    public PatchRows(Tiling tiling, Rows tiles, long seed) {
        this(tiling, tiles, seed, 0);
    }

    @Override
    public int count() {
        return Math.multiplyExact(tiles.count(), tiling.patchesOfTile());
    }

    @Override
    public int width() {
        return tiling.patchValues();
    }

    @Override
    public PatchRows inEpoch(int number) {
        return new PatchRows(tiling, tiles, seed, number);
    }

    @Override
    public String name(int cell) {
        return tiles.name(0);
    }

    @Override
    public void copy(int row, float[] into, int offset) {
        float[] tile = new float[tiling.tileValues()];
        tiles.copy(row / tiling.patchesOfTile(), tile, 0);
        RandomStream random = RandomStream.of(seed, STREAM, epoch, row);
        int top = random.nextInt(tiling.tile() - tiling.patch() + 1);
        int left = random.nextInt(tiling.tile() - tiling.patch() + 1);
        int orientation = epoch == 0 ? 0 : random.nextInt(ORIENTATIONS);
        int side = tiling.patch();
        int channels = tiling.channels();
        int to = offset;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int column = (orientation & 1) == 0 ? x : side - 1 - x;
                int line = (orientation & 2) == 0 ? y : side - 1 - y;
                boolean turned = (orientation & 4) != 0;
                int from = (top + (turned ? column : line)) * tiling.tile() + left + (turned ? line : column);
                for (int c = 0; c < channels; c++) {
                    into[to++] = tile[from * channels + c];
                }
            }
        }
    }
}
