package io.hourglass.file;

import io.hourglass.error.CorruptFileException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the ZIP's directory and compares every header in the file with what the format prescribes. */
final class SectionDirectory {
    static final String NAME = "directory";
    static final int MOST_ENTRIES = 1001;

    private final OpenFile file;
    private final Map<String, SectionEntry> entries = new LinkedHashMap<>();
    private long previousEnd;

    private SectionDirectory(OpenFile file) {
        this.file = file;
    }

    /** The entries by name, in the order of the file; every byte outside their contents is checked. */
    static Map<String, SectionEntry> read(OpenFile file) {
        var directory = new SectionDirectory(file);
        directory.read();
        return directory.entries;
    }

    private void read() {
        long endOffset = file.size() - SectionEntry.END - SectionEntry.DIGITS;
        byte[] found = file.read(NAME, endOffset, SectionEntry.END);
        ByteBuffer end = SectionEntry.fields(found);
        int count = Short.toUnsignedInt(end.getShort(10));
        long size = Integer.toUnsignedLong(end.getInt(12));
        long start = Integer.toUnsignedLong(end.getInt(16));
        compare(NAME, endOffset, found, SectionEntry.end(count, size, start));
        if (count < 1 || count > MOST_ENTRIES) {
            throw corrupt(endOffset + 10, "declares " + count + " entries; 1 to " + MOST_ENTRIES + " are allowed");
        }
        if (start + size != endOffset) {
            throw corrupt(
                    endOffset + 12,
                    "declares " + size + " bytes at " + start + ", but must end where the end record begins, at "
                            + endOffset);
        }
        long most = (long) count * (SectionEntry.DIRECTORY_RECORD + SectionEntry.LONGEST_NAME);
        if (size > most) {
            throw corrupt(endOffset + 12, "declares " + size + " bytes for " + count + " entries");
        }
        readRecords(file.read(NAME, start, size), start, count);
    }

    private void readRecords(byte[] records, long start, int count) {
        int position = 0;
        for (int i = 0; i < count; i++) {
            position += readRecord(records, start, position);
        }
        if (position != records.length) {
            throw corrupt(start + position, "has bytes after its last record");
        }
        if (previousEnd != start) {
            throw corrupt(previousEnd, "begins at " + start + ", but the last section ends at " + previousEnd);
        }
    }

    /** Reads one record and returns its length. */
    private int readRecord(byte[] records, long start, int at) {
        int left = records.length - at;
        int nameLength = left < SectionEntry.DIRECTORY_RECORD
                ? 0
                : Short.toUnsignedInt(SectionEntry.fields(records).getShort(at + 28));
        int length = SectionEntry.DIRECTORY_RECORD + nameLength;
        if (left < length) {
            throw corrupt(start + at, "ends within a record");
        }
        if (records[at + 10] != 0 || records[at + 11] != 0) {
            throw corrupt(start + at + 10, "has a compressed entry; all are STORED");
        }
        byte[] record = Arrays.copyOfRange(records, at, at + length);
        SectionEntry entry = parse(record, start + at);
        compare(NAME, start + at, record, entry.directoryRecord());
        checkPlace(entry, start, start + at);
        byte[] header = file.read(entry.name(), entry.headerOffset(), SectionEntry.LOCAL_HEADER + nameLength);
        compare(entry.name(), entry.headerOffset(), header, entry.localHeader());
        if (entries.put(entry.name(), entry) != null) {
            throw corrupt(start + at, "has two entries " + entry.name());
        }
        previousEnd = entry.end();
        return length;
    }

    private SectionEntry parse(byte[] record, long at) {
        ByteBuffer fields = SectionEntry.fields(record);
        String name = new String(
                record,
                SectionEntry.DIRECTORY_RECORD,
                record.length - SectionEntry.DIRECTORY_RECORD,
                StandardCharsets.ISO_8859_1);
        if (!SectionEntry.isValidName(name)) {
            throw corrupt(at + SectionEntry.DIRECTORY_RECORD, JsonPlace.quote(name) + " is not the name of a section");
        }
        long checksum = Integer.toUnsignedLong(fields.getInt(16));
        long size = Integer.toUnsignedLong(fields.getInt(24));
        return new SectionEntry(name, Integer.toUnsignedLong(fields.getInt(42)), size, checksum);
    }

    private void checkPlace(SectionEntry entry, long directoryStart, long at) {
        if (entry.headerOffset() != previousEnd) {
            String relation = entry.headerOffset() < previousEnd ? " overlaps" : " leaves a gap after";
            throw corrupt(
                    at + 42,
                    "entry " + entry.name() + " at " + entry.headerOffset() + relation
                            + " what lies before it, which ends at " + previousEnd);
        }
        if (entry.end() > directoryStart) {
            throw corrupt(
                    at + 24,
                    "entry " + entry.name() + " declares " + entry.size()
                            + " bytes, more than there are before the directory");
        }
    }

    private void compare(String section, long offset, byte[] found, byte[] prescribed) {
        int difference = Arrays.mismatch(found, prescribed);
        if (difference >= 0) {
            throw file.corrupt(section, offset + difference, "a header is not what the format prescribes");
        }
    }

    private CorruptFileException corrupt(long offset, String reason) {
        return file.corrupt(NAME, offset, "the directory " + reason);
    }
}
