package io.hourglass.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.codec.block.BlockKind;
import io.hourglass.codec.layout.ImageStart;
import io.hourglass.error.CorruptFileException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of images come back byte for byte, some images alone too, and damage costs no more than its block. */
class ImageTest {
    private static final int IMAGE = 12 * 9;

    @ParameterizedTest
    @CsvSource({"idx, 1", "|u1, 1", "|u1, 3", "<u2, 1", ">u2, 1", "<u2, 3"})
    void filesOfImagesComeBackAsTheSameBytes(String type, int channels) throws IOException {
        byte[] file = SampleImages.file(type, 30, channels);
        byte[] archive = SampleTexts.compress(file);
        assertThat(archive.length).isLessThan(file.length * 3 / 4);
        assertThat(SampleTexts.decompress(archive)).isEqualTo(file);
        assertThat(ArchiveContents.of("images", new ByteArrayInputStream(archive))
                        .blocks())
                .containsOnlyKeys(BlockKind.IMAGES);
    }

    @Test
    void randomPixelsHardlyGrow() {
        byte[] file = SampleImages.file("idx", 500, 1);
        System.arraycopy(SampleTexts.random(500 * IMAGE, 3), 0, file, 16, 500 * IMAGE);
        byte[] archive = SampleTexts.compress(file);
        assertThat(archive.length).isLessThan(file.length + file.length / 1000 + 1024);
        assertThat(SampleTexts.decompress(archive)).isEqualTo(file);
    }

    @Test
    void filesThatEndEarlyOrLateComeBackAsTheSameBytes() {
        byte[] file = SampleImages.file("idx", 10, 1);
        for (int length : new int[] {16, 17, 16 + IMAGE, 16 + IMAGE + 5, file.length - 1, file.length + 7}) {
            byte[] other = Arrays.copyOf(file, length);
            assertThat(SampleTexts.decompress(SampleTexts.compress(other))).isEqualTo(other);
        }
    }

    @ParameterizedTest
    @CsvSource({"idx, 16", "|u1, 128"})
    void rowsAreImagesUnderAStartThatCountsThem(String type, int start) {
        byte[] file = SampleImages.file(type, 30, 1);
        byte[] some = SampleTexts.decompress(
                SampleTexts.compress(file), DecompressionPlan.usual().withRows(new RowSpan(4, 11)));
        byte[] expected = new byte[7 * IMAGE];
        System.arraycopy(file, start + 4 * IMAGE, expected, 0, expected.length);
        assertThat(Arrays.copyOfRange(some, start, some.length)).isEqualTo(expected);
        ImageStart counted = ImageStart.of(some).orElseThrow();
        assertThat(counted.images()).isEqualTo(7);
        assertThat(counted.bytes()).hasSize(start);
    }

    @Test
    void imagesOfADamagedBlockComeOutBlackWhenSalvaged() {
        byte[] file = SampleImages.file("idx", 30, 1);
        byte[] archive = SampleTexts.compress(file);
        archive[archive.length - 60] ^= 1;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DecompressionReport report =
                SampleTexts.report(archive, DecompressionPlan.usual().salvaging(), out);
        assertThat(report.gaps()).hasSizeGreaterThanOrEqualTo(1);
        assertThat(out.toByteArray()).isEqualTo(Arrays.copyOf(Arrays.copyOf(file, 16), file.length));
    }

    @ParameterizedTest
    @CsvSource({"idx, 1", "|u1, 1", "|u1, 3"})
    void predictedImagesComeBackFromTheArchiveAlone(String type, int channels) throws IOException {
        byte[] file = SampleImages.file(type, 30, channels);
        CompressionPlan plan = CompressionPlan.usual().withPredictor(SampleImages.predictor(channels));
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        CompressionReport report = new TableCompressor(plan).compress(new ByteArrayInputStream(file), archive);
        int weights = 2 * SampleImages.predictor(channels).weights().length;
        assertThat(report.modelBytes()).isBetween((long) weights, weights + 40L);
        assertThat(report.outputBytes()).isEqualTo(archive.size());
        assertThat(SampleTexts.decompress(archive.toByteArray())).isEqualTo(file);
        for (int threads = 1; threads <= 2; threads++) {
            assertThat(SampleTexts.decompress(
                            archive.toByteArray(), DecompressionPlan.usual().withThreads(threads)))
                    .isEqualTo(file);
        }
    }

    @Test
    void aPredictorOfOtherImagesIsRefused() {
        CompressionPlan plan = CompressionPlan.usual().withPredictor(SampleImages.predictor(1));
        for (byte[] file : List.of(
                SampleImages.file("|u1", 5, 3), SampleImages.file("<u2", 5, 1), SampleTexts.bytes("a,b\n1,2\n"))) {
            assertThatThrownBy(() -> SampleTexts.compress(file, plan))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("model");
        }
    }

    @Test
    void everyChangedByteOfAPredictorIsNoticed() {
        byte[] archive = SampleTexts.compress(
                SampleImages.file("idx", 2, 1), CompressionPlan.usual().withPredictor(SampleImages.predictor(1)));
        for (int at = 0; at < archive.length; at += 13) {
            byte[] changed = archive.clone();
            changed[at] ^= 16;
            assertThatThrownBy(() -> SampleTexts.decompress(changed)).isInstanceOf(CorruptFileException.class);
        }
    }

    /** An archive of a kilobyte says that it holds ten thousand images of a megabyte. */
    @Test
    void imagesThatAreDeclaredAndNotThereTakeNoMemory() {
        byte[] start = ByteBuffer.allocate(16)
                .putInt(0x803)
                .putInt(10_000)
                .putInt(1000)
                .putInt(1000)
                .array();
        byte[] file = SampleTexts.compress(start);
        assertThat(SampleTexts.decompress(file)).isEqualTo(start);
        for (int size : new int[] {1 << 24, 1 << 20}) {
            byte[] forged = Forgery.of(BlockKind.IMAGES.code(), SampleTexts.random(900, 1), size);
            assertThatThrownBy(() -> SampleTexts.decompress(
                            forged, DecompressionPlan.usual().withMaxOutput(1 << 25)))
                    .isInstanceOf(CorruptFileException.class);
        }
    }
}
