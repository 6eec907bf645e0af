package io.hourglass.file;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/** A named part of a file that is going to be written: JSON, or tensors. */
public final class Section {
    private final String name;
    private final long size;
    private final AtomicFile.Writing content;

    private Section(String name, long size, AtomicFile.Writing content) {
        this.name = name;
        this.size = size;
        this.content = content;
    }

    private static String checked(String name, String ending) {
        if (!name.endsWith(ending) || !SectionEntry.isValidName(name) || name.equals(Manifest.NAME)) {
            throw new IllegalArgumentException("a section's name is words of a-z and 0-9 joined by . or -, ends in "
                    + ending + ", has at most " + SectionEntry.LONGEST_NAME + " characters, and is not "
                    + Manifest.NAME + "; got " + JsonPlace.quote(name));
        }
        return name;
    }

    /**
     * A JSON section.
     *
     * @param name ends in {@code .json}
     * @throws IllegalArgumentException if the text would be larger than 64 MiB
     */
    public static Section json(String name, JsonElement json) {
        byte[] text = JsonText.bytes(json);
        if (text.length > SectionFile.LARGEST_JSON) {
            throw new IllegalArgumentException("section " + name + " would take " + text.length
                    + " bytes; JSON has at most " + SectionFile.LARGEST_JSON);
        }
        return raw(checked(name, ".json"), text);
    }

    /** A JSON section that says a value, as {@link RecordJson#write} does. */
    public static <T> Section record(String name, T value, Class<T> type) {
        return json(name, RecordJson.write(value, type));
    }

    /**
     * A section of tensors, whose values must not change until it is written.
     *
     * @param name ends in {@code .safetensors}
     */
    public static Section tensors(String name, List<Tensor> tensors) {
        List<Tensor> copy = List.copyOf(tensors);
        SafetensorsHeader header = SafetensorsHeader.of(copy);
        byte[] text = header.bytes();
        long size = Long.BYTES + text.length + header.dataSize();
        return new Section(checked(name, ".safetensors"), size, out -> Safetensors.write(out, text, copy));
    }

    /** A section of any name and bytes, valid or not. */
    static Section raw(String name, byte[] bytes) {
        return new Section(name, bytes.length, out -> out.write(bytes));
    }

    /** The section's name. */
    public String name() {
        return name;
    }

    /** The size of the content, in bytes. */
    public long size() {
        return size;
    }

    void writeTo(OutputStream out) throws IOException {
        content.writeTo(out);
    }

    /** The CRC-32 of the content, which stands before it in the file; so the content is made twice. */
    long checksum() throws IOException {
        var checksum = new CRC32();
        content.writeTo(new CheckedOutputStream(OutputStream.nullOutputStream(), checksum));
        return checksum.getValue();
    }
}
