package io.hourglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.network.Shape;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final Shape IMAGE = Shape.of(4, 5, 2);
    private static final int SIZE = 40;

    /** Images in which no two pixels are alike. */
    private static float[] images(int count) {
        float[] images = new float[count * SIZE];
        for (int i = 0; i < images.length; i++) {
            images[i] = i;
        }
        return images;
    }

    @Test
    void aShiftMovesEveryPixelAlikeAndRepeatsTheEdge() {
        float[] before = images(50);
        float[] after = before.clone();
        new Augmentation(IMAGE, 1, false, 0).move(after, 50, 3);
        Set<Integer> seen = new HashSet<>();
        for (int r = 0; r < 50; r++) {
            int down = shift(before, after, r);
            seen.add(down);
        }
        assertThat(seen).hasSize(9);
    }

    /** The one shift that explains all of an image, as a number from 0 to 8. */
    private static int shift(float[] before, float[] after, int image) {
        for (int number = 0; number < 9; number++) {
            int down = number / 3 - 1;
            int right = number % 3 - 1;
            boolean fits = true;
            for (int i = 0; i < SIZE; i++) {
                int y = Math.max(0, Math.min(3, i / 10 - down));
                int x = Math.max(0, Math.min(4, i / 2 % 5 - right));
                fits &= after[image * SIZE + i] == before[image * SIZE + (y * 5 + x) * 2 + i % 2];
            }
            if (fits) {
                return number;
            }
        }
        throw new AssertionError("image " + image + " was not moved as a whole");
    }

    @Test
    void aboutHalfOfTheImagesAreMirrored() {
        float[] before = images(200);
        float[] after = before.clone();
        new Augmentation(IMAGE, 0, true, 0).move(after, 200, 3);
        int mirrored = 0;
        for (int r = 0; r < 200; r++) {
            boolean same = after[r * SIZE] == before[r * SIZE];
            assertThat(after[r * SIZE]).isEqualTo(before[r * SIZE + (same ? 0 : 8)]); // the channels keep their order
            assertThat(after[r * SIZE + 1]).isEqualTo(after[r * SIZE] + 1);
            mirrored += same ? 0 : 1;
        }
        assertThat(mirrored).isBetween(70, 130);
    }

    @Test
    void aSquareIsCoveredWithTheMean() {
        float[] before = images(100);
        float[] after = before.clone();
        new Augmentation(IMAGE, 0, false, 2).cover(after, 100, 3);
        for (int r = 0; r < 100; r++) {
            float mean = r * SIZE + (SIZE - 1) / 2f;
            int covered = 0;
            for (int i = r * SIZE; i < (r + 1) * SIZE; i++) {
                boolean kept = after[i] == before[i];
                assertThat(kept || after[i] == mean).isTrue();
                covered += kept ? 0 : 1;
            }
            assertThat(covered).isBetween(2, 8); // at a corner a quarter of the square is left
        }
    }

    @Test
    void theSameKeyDrawsTheSameAndAnotherDoesNot() {
        Augmentation augmentation = new Augmentation(IMAGE, 2, true, 1);
        float[] one = images(20);
        float[] same = images(20);
        float[] other = images(20);
        augmentation.move(one, 20, 3);
        augmentation.move(same, 20, 3);
        augmentation.move(other, 20, 4);
        assertThat(same).containsExactly(one);
        assertThat(other).isNotEqualTo(one);
    }

    @Test
    void whatIsNoImageIsRefused() {
        assertThatThrownBy(() -> new Augmentation(Shape.of(784), 2, false, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("height, width and channels");
    }
}
