package io.hourglass.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hourglass.error.CorruptFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that somebody made by hand, with a true SHA-256, to make a reader stumble. */
class SectionFileAttackTest {
    private static final long SMALL = 4 << 20;

    @TempDir
    Path folder;

    private final List<SectionEntry> entries = new ArrayList<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    private static long checksum(byte[] bytes) {
        var checksum = new CRC32();
        checksum.update(bytes);
        return checksum.getValue();
    }

    /** Adds an entry whose headers declare {@code declared} bytes. */
    private SectionEntry add(String name, String text, long declared) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var entry = new SectionEntry(name, content.size(), declared, checksum(bytes));
        content.writeBytes(entry.localHeader());
        content.writeBytes(bytes);
        entries.add(entry);
        return entry;
    }

    private void addManifest(String sections) {
        String text =
                "{\"format\":\"hourglass-model\",\"version\":1,\"kind\":\"model\",\"createdBy\":\"x\",\"sections\":["
                        + sections + "]}";
        add("manifest.json", text, text.length());
    }

    private byte[] finish() {
        int start = content.size();
        entries.forEach(entry -> content.writeBytes(entry.directoryRecord()));
        content.writeBytes(SectionEntry.end(entries.size(), content.size() - start, start));
        content.writeBytes(new byte[SectionEntry.DIGITS]);
        return SampleFile.resign(content.toByteArray());
    }

    private CorruptFileException failure(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("attack.hg"), bytes);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        var failure =
                catchThrowableOfType(CorruptFileException.class, () -> SampleFile.readAll(SectionFile.open(file)));
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isBetween(1L, SMALL);
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void theHandMadeContainerIsGoodWhenNothingIsWrongWithIt() throws IOException {
        addManifest("{\"name\":\"a.json\",\"size\":2}");
        add("a.json", "{}", 2);
        assertThat(SampleFile.readAll(finish())).isEqualTo(4);
    }

    @Test
    void aNewerVersionIsNamedWhateverElseItsManifestSays() throws IOException {
        String text = "{\"format\":\"hourglass-model\",\"version\":7,\"novelty\":true}";
        add("manifest.json", text, text.length());
        content.writeBytes(new byte[] {1, 2, 3});
        CorruptFileException failure = failure(finish());
        assertThat(failure)
                .hasMessageContaining("the file has format version 7")
                .hasMessageContaining("a newer Hourglass opens it");
        assertThat(failure.section()).isEqualTo("manifest.json");
    }

    @Test
    void aManifestWithAWrongChecksumIsRefused() throws IOException {
        addManifest("");
        byte[] bytes = finish();
        bytes[14] ^= 1;
        assertThat(failure(SampleFile.resign(bytes))).hasMessageContaining("CRC-32");
    }

    @Test
    void fourGigabytesInAKilobyteAreRefusedBeforeTheyAreAllocated() throws IOException {
        addManifest("{\"name\":\"weights.safetensors\",\"size\":4000000000}");
        add("weights.safetensors", "x", 4_000_000_000L);
        assertThat(failure(finish())).hasMessageContaining("declares 4000000000 bytes");
    }

    @Test
    void aManifestThatDeclaresMoreThanTheFileIsRefused() throws IOException {
        add("manifest.json", "{}", 4_000_000_000L);
        assertThat(failure(finish())).hasMessageContaining("4000000000");
        content.reset();
        entries.clear();
        add("manifest.json", "{}", 1_000_000);
        assertThat(failure(finish())).hasMessageContaining("needs 1000000 bytes");
    }

    @Test
    void tenGigabytesOfWeightsInASafetensorsHeaderAreRefusedBeforeTheyAreAllocated() throws IOException {
        for (String header : List.of(
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2500000000],\"data_offsets\":[0,10000000000]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[50000,50000],\"data_offsets\":[0,10000000000]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[500000000],\"data_offsets\":[0,2000000000]}}")) {
            byte[] text = header.getBytes(StandardCharsets.UTF_8);
            byte[] section = ByteBuffer.allocate(8 + text.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(text.length)
                    .put(text)
                    .array();
            byte[] bytes = SampleFile.bytes("model", List.of(Section.raw("weights.safetensors", section)));
            assertThat(bytes).hasSizeLessThan(1024);
            assertThat(failure(bytes).section()).isEqualTo("weights.safetensors");
        }
    }

    @Test
    void overlappingEntriesAreRefused() throws IOException {
        addManifest("{\"name\":\"a.json\",\"size\":2},{\"name\":\"b.json\",\"size\":2}");
        SectionEntry first = add("a.json", "{}", 2);
        entries.add(new SectionEntry("b.json", first.headerOffset(), 2, first.checksum()));
        assertThat(failure(finish())).hasMessageContaining("overlaps");
    }

    @Test
    void bytesBetweenEntriesAreRefused() throws IOException {
        addManifest("{\"name\":\"a.json\",\"size\":2}");
        content.writeBytes(new byte[] {1, 2, 3});
        add("a.json", "{}", 2);
        assertThat(failure(finish())).hasMessageContaining("leaves a gap");
    }

    @Test
    void bytesBeforeTheDirectoryAreRefused() throws IOException {
        addManifest("");
        content.writeBytes(new byte[] {1, 2, 3});
        assertThat(failure(finish())).hasMessageContaining("the last section ends at");
    }

    @Test
    void aRepeatedNameIsRefused() throws IOException {
        addManifest("{\"name\":\"a.json\",\"size\":2},{\"name\":\"a.json\",\"size\":2}");
        add("a.json", "{}", 2);
        add("a.json", "{}", 2);
        assertThat(failure(finish())).hasMessageContaining("two entries a.json");
    }

    @Test
    void aCompressedEntryIsRefused() throws IOException {
        addManifest("{\"name\":\"a.json\",\"size\":2}");
        add("a.json", "{}", 2);
        byte[] bytes = finish();
        int record = bytes.length - SectionEntry.END - SectionEntry.DIGITS - 46 - "a.json".length();
        bytes[record + 10] = 8;
        assertThat(failure(SampleFile.resign(bytes))).hasMessageContaining("compressed");
    }

    @Test
    void namesThatLeaveTheFolderAreRefused() throws IOException {
        addManifest("{\"name\":\"../a.json\",\"size\":2}");
        add("../a.json", "{}", 2);
        assertThat(failure(finish())).hasMessageContaining("\"../a.json\" is not the name of a section");
    }

    @Test
    void aManifestThatTellsOtherSectionsIsRefused() throws IOException {
        addManifest("{\"name\":\"b.json\",\"size\":2}");
        add("a.json", "{}", 2);
        byte[] bytes = finish();
        assertThat(failure(bytes)).hasMessageContaining("lists a section \"b.json\" that is missing");
        content.reset();
        entries.clear();
        addManifest("{\"name\":\"a.json\",\"size\":3}");
        add("a.json", "{}", 2);
        assertThat(failure(finish())).hasMessageContaining("the manifest says 3 bytes");
        content.reset();
        entries.clear();
        addManifest("");
        add("a.json", "{}", 2);
        assertThat(failure(finish())).hasMessageContaining("does not list the sections");
    }

    @Test
    void aChecksumThatIsWrongIsRefused() throws IOException {
        addManifest("{\"name\":\"a.json\",\"size\":2}");
        byte[] header = new SectionEntry("a.json", content.size(), 2, 99).localHeader();
        entries.add(new SectionEntry("a.json", content.size(), 2, 99));
        content.writeBytes(header);
        content.writeBytes(new byte[] {'{', '}'});
        assertThat(failure(finish())).hasMessageContaining("CRC-32");
    }

    @Test
    void deepJsonIsRefusedWithoutAStackOverflow() throws IOException {
        byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        byte[] bytes = SampleFile.bytes("model", List.of(Section.raw("a.json", deep)));
        assertThat(failure(bytes).section()).isEqualTo("a.json");
    }
}
