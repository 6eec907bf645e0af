package io.hourglass.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.error.CorruptFileException;
import io.hourglass.math.RandomStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DamageTest {
    private static final byte[] TABLE = SampleTexts.table(60, 1);
    private static final byte[] ARCHIVE = SampleTexts.compress(TABLE);

    private static void refused(byte[] archive, String how) {
        assertThatThrownBy(() -> SampleTexts.decompress(archive))
                .as(how)
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("a.hgz")
                .hasMessageContaining("byte offset");
    }

    @Test
    void everyChangedByteIsNoticed() {
        for (int at = 0; at < ARCHIVE.length; at++) {
            byte[] changed = ARCHIVE.clone();
            changed[at] ^= (byte) (1 << (at % 8));
            refused(changed, "byte " + at);
        }
    }

    @Test
    void everyCutIsNoticed() {
        for (int length = 0; length < ARCHIVE.length; length++) {
            refused(Arrays.copyOf(ARCHIVE, length), "length " + length);
        }
    }

    @Test
    void bytesBehindTheEndAreNoticed() {
        refused(Arrays.copyOf(ARCHIVE, ARCHIVE.length + 1), "a zero more");
    }

    @Test
    void randomChangesAreNoticedOrHarmless() {
        RandomStream random = RandomStream.of(9);
        for (int i = 0; i < 200; i++) {
            byte[] changed = ARCHIVE.clone();
            for (int k = 0; k < 1 + i % 5; k++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            assertThat(noticed(changed) || Arrays.equals(SampleTexts.decompress(changed), TABLE))
                    .isTrue();
        }
    }

    private static boolean noticed(byte[] archive) {
        try {
            SampleTexts.decompress(archive);
            return false;
        } catch (CorruptFileException e) {
            return true;
        }
    }

    /** Payloads whose checksums are right but which no encoder made. */
    @Test
    void inventedPayloadsAreRefused() {
        for (int seed = 0; seed < 120; seed++) {
            byte[] payload = SampleTexts.random(4 + seed, seed);
            byte[] archive = Forgery.of(2 + seed % 2, payload, 50 + 40 * seed);
            refused(archive, "seed " + seed);
        }
    }

    @Test
    void aDamagedBlockCostsThatBlockAlone() {
        byte[] line = SampleTexts.bytes("4711,word,2.5\n");
        byte[] bytes = new byte[line.length * 2_600_000];
        for (int at = 0; at < bytes.length; at += line.length) {
            System.arraycopy(line, 0, bytes, at, line.length);
        }
        byte[] archive = SampleTexts.compress(bytes, CompressionPlan.usual().withEffort(1));
        // the first block's payload begins soon behind the header
        byte[] changed = archive.clone();
        changed[80] ^= 1;
        refused(changed, "without salvage");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DecompressionReport report =
                SampleTexts.report(changed, DecompressionPlan.usual().salvaging(), out);
        assertThat(report.gaps()).isNotEmpty();
        assertThat(report.gaps().get(0).offset()).isPositive();
        assertThat(out.size()).isBetween(bytes.length - (1 << 24) - 100, bytes.length - 1);
        assertThat(out.size() % line.length).isZero();
    }

    @Test
    void aBombIsRefusedBeforeItGoesOff() {
        byte[] archive = SampleTexts.compress(SampleTexts.bytes("a,b\n" + "1,2\n".repeat(100_000)));
        assertThatThrownBy(() -> SampleTexts.decompress(
                        archive, DecompressionPlan.usual().withMaxOutput(100_000)))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("--max-output");
        assertThat(SampleTexts.decompress(archive, DecompressionPlan.usual().withMaxOutput(400_004)))
                .hasSize(400_004);
    }

    @Test
    void anotherFileIsNoArchive() {
        assertThatThrownBy(() -> SampleTexts.decompress(SampleTexts.bytes("age,sex\n1,2\n")))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("is no archive of Hourglass");
    }
}
