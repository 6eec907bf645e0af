package io.hourglass.patches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.data.table.ImageColumn;
import io.hourglass.training.Rows;
import io.hourglass.training.SpilledRows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PatchRowsTest {
    private static final long MUCH = 1 << 20;

    /** An image whose pixel at line y and column x is 100 y + x. */
    private static float[] numbered(int height, int width) {
        float[] pixels = new float[height * width];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 100 * (i / width) + i % width;
        }
        return pixels;
    }

    private static ImageColumn size(int height, int width, int channels) {
        return new ImageColumn("image", height, width, channels, 8);
    }

    private static float[] row(Rows rows, int row) {
        float[] values = new float[rows.width()];
        rows.copy(row, values, 0);
        return values;
    }

    private static PatchRows patches(Tiling tiling, SpilledRows tiles, int height, int width) {
        tiling.cut(numbered(height, width), 0, size(height, width, tiling.channels()), tiles);
        return new PatchRows(tiling, tiles, 5);
    }

    @Test
    void tilesCoverAnImageEvenlyAndReachItsBorders() {
        Tiling tiling = new Tiling(2, 4, 1);
        try (SpilledRows tiles = tiling.room("image", MUCH)) {
            tiling.cut(numbered(9, 4), 0, size(9, 4, 1), tiles);
            assertThat(tiles.count()).isEqualTo(3);
            assertThat(row(tiles, 0)[0]).isEqualTo(0f);
            assertThat(row(tiles, 1)[0]).isEqualTo(200f);
            assertThat(row(tiles, 2)).startsWith(500f, 501f).endsWith(802f, 803f);
        }
    }

    @Test
    void anImageSmallerThanATileIsMirrored() {
        Tiling tiling = new Tiling(4, 4, 1);
        try (SpilledRows tiles = tiling.room("image", MUCH)) {
            tiling.cut(numbered(1, 3), 0, size(1, 3, 1), tiles);
            assertThat(row(tiles, 0)).containsExactly(0, 1, 2, 2, 0, 1, 2, 2, 0, 1, 2, 2, 0, 1, 2, 2);
        }
    }

    @Test
    void aTileIsTwiceAPatchWhereImagesAreAsLargeAndNeverSmallerThanIt() {
        assertThat(Tiling.of(8, List.of(size(100, 50, 3)))).isEqualTo(new Tiling(8, 16, 3));
        assertThat(Tiling.of(8, List.of(size(100, 50, 1), size(9, 90, 1)))).isEqualTo(new Tiling(8, 9, 1));
        assertThat(Tiling.of(8, List.of(size(3, 3, 1)))).isEqualTo(new Tiling(8, 8, 1));
        assertThatThrownBy(() -> new Tiling(5, 4, 1)).hasMessageContaining("a patch of 5 in a tile of 4");
    }

    @Test
    void beforeTheFirstEpochPatchesStandUpright() {
        Tiling tiling = new Tiling(3, 6, 1);
        try (SpilledRows tiles = tiling.room("image", MUCH)) {
            PatchRows rows = patches(tiling, tiles, 6, 6);
            assertThat(rows.count()).isEqualTo(4);
            for (int r = 0; r < rows.count(); r++) {
                float[] patch = row(rows, r);
                assertThat(patch[1] - patch[0]).isEqualTo(1f);
                assertThat(patch[3] - patch[0]).isEqualTo(100f);
            }
        }
    }

    @Test
    void everyEpochDrawsOtherPatchesAndTheSameOnesAgain() {
        Tiling tiling = new Tiling(2, 4, 1);
        try (SpilledRows tiles = tiling.room("image", MUCH)) {
            PatchRows rows = patches(tiling, tiles, 16, 16);
            assertThat(rows.count()).isEqualTo(64);
            assertThat(all(rows.inEpoch(3))).isEqualTo(all(rows.inEpoch(2).inEpoch(3)));
            assertThat(all(rows.inEpoch(3))).isNotEqualTo(all(rows.inEpoch(4)));
            assertThat(all(new PatchRows(tiling, tiles, 6).inEpoch(3))).isNotEqualTo(all(rows.inEpoch(3)));
        }
    }

    private static List<List<Float>> all(PatchRows rows) {
        List<List<Float>> all = new ArrayList<>();
        for (int r = 0; r < rows.count(); r++) {
            List<Float> patch = new ArrayList<>();
            for (float value : row(rows, r)) {
                patch.add(value);
            }
            all.add(patch);
        }
        return all;
    }

    @Test
    void patchesComeInAllEightOrientationsAndNoOther() {
        Tiling tiling = new Tiling(2, 2, 1);
        try (SpilledRows tiles = tiling.room("image", MUCH)) {
            PatchRows rows = patches(tiling, tiles, 2, 2);
            Set<List<Float>> seen = new HashSet<>();
            for (int epoch = 1; epoch <= 200; epoch++) {
                seen.addAll(all(rows.inEpoch(epoch)));
            }
            assertThat(seen)
                    .containsExactlyInAnyOrder(
                            List.of(0f, 1f, 100f, 101f),
                            List.of(1f, 0f, 101f, 100f),
                            List.of(100f, 101f, 0f, 1f),
                            List.of(101f, 100f, 1f, 0f),
                            List.of(0f, 100f, 1f, 101f),
                            List.of(100f, 0f, 101f, 1f),
                            List.of(1f, 101f, 0f, 100f),
                            List.of(101f, 1f, 100f, 0f));
        }
    }

    @Test
    void coloursOfAPixelStayTogether() {
        Tiling tiling = new Tiling(2, 2, 3);
        try (SpilledRows tiles = tiling.room("image", MUCH)) {
            float[] pixels = new float[12];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = i;
            }
            tiling.cut(pixels, 0, size(2, 2, 3), tiles);
            PatchRows rows = new PatchRows(tiling, tiles, 5);
            for (int epoch = 1; epoch < 20; epoch++) {
                float[] patch = row(rows.inEpoch(epoch), 0);
                for (int p = 0; p < 12; p += 3) {
                    assertThat(patch[p] % 3).isEqualTo(0f);
                    assertThat(new float[] {patch[p + 1], patch[p + 2]}).containsExactly(patch[p] + 1, patch[p] + 2);
                }
            }
        }
    }
}
