package io.hourglass.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.hourglass.error.CorruptFileException;
import java.util.Arrays;

/** A normal build runs this over the kept corpus alone; {@code .ci/fuzz} searches for new inputs. */
class DecompressFuzzTest {
    @FuzzTest
    void anyFileIsReadOrRefused(byte[] bytes) {
        read(bytes);
        if (bytes.length > 3) {
            int size = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
            byte[] payload = Arrays.copyOfRange(bytes, 2, bytes.length);
            // checksums that are right, so that what lies behind them is reached
            read(Forgery.of(1 + (bytes[2] & 3), payload, Math.max(size, payload.length)));
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
