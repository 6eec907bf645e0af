package io.hourglass.file;

import com.google.gson.JsonElement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A small file with a section of each sort, and means to damage it skilfully. */
final class SampleFile {
    static final Path GOLDEN = Path.of("src/test/resources/golden/sections-v1.hg");

    /** What the sample's {@code network.json} says. */
    record Settings(String name, List<Integer> units, double rate, Optional<String> note) {}

    static final Settings SETTINGS = new Settings("größe", List.of(10, 5, 10), 0.1, Optional.empty());

    static final List<Tensor> TENSORS = List.of(
            new Tensor("encoder", List.of(2, 3), new float[] {0, -0.0f, 1.5f, Float.NaN, Float.MIN_VALUE, -1e30f}),
            Tensor.vector("decoder", new float[] {0.1f}));

    private SampleFile() {}

    static List<Section> sections() {
        return List.of(
                Section.record("network.json", SETTINGS, Settings.class),
                Section.tensors("weights.safetensors", TENSORS),
                Section.json("history.json", JsonText.parse("[]")));
    }

    static byte[] bytes() {
        return bytes("model", sections());
    }

    static byte[] bytes(String kind, List<Section> sections) {
        var out = new ByteArrayOutputStream();
        try {
            new SectionWriter(kind, "Hourglass 0.1.0", sections).writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Makes the SHA-256 true again, so that what was damaged reaches the parsers behind it. */
    static byte[] resign(byte[] bytes) {
        byte[] signed = bytes.clone();
        int length = signed.length - SectionEntry.DIGITS;
        byte[] digits = Hashing.sha256(Arrays.copyOf(signed, length)).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, signed, length, digits.length);
        return signed;
    }

    /** Opens a file and reads everything in it, in every way. */
    static int readAll(SectionFile opened) {
        int read = 0;
        try (SectionFile file = opened) {
            for (String name : file.names()) {
                if (name.endsWith(".json")) {
                    JsonElement json = file.json(name);
                    read += json.toString().length();
                } else {
                    read += file.tensors(name).size();
                }
                read += file.bytes(name).length;
            }
            if (file.has("network.json")) {
                read += file.record("network.json", Settings.class).units().size();
            }
        }
        return read;
    }

    static int readAll(byte[] bytes) {
        return readAll(SectionFile.of("sample", bytes));
    }
}
