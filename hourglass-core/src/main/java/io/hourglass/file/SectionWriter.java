package io.hourglass.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Writes the container: entries, directory, end, and the SHA-256 of them all. */
final class SectionWriter {
    static final long LARGEST_FILE = 0xFFFFFFFEL;

    private final List<Section> sections;

    /** Checks that the sections fit into a file together. */
    SectionWriter(String kind, String createdBy, List<Section> sections) {
        List<Manifest.Listed> listed = sections.stream()
                .map(section -> new Manifest.Listed(section.name(), section.size()))
                .toList();
        if (listed.stream().map(Manifest.Listed::name).distinct().count() < sections.size()) {
            throw new IllegalArgumentException("the names of sections must differ, got " + listed);
        }
        if (sections.size() >= SectionDirectory.MOST_ENTRIES) {
            throw new IllegalArgumentException(
                    "a file has at most " + (SectionDirectory.MOST_ENTRIES - 1) + " sections, got " + sections.size());
        }
        var manifest = new Manifest(Manifest.FORMAT, Manifest.VERSION, kind, createdBy, listed);
        byte[] text = JsonText.bytes(RecordJson.write(manifest, Manifest.class));
        this.sections = new ArrayList<>();
        this.sections.add(Section.raw(Manifest.NAME, text));
        this.sections.addAll(sections);
        checkSize();
    }

    private void checkSize() {
        long total = (long) SectionEntry.END + SectionEntry.DIGITS;
        for (Section section : sections) {
            int headers = SectionEntry.LOCAL_HEADER
                    + SectionEntry.DIRECTORY_RECORD
                    + 2 * section.name().length();
            total += headers + section.size();
        }
        if (total > LARGEST_FILE) {
            throw new IllegalArgumentException(
                    "the file would take " + total + " bytes; this format holds at most " + LARGEST_FILE);
        }
    }

    void writeTo(OutputStream file) throws IOException {
        var out = new DigestOutputStream(file, Hashing.sha256());
        List<SectionEntry> entries = new ArrayList<>();
        long position = 0;
        for (Section section : sections) {
            var entry = new SectionEntry(section.name(), position, section.size(), section.checksum());
            out.write(entry.localHeader());
            section.writeTo(out);
            entries.add(entry);
            position = entry.end();
        }
        long directorySize = 0;
        for (SectionEntry entry : entries) {
            byte[] record = entry.directoryRecord();
            out.write(record);
            directorySize += record.length;
        }
        out.write(SectionEntry.end(entries.size(), directorySize, position));
        file.write(Hashing.hex(out.getMessageDigest().digest()).getBytes(StandardCharsets.US_ASCII));
    }
}
