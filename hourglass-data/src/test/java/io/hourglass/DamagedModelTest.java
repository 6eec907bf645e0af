package io.hourglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.Table;
import io.hourglass.error.CorruptFileException;
import io.hourglass.error.DataException;
import io.hourglass.use.Scoring;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to a model file, opening it says that it is corrupt, and where, and takes little memory to say so. */
class DamagedModelTest {
    /** Reading a whole model of 67 kB takes about 2 MB. */
    private static final long SMALL = 16 << 20;

    private static final int MUTATIONS = 400;
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Pattern TOKEN = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|-?[0-9][-+.eE0-9]*|true|false|null");
    private static final List<String> HARD = List.of(
            "0",
            "-1",
            "1",
            "2",
            "7",
            "0.5",
            "-0.0",
            "1000000",
            "2147483647",
            "2147483648",
            "-2147483648",
            "9223372036854775807",
            "1e19",
            "1e38",
            "-1e38",
            "1e300",
            "-1E+308",
            "4.9E-324",
            "1e-45",
            "\"NaN\"",
            "\"Infinity\"",
            "\"-Infinity\"",
            "null",
            "true",
            "false",
            "\"\"",
            "\" \"",
            "\"relu\"",
            "\"softmax\"",
            "\"linear\"",
            "\"yyyy\"",
            "\"yyyy-MM-dd\"",
            "[]",
            "{}",
            "[1]",
            "[[[[]]]]",
            "{\"type\":\"dense\"}");

    @TempDir
    private Path folder;

    private static <T> T withLittleMemory(Supplier<T> opening) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        T result = opening.get();
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isBetween(1L, SMALL);
        return result;
    }

    private static CorruptFileException failure(Path file, long size) {
        Throwable thrown = withLittleMemory(() -> catchThrowable(() -> Hourglass.open(file)));
        assertThat(thrown).isInstanceOf(CorruptFileException.class);
        CorruptFileException failure = (CorruptFileException) thrown;
        assertThat(failure.section()).isNotBlank();
        assertThat(failure.offset()).isBetween(0L, size);
        assertThat(failure)
                .hasMessageStartingWith(file + ": ")
                .hasMessageEndingWith("(section " + failure.section() + ", byte offset " + failure.offset() + ")");
        return failure;
    }

    private CorruptFileException failure(byte[] bytes) {
        return failure(written(bytes), bytes.length);
    }

    private Path written(byte[] bytes) {
        try {
            return Files.write(folder.resolve("damaged.hg"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] whole() throws IOException {
        return Files.readAllBytes(GoldenModel.MIXED.file());
    }

    @Test
    void everyFlippedByteIsNoticed() throws IOException {
        byte[] bytes = whole();
        Random random = new Random(1);
        Path file = written(bytes);
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            for (int at = 0; at < bytes.length; at++) {
                access.seek(at);
                access.write(bytes[at] ^ (1 + random.nextInt(255)));
                failure(file, bytes.length);
                access.seek(at);
                access.write(bytes[at]);
            }
        }
        assertThat(Hourglass.open(file).schema().width()).isEqualTo(8);
    }

    @Test
    void shorterFilesAreNoticed() throws IOException {
        byte[] bytes = whole();
        Path file = written(bytes);
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            for (int length = bytes.length - 1;
                    length >= 0;
                    length -= length < 300 || length > bytes.length - 300 ? 1 : 7) {
                access.setLength(length);
                failure(file, length);
            }
        }
    }

    @Test
    void foreignFilesAreCalledWhatTheyAre() throws IOException {
        assertThat(failure(new byte[0])).hasMessageContaining("empty");
        byte[] noise = new byte[5000];
        new Random(2).nextBytes(noise);
        failure(noise);
        byte[] png = noise.clone();
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, 0, png, 0, 8);
        assertThat(failure(png)).hasMessageContaining("PNG");
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("network.json"));
            out.write("{}".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(failure(zip.toByteArray())).hasMessageContaining("ZIP");
        assertThat(failure("size,price\n1,2\n".repeat(50).getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("text");
    }

    @Test
    void aModelPutTogetherByHandIsTheSameModel() throws IOException {
        byte[] again = HandMadeFile.of(HandMadeFile.sections(GoldenModel.MIXED.file()));
        Hourglass opened = Hourglass.open(written(again));
        List<String> kept = GoldenModel.MIXED.kept();
        assertThat(GoldenModel.MIXED.results(opened)).isEqualTo(kept.subList(1, kept.size()));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Replaces the first of some text in a section, and opens what comes of it. */
    private CorruptFileException replaced(GoldenModel golden, String section, String found, String by) {
        Map<String, byte[]> sections = HandMadeFile.sections(golden.file());
        String before = text(sections.get(section));
        String after = before.replaceFirst(found, by);
        assertThat(after).isNotEqualTo(before);
        sections.put(section, bytes(after));
        return failure(HandMadeFile.of(sections));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "units":6  | "units":2000000000
            "units":6  | "units":100000
            "units":6  | "units":50000
            "levels":4 | "levels":2000000000
            "dimensions":.7. | "dimensions":[268435456]
            "embedding":9 | "embedding":30000000
            """)
    void networksOfGigabytesInSomeKilobytesAreRefusedBeforeTheyAreAllocated(String found, String by) {
        assertThat(replaced(GoldenModel.MIXED, "network.json", found, by).section())
                .isEqualTo("network.json");
    }

    @Test
    void tenGigabytesOfWeightsInAKilobyteAreRefusedBeforeTheyAreAllocated() {
        Map<String, byte[]> sections = HandMadeFile.sections(GoldenModel.PIXELS.file());
        sections.remove("history.json");
        sections.remove("thresholds.json");
        String network = text(sections.get("network.json"))
                .replace("\"units\":12", "\"units\":50000")
                .replace("\"units\":3", "\"units\":50000");
        sections.put("network.json", bytes(network));
        byte[] header = bytes("{\"encoder.2.kernel\":{\"dtype\":\"F32\",\"shape\":[50000,50000],"
                + "\"data_offsets\":[0,10000000000]}}     ");
        sections.put(
                "weights.safetensors",
                ByteBuffer.allocate(8 + header.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length)
                        .put(header)
                        .array());
        byte[] file = HandMadeFile.of(sections);
        assertThat(file).hasSizeLessThan(4096);
        failure(file);
    }

    @Test
    void aNetworkOfVeryManyLayersIsRefusedAtOnce() {
        String layers = "\"layers\":[" + "{\"type\":\"dropout\",\"rate\":0},".repeat(200_000);
        Map<String, byte[]> sections = HandMadeFile.sections(GoldenModel.PIXELS.file());
        String network = text(sections.get("network.json")).replace("\"layers\":[", layers);
        sections.put("network.json", bytes(network));
        Path file = written(HandMadeFile.of(sections));
        assertThat(catchThrowable(() -> Hourglass.open(file)))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("at most 1000 layers, got 200003");
    }

    @Test
    void aTensorThatBelongsToNoLayerIsNamed() {
        Map<String, byte[]> sections = HandMadeFile.sections(GoldenModel.PIXELS.file());
        sections.put("state.safetensors", sections.get("weights.safetensors"));
        assertThat(failure(HandMadeFile.of(sections)))
                .hasMessageContaining("tensor 'decoder.0.bias' belongs to no layer")
                .extracting(CorruptFileException::section)
                .isEqualTo("state.safetensors");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            preparation.json | "scale":[0-9.]+ | "scale":0
            preparation.json | "p00" | "p70"
            network.json | "type":"plain" | "type":"magic"
            network.json | "tied":false | "tied":0
            network.json | "cells": | "cell":
            history.json | "bestEpoch":[0-9]+ | "bestEpoch":99
            provenance.json | "seed":42 | "seed":4.5
            thresholds.json | "variance":.0, | "variance":[-1,
            thresholds.json | "variance":.0, | "variance":[
            """)
    void aSectionThatMakesNoSenseIsNamed(String section, String found, String by) {
        assertThat(replaced(GoldenModel.MIXED, section, found, by).section()).isEqualTo(section);
    }

    @ParameterizedTest
    @MethodSource("io.hourglass.GoldenModel#stream")
    void damageBehindTrueChecksumsIsNoticedOrAModelThatWorks(GoldenModel golden) {
        Map<String, byte[]> sections = HandMadeFile.sections(golden.file());
        List<String> names = List.copyOf(sections.keySet());
        Random random = new Random(1);
        int noticed = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String victim = names.get(random.nextInt(names.size()));
            Map<String, byte[]> damaged = new LinkedHashMap<>(sections);
            damaged.put(victim, damaged(sections.get(victim), victim, random));
            noticed += survives(golden, HandMadeFile.of(damaged)) ? 0 : 1;
        }
        assertThat(noticed).isBetween(MUTATIONS / 3, MUTATIONS - 1);
    }

    private static byte[] damaged(byte[] section, String name, Random random) {
        if (name.endsWith(".json") && random.nextInt(4) > 0) {
            String text = text(section);
            List<String> parts =
                    TOKEN.matcher(text).results().map(found -> found.group()).toList();
            int victim = random.nextInt(parts.size());
            int[] seen = {0};
            String by = random.nextInt(3) == 0
                    ? parts.get(random.nextInt(parts.size()))
                    : HARD.get(random.nextInt(HARD.size()));
            return bytes(TOKEN.matcher(text)
                    .replaceAll(found -> Matcher.quoteReplacement(seen[0]++ == victim ? by : found.group())));
        }
        byte[] changed = section.clone();
        int at = random.nextInt(changed.length);
        return switch (random.nextInt(3)) {
            case 0 -> Arrays.copyOf(changed, at);
            case 1 -> {
                changed[at] = (byte) random.nextInt(256);
                yield changed;
            }
            default -> {
                changed[at] ^= (byte) (1 << random.nextInt(8));
                yield changed;
            }
        };
    }

    /** Whether a file is a model, which then does everything that a model does. */
    private boolean survives(GoldenModel golden, byte[] bytes) {
        Path file = written(bytes);
        Hourglass model;
        try {
            model = withLittleMemory(() -> Hourglass.open(file));
        } catch (CorruptFileException e) {
            return false;
        }
        try {
            golden.rows(model);
        } catch (DataException e) {
            return true; // another column is asked for
        }
        List<Supplier<Table>> verbs = List.of(
                () -> model.encode(golden.rows(model)),
                () -> model.reconstruct(golden.rows(model)),
                () -> model.decode(model.encode(golden.rows(model))),
                () -> model.score(golden.rows(model), Scoring.usual().explained()));
        verbs.forEach(DamagedModelTest::readOrRefused);
        return true;
    }

    private static void readOrRefused(Supplier<Table> verb) {
        try (Cursor cursor = verb.get().open()) {
            assertThat(cursor.next().rows()).isPositive();
        } catch (DataException e) {
            // a cell is no value of the column that the model now has, or its weights make no numbers of it
            assertThat(e.getMessage()).containsPattern("column|row");
        }
    }
}
