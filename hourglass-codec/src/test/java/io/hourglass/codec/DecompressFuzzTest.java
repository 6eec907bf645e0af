package io.hourglass.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.hourglass.codec.picture.FileGroup;
import io.hourglass.codec.picture.PngChunks;
import io.hourglass.error.CorruptFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;

/** A normal build runs this over the kept corpus alone; {@code .ci/fuzz} searches for new inputs. */
class DecompressFuzzTest {
    @FuzzTest
    void anyFileIsReadOrRefused(byte[] bytes) {
        read(bytes);
        files(bytes);
        if (bytes.length > 3) {
            int size = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
            byte[] payload = Arrays.copyOfRange(bytes, 2, bytes.length);
            // checksums that are right, so that what lies behind them is reached
            read(Forgery.of(1 + (bytes[2] & 3), payload, Math.max(size, payload.length)));
        }
    }

    /** What a folder's archive says of its files, and the files themselves. */
    private static void files(byte[] bytes) {
        try {
            PngChunks.of(new ByteArrayInputStream(bytes));
            FileGroup.of(bytes);
        } catch (IllegalArgumentException e) {
            return; // the only failure there may be
        } catch (IOException e) {
            throw new AssertionError(e);
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
