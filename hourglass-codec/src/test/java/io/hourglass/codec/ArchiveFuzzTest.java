package io.hourglass.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.hourglass.error.CorruptFileException;
import java.util.Arrays;

/**
 * A normal build runs these over the empty input and the files beside them alone; with {@code JAZZER_FUZZ=1} and one test
 * named they search for new ones.
 */
class ArchiveFuzzTest {
    @FuzzTest(maxDuration = "300s")
    void anyBytesComeBack(byte[] bytes) {
        int effort = bytes.length == 0 ? 1 : 1 + (bytes[0] & 0xff) % 9;
        byte[] archive = SampleTexts.compress(
                bytes, CompressionPlan.usual().withThreads(1).withEffort(effort));
        assertThat(SampleTexts.decompress(archive)).isEqualTo(bytes);
    }

    @FuzzTest(maxDuration = "300s")
    void anyFileIsReadOrRefused(byte[] bytes) {
        read(bytes);
        if (bytes.length > 3) {
            int size = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
            byte[] payload = Arrays.copyOfRange(bytes, 2, bytes.length);
            read(Forgery.of(1 + (bytes[2] & 3) % 3, payload, Math.max(size, payload.length)));
        }
    }

    private static void read(byte[] archive) {
        try {
            SampleTexts.decompress(
                    archive, DecompressionPlan.usual().withThreads(1).withMaxOutput(1 << 20));
        } catch (CorruptFileException e) {
            return; // the only failure there may be
        }
    }
}
