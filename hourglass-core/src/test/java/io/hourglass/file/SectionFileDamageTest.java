package io.hourglass.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.hourglass.error.CorruptFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a file, the answer is that it is corrupt, and where. */
class SectionFileDamageTest {
    private static final byte[] SAMPLE = SampleFile.bytes();

    private CorruptFileException failure(byte[] bytes) {
        Throwable thrown = catchThrowable(() -> SampleFile.readAll(bytes));
        assertThat(thrown).isInstanceOf(CorruptFileException.class);
        CorruptFileException failure = (CorruptFileException) thrown;
        assertThat(failure.offset()).isBetween(0L, (long) bytes.length);
        return failure;
    }

    @Test
    void theSampleItselfIsWhole() {
        assertThat(SampleFile.readAll(SAMPLE)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x20, 0x80, 0xFF})
    void everyFlippedByteIsNoticed(int flip) {
        for (int i = 0; i < SAMPLE.length; i++) {
            byte[] flipped = SAMPLE.clone();
            flipped[i] ^= (byte) flip;
            failure(flipped);
        }
    }

    @Test
    void everyShorterFileIsNoticed() {
        for (int length = 0; length < SAMPLE.length; length++) {
            failure(Arrays.copyOf(SAMPLE, length));
            failure(Arrays.copyOfRange(SAMPLE, SAMPLE.length - length, SAMPLE.length));
        }
    }

    @Test
    void bytesAddedAnywhereAreNoticed() {
        for (int i = 0; i <= SAMPLE.length; i++) {
            failure(Mutations.replaced(SAMPLE, i, 0, new byte[] {0}));
        }
        assertThat(failure(Mutations.replaced(SAMPLE, SAMPLE.length, 0, new byte[] {'\n'})))
                .hasMessageContaining("it was cut short, or bytes were added at its end");
    }

    @Test
    void damageIsLocated() {
        String text = new String(SAMPLE, StandardCharsets.ISO_8859_1);
        byte[] flipped = SAMPLE.clone();
        flipped[text.indexOf("history.json[]") + 12] ^= 1;
        assertThat(failure(flipped))
                .hasMessageContaining("do not match its SHA-256")
                .extracting(CorruptFileException::section)
                .isEqualTo("history.json");
        byte[] digits = SAMPLE.clone();
        digits[SAMPLE.length - 1] ^= 1;
        assertThat(failure(digits).section()).isEqualTo("trailer");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void skilfulDamageBehindATrueDigestIsReadOrNoticed(long seed) {
        var random = new Random(seed);
        int noticed = 0;
        for (int i = 0; i < 1_500; i++) {
            byte[] mutated = Mutations.of(SAMPLE, random);
            if (mutated.length > SectionEntry.DIGITS) {
                try {
                    SampleFile.readAll(SampleFile.resign(mutated));
                } catch (CorruptFileException e) {
                    noticed++;
                }
            }
        }
        assertThat(noticed).isBetween(1_200, 1_500);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damagedSectionsInAPerfectContainerAreReadOrNoticed(long seed) throws IOException {
        var random = new Random(seed);
        int noticed = 0;
        for (int i = 0; i < 1_500; i++) {
            List<Section> sections = new java.util.ArrayList<>(SampleFile.sections());
            int victim = random.nextInt(sections.size());
            var content = new ByteArrayOutputStream();
            sections.get(victim).writeTo(content);
            byte[] mutated = Mutations.of(content.toByteArray(), random);
            sections.set(victim, Section.raw(sections.get(victim).name(), mutated));
            try {
                SampleFile.readAll(SampleFile.bytes("model", sections));
            } catch (CorruptFileException e) {
                noticed++;
                assertThat(e.section()).isEqualTo(sections.get(victim).name());
            }
        }
        assertThat(noticed).isBetween(750, 1_480);
    }

    @Test
    void foreignFilesAreToldWhatTheyLookLike() throws IOException {
        assertThat(failure(new byte[0])).hasMessageContaining("the file is empty");
        assertThat(failure("hello\n".getBytes(StandardCharsets.UTF_8))).hasMessageContaining("looks like a text");
        assertThat(failure("größer als sechzig Zeichen, damit der Nachspann hineinpasst: "
                        .repeat(3)
                        .getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("looks like");
        assertThat(failure(latin("\u0089PNG\r\n\u001a\n" + "x".repeat(200)))).hasMessageContaining("a PNG image");
        assertThat(failure(latin("\u00ff\u00d8\u00ff\u00e0" + "x".repeat(200)))).hasMessageContaining("a JPEG image");
        assertThat(failure(latin("\u0001\u0002\u0003" + "x".repeat(200)))).hasMessageContaining("01 02 03 78");
        assertThat(failure(zip())).hasMessageContaining("a ZIP archive of another kind");
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] zip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("hello.txt"));
            zip.write(new byte[300]);
        }
        return bytes.toByteArray();
    }
}
