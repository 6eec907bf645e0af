package io.hourglass.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.MixedTable;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImageQualityTest {
    private static ImageColumn size(int height, int width, int channels) {
        return new ImageColumn("image", height, width, channels, 32);
    }

    private static float[] filled(int length, float value) {
        float[] values = new float[length];
        Arrays.fill(values, value);
        return values;
    }

    private static float[] random(int length, long seed) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    @Test
    void aTenthOffEverywhereIsTwentyDecibels() {
        ImageQuality quality = ImageQuality.of(filled(36, 0.6f), filled(36, 0.5f), size(6, 6, 1));
        assertThat(quality.psnr()).isCloseTo(20, within(1e-5));
        assertThat(quality.ssim()).isNaN();
        assertThat(ImageQuality.of(filled(36, 0.6f), filled(36, 0.6f), size(6, 6, 1))
                        .psnr())
                .isCloseTo(100, within(1e-9));
    }

    /** Without variance the similarity is that of the means, (2 a b + 0.0001) / (a² + b² + 0.0001). */
    @Test
    void flatImagesAreAsSimilarAsTheirMeans() {
        double expected = (2 * 0.2 * 0.6 + 1e-4) / (0.04 + 0.36 + 1e-4);
        ImageQuality quality = ImageQuality.of(filled(15 * 12, 0.2f), filled(15 * 12, 0.6f), size(15, 12, 1));
        assertThat(quality.ssim()).isCloseTo(expected, within(1e-6));
    }

    /** Of an image of 11 x 11 there is one window, whose sums are written out here. */
    @Test
    void oneWindowIsTheFormulaOfThePaper() {
        float[] x = random(121, 1);
        float[] y = random(121, 2);
        double[] sums = new double[6];
        for (int i = 0; i < 121; i++) {
            double down = i / 11 - 5;
            double right = i % 11 - 5;
            double weight = Math.exp(-(down * down + right * right) / (2 * 1.5 * 1.5));
            double[] terms = {1, x[i], y[i], x[i] * x[i], y[i] * y[i], x[i] * y[i]};
            Arrays.setAll(sums, k -> sums[k] + weight * terms[k]);
        }
        double meanX = sums[1] / sums[0];
        double meanY = sums[2] / sums[0];
        double varianceX = sums[3] / sums[0] - meanX * meanX;
        double varianceY = sums[4] / sums[0] - meanY * meanY;
        double covariance = sums[5] / sums[0] - meanX * meanY;
        double expected = (2 * meanX * meanY + 1e-4)
                * (2 * covariance + 9e-4)
                / ((meanX * meanX + meanY * meanY + 1e-4) * (varianceX + varianceY + 9e-4));
        assertThat(ImageQuality.of(x, y, size(11, 11, 1)).ssim()).isCloseTo(expected, within(1e-6));
    }

    /**
     * What scikit-image 0.19.3 gives for these pixels: {@code structural_similarity(x, y, gaussian_weights=True, sigma=1.5,
     * use_sample_covariance=False, data_range=1)}.
     */
    @Test
    void itIsTheNumberOfAnotherProgram() {
        float[] x = new float[20 * 17];
        float[] y = new float[20 * 17];
        for (int i = 0; i < x.length; i++) {
            x[i] = i * 37 % 101 / 100f;
            y[i] = (i * 37 % 101 + i * 53 % 31) / 130f;
        }
        assertThat(ImageQuality.of(x, y, size(20, 17, 1)).ssim()).isCloseTo(0.935455385791098, within(1e-6));
    }

    @Test
    void theSimilarityOfColoursIsTheMeanOfTheirs() {
        float[] x = random(3 * 13 * 12, 3);
        float[] y = random(3 * 13 * 12, 4);
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            float[] a = new float[13 * 12];
            float[] b = new float[13 * 12];
            for (int i = 0; i < a.length; i++) {
                a[i] = x[3 * i + c];
                b[i] = y[3 * i + c];
            }
            sum += ImageQuality.of(a, b, size(13, 12, 1)).ssim();
        }
        assertThat(ImageQuality.of(x, y, size(13, 12, 3)).ssim()).isCloseTo(sum / 3, within(1e-12));
    }

    private static Table images(int height, int width, float value, int count) {
        float[] pixels = filled(count * height * width, value);
        return MemoryTable.builder().images(size(height, width, 1), pixels).build();
    }

    private static Table mixed(float first, float second) {
        return new MixedTable(
                "mixed", List.of(images(4, 5, first, 2), images(3, 5, second, 1)), "they differ", List.of());
    }

    @Test
    void aRestorationIsTheMeanOverImagesOfAllSizes() {
        Restoration found = Restoration.of(mixed(0.6f, 0.51f), mixed(0.51f, 0.5f), mixed(0.5f, 0.5f));
        assertThat(found.images()).isEqualTo(3);
        assertThat(found.before().psnr()).isCloseTo((2 * 20 + 40) / 3.0, within(1e-3));
        assertThat(found.after().psnr()).isCloseTo((2 * 40 + 100) / 3.0, within(1e-3));
    }

    @Test
    void imagesThatAreNotTheSameOnesAreRefused() {
        Table three = images(4, 5, 0.5f, 3);
        assertThatThrownBy(() -> Restoration.of(images(4, 5, 0, 2), images(4, 5, 0, 2), three))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has 2 images");
        assertThatThrownBy(() -> Restoration.of(images(4, 5, 0, 4), images(4, 5, 0, 4), three))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("more than the 3 images");
        assertThatThrownBy(() -> Restoration.of(images(5, 4, 0, 3), images(5, 4, 0, 3), three))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("image 0", "5x4x1", "4x5x1");
        Table numbers = MemoryTable.builder().numbers("x", 1, 2, 3).build();
        assertThatThrownBy(() -> Restoration.of(numbers, numbers, three)).hasMessageContaining("holds no images");
    }
}
