package io.hourglass.file;

import com.google.gson.JsonElement;
import io.hourglass.error.CorruptFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A file of named sections, as {@code docs/format/model.md} specifies it: models and checkpoints.
 *
 * <p>An open file is safe to read from several threads. Whatever is wrong with it is a {@link CorruptFileException};
 * what the machine refuses is an {@link java.io.UncheckedIOException}.
 */
public final class SectionFile implements AutoCloseable {
    static final long LARGEST_JSON = 1 << 26;

    private final OpenFile file;
    private final String sha256;
    private final Manifest manifest;
    private final Map<String, SectionEntry> entries;

    private SectionFile(OpenFile file) {
        this.file = file;
        sha256 = Trailer.verify(file);
        manifest = Manifest.read(file);
        entries = SectionDirectory.read(file);
        manifest.check(file, entries);
    }

    /**
     * Writes a file, whole or not at all. The same content gives the same bytes.
     *
     * @param replace whether a file that exists may be replaced
     * @param kind {@code model} or {@code checkpoint}
     * @param sections at most 1,000, with names that differ, smaller than 4 GiB together
     * @throws java.io.UncheckedIOException if it cannot be written; see {@link AtomicFile#write}
     */
    public static void write(Path target, boolean replace, String kind, List<Section> sections) {
        var writer = new SectionWriter(kind, "Hourglass " + ProgramVersion.current(), sections);
        AtomicFile.write(target, replace, writer::writeTo);
    }

    /**
     * Opens a file after its SHA-256, its version and its structure were checked, in constant memory.
     *
     * @throws CorruptFileException if it is damaged, cut short, foreign, or of a newer version
     * @throws java.io.UncheckedIOException if there is no such file, or it may not be read
     */
    public static SectionFile open(Path path) {
        return open(OpenFile.open(path));
    }

    /**
     * Opens a file that is in memory, for instance one bundled with a program.
     *
     * @param name what errors call it
     * @param bytes the whole file; not copied, and not to be changed
     * @throws CorruptFileException as {@link #open(Path)}
     */
    public static SectionFile of(String name, byte[] bytes) {
        return open(OpenFile.of(name, bytes));
    }

    private static SectionFile open(OpenFile file) {
        try {
            return new SectionFile(file);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** {@code model} or {@code checkpoint}. */
    public String kind() {
        return manifest.kind();
    }

    /** Refuses a file of another kind. */
    public void requireKind(String kind) {
        if (!kind().equals(kind)) {
            throw corrupt(Manifest.NAME, "the file is a " + kind() + "; a " + kind + " was expected");
        }
    }

    /** The program that wrote the file. */
    public String createdBy() {
        return manifest.createdBy();
    }

    /** The version of the file's format. */
    public int version() {
        return manifest.version();
    }

    /** The SHA-256 over the file's content, which names it. */
    public String sha256() {
        return sha256;
    }

    /** The size of the file, in bytes. */
    public long fileSize() {
        return file.size();
    }

    /** The names of the sections, in their order. */
    public List<String> names() {
        return manifest.sections().stream().map(Manifest.Listed::name).toList();
    }

    /** Whether there is such a section. */
    public boolean has(String section) {
        return names().contains(section);
    }

    /** The size of a section, in bytes. */
    public long size(String section) {
        return entry(section).size();
    }

    /** The bytes of a section; one of 2 GiB or more is refused. */
    public byte[] bytes(String section) {
        SectionEntry entry = entry(section);
        FileRegion region = region(entry);
        byte[] bytes = region.next(entry.size());
        region.check(entry.checksum());
        return bytes;
    }

    /** A section as a JSON tree. */
    public JsonElement json(String section) {
        try {
            return parse(section);
        } catch (JsonMappingException e) {
            throw notWhatIsNeeded(section, e);
        }
    }

    /** A JSON section as a value; see {@link RecordJson#read}. */
    public <T> T record(String section, Class<T> type) {
        try {
            return RecordJson.read(parse(section), type);
        } catch (JsonMappingException e) {
            throw notWhatIsNeeded(section, e);
        }
    }

    /** A section of tensors, in the order of their values. */
    public List<Tensor> tensors(String section) {
        SectionEntry entry = entry(section);
        FileRegion region = region(entry);
        List<Tensor> tensors = Safetensors.read(region);
        region.check(entry.checksum());
        return tensors;
    }

    /** A failure for a section whose content makes no sense to the caller, at its first byte. */
    public CorruptFileException corrupt(String section, String reason) {
        SectionEntry entry = entries.get(section);
        return file.corrupt(section, entry == null ? 0 : entry.contentOffset(), reason);
    }

    private JsonElement parse(String section) {
        if (size(section) > LARGEST_JSON) {
            throw corrupt(section, size(section) + " bytes of JSON; at most " + LARGEST_JSON + " are read");
        }
        return JsonText.parse(bytes(section));
    }

    private CorruptFileException notWhatIsNeeded(String section, JsonMappingException e) {
        return file.corrupt(section, entry(section).contentOffset() + e.offset(), e.getMessage());
    }

    private FileRegion region(SectionEntry entry) {
        return new FileRegion(file, entry.name(), entry.contentOffset(), entry.size());
    }

    private SectionEntry entry(String section) {
        SectionEntry entry = entries.get(section);
        if (entry == null || section.equals(Manifest.NAME)) {
            throw file.corrupt(section, 0, "the file has no such section; it has " + String.join(", ", names()));
        }
        return entry;
    }

    /** Closes the file. */
    @Override
    public void close() {
        file.close();
    }
}
