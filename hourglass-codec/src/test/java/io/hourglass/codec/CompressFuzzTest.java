package io.hourglass.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.hourglass.error.CorruptFileException;
import java.util.Arrays;

/** A normal build runs this over the kept corpus alone; {@code .ci/fuzz} searches for new inputs. */
class CompressFuzzTest {
    @FuzzTest
    void anyBytesComeBack(byte[] input) {
        int effort = input.length == 0 ? 1 : 1 + (input[0] & 0xff) % 9;
        byte[] bytes = input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
        byte[] archive = SampleTexts.compress(
                bytes, CompressionPlan.usual().withThreads(1).withEffort(effort));
        assertThat(SampleTexts.decompress(archive)).isEqualTo(bytes);
        damaged(archive, bytes, input);
    }

    /** One byte of the archive changed: the same bytes, or the one failure there may be. */
    private static void damaged(byte[] archive, byte[] bytes, byte[] input) {
        if (input.length < 3) {
            return;
        }
        byte[] other = archive.clone();
        int at = ((input[1] & 0xff) << 8 | (input[2] & 0xff)) % archive.length;
        other[at] ^= (byte) Math.max(1, input[0] & 0xff);
        try {
            assertThat(SampleTexts.decompress(other)).isEqualTo(bytes);
        } catch (CorruptFileException e) {
            return; // refused, with its place
        }
    }
}
