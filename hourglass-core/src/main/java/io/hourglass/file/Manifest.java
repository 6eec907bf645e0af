package io.hourglass.file;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.hourglass.error.CorruptFileException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The first entry of a file, which says what the others are.
 *
 * @param format always {@link #FORMAT}
 * @param version of the format, from 1
 * @param kind {@code model} or {@code checkpoint}
 * @param createdBy the program that wrote the file
 * @param sections the entries after this one, in their order
 */
record Manifest(String format, int version, String kind, String createdBy, List<Listed> sections) {
    static final String NAME = "manifest.json";
    static final String FORMAT = "hourglass-model";
    static final int VERSION = 1;

    private static final long LARGEST = 1 << 20;
    private static final Set<String> KINDS = Set.of("model", "checkpoint");

    /** A section's name and its size in bytes. */
    record Listed(String name, long size) {}

    Manifest {
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException("a file's kind is model or checkpoint, got " + JsonPlace.quote(kind));
        }
        sections = List.copyOf(sections);
    }

    /** Reads the manifest from the start of a file, and refuses versions that are not known. */
    static Manifest read(OpenFile file) {
        byte[] header = file.read(NAME, 0, SectionEntry.LOCAL_HEADER + NAME.length());
        ByteBuffer fields = SectionEntry.fields(header);
        var entry = new SectionEntry(
                NAME, 0, Integer.toUnsignedLong(fields.getInt(22)), Integer.toUnsignedLong(fields.getInt(14)));
        int difference = Arrays.mismatch(header, entry.localHeader());
        if (difference >= 0) {
            throw file.corrupt(NAME, difference, "the file does not begin with a STORED " + NAME);
        }
        if (entry.size() > LARGEST) {
            throw file.corrupt(NAME, 22, "declares " + entry.size() + " bytes; at most " + LARGEST + " are allowed");
        }
        var region = new FileRegion(file, NAME, entry.contentOffset(), entry.size());
        byte[] text = region.next(entry.size());
        region.check(entry.checksum());
        try {
            JsonElement json = JsonText.parse(text);
            checkVersion(file, entry.contentOffset(), json);
            return RecordJson.read(json, Manifest.class);
        } catch (JsonMappingException e) {
            throw file.corrupt(NAME, entry.contentOffset() + e.offset(), e.getMessage());
        }
    }

    /** Looked at before all else: a later version may have other keys. */
    private static void checkVersion(OpenFile file, long offset, JsonElement json) {
        if (!(json instanceof JsonObject object && new JsonPrimitive(FORMAT).equals(object.get("format")))) {
            throw file.corrupt(NAME, offset, "does not say that the format is " + FORMAT);
        }
        record Version(int version) {}
        var versionOnly = new JsonObject();
        if (object.has("version")) {
            versionOnly.add("version", object.get("version"));
        }
        int version = RecordJson.read(versionOnly, Version.class).version();
        if (version > VERSION) {
            throw file.corrupt(
                    NAME,
                    offset,
                    "the file has format version " + version + ", and this Hourglass ("
                            + ProgramVersion.current() + ") reads up to version " + VERSION
                            + "; a newer Hourglass opens it");
        }
        if (version < 1) {
            throw file.corrupt(NAME, offset, "there is no format version " + version);
        }
    }

    /** Compares what is listed with what the file holds. */
    void check(OpenFile file, Map<String, SectionEntry> entries) {
        List<Listed> found = entries.values().stream()
                .skip(1)
                .map(entry -> new Listed(entry.name(), entry.size()))
                .toList();
        if (!entries.keySet().iterator().next().equals(NAME) || !found.equals(sections)) {
            throw mismatch(file, entries);
        }
    }

    private CorruptFileException mismatch(OpenFile file, Map<String, SectionEntry> entries) {
        for (Listed listed : sections) {
            SectionEntry entry = entries.get(listed.name());
            if (entry == null) {
                return file.corrupt(NAME, 0, "lists a section " + JsonPlace.quote(listed.name()) + " that is missing");
            }
            if (entry.size() != listed.size()) {
                return file.corrupt(
                        listed.name(),
                        entry.contentOffset(),
                        "the manifest says " + listed.size() + " bytes, the directory " + entry.size());
            }
        }
        return file.corrupt(NAME, 0, "does not list the sections of the file in their order: " + entries.keySet());
    }
}
