package io.hourglass.patches;

import io.hourglass.data.table.ImageColumn;
import io.hourglass.training.SpilledRows;
import java.util.Collections;
import java.util.List;

/**
 * Square tiles that cover images of any size, and the smaller patches that are cut from them. Tiles are rows of one width whatever the images,
 * so that there may be more of them than memory holds.
 *
 * @param patch the side of a patch
 * @param tile the side of a tile
 * @param channels of the images
 */
public record Tiling(int patch, int tile, int channels) {
    public Tiling {
        if (patch < 1 || tile < patch || channels < 1) {
            throw new IllegalArgumentException("a patch of at least 1 pixel lies within its tile, got a patch of "
                    + patch + " in a tile of " + tile + " with " + channels + " channels");
        }
    }

    /** Tiles twice as high and wide as a patch, where images are as large as that. */
    public static Tiling of(int patch, List<ImageColumn> sizes) {
        int side = 2 * patch;
        for (ImageColumn size : sizes) {
            side = Math.min(side, Math.min(size.height(), size.width()));
        }
        return new Tiling(patch, Math.max(patch, side), sizes.get(0).channels());
    }

    /** The values of a patch. */
    int patchValues() {
        return patch * patch * channels;
    }

    /** The values of a tile. */
    int tileValues() {
        return tile * tile * channels;
    }

    /** The patches of a tile that together have as many pixels as it, at least one. */
    int patchesOfTile() {
        return Math.max(1, (tile / patch) * (tile / patch));
    }

    /** A place for tiles, in a file beyond so many bytes. */
    public SpilledRows room(String name, long mostBytes) {
        return new SpilledRows(tileValues(), Collections.nCopies(tileValues(), name), mostBytes);
    }

    /**
     * Adds the tiles of an image: as few as cover it, evenly spread. An image that is smaller than a tile is mirrored at its lower and right
     * border.
     *
     * @param pixels height × width × channels from {@code at} on
     */
    public void cut(float[] pixels, int at, ImageColumn size, SpilledRows tiles) {
        float[] made = new float[tileValues()];
        int down = count(size.height());
        int right = count(size.width());
        for (int i = 0; i < down; i++) {
            for (int j = 0; j < right; j++) {
                int top = start(i, down, size.height());
                int left = start(j, right, size.width());
                for (int y = 0; y < tile; y++) {
                    int line = at + mirrored(top + y, size.height()) * size.width() * channels;
                    for (int x = 0; x < tile; x++) {
                        int from = line + mirrored(left + x, size.width()) * channels;
                        System.arraycopy(pixels, from, made, (y * tile + x) * channels, channels);
                    }
                }
                tiles.add(made, 0);
            }
        }
    }

    private int count(int side) {
        return Math.max(1, (side + tile - 1) / tile);
    }

    private int start(int number, int count, int side) {
        return count == 1 ? 0 : (int) ((long) number * (side - tile) / (count - 1));
    }

    /** The place that is seen where a mirror stands at each border. */
    private static int mirrored(int place, int side) {
        int period = 2 * side;
        int within = place % period;
        return within < side ? within : period - 1 - within;
    }
}
