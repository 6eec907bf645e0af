package io.hourglass.file;

import io.hourglass.error.CorruptFileException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The SHA-256 at the end of a file, which is checked before anything else is believed. */
final class Trailer {
    static final String NAME = "trailer";

    private static final int PIECE = 1 << 16;

    private Trailer() {}

    /** Compares the digest of the file with the one it ends in, in constant memory, and returns it. */
    static String verify(OpenFile file) {
        long digitsOffset = file.size() - SectionEntry.DIGITS;
        long endOffset = digitsOffset - SectionEntry.END;
        if (endOffset < 0 || !hasMark(file, endOffset)) {
            throw file.corrupt(NAME, Math.max(0, endOffset), ForeignFile.describe(file));
        }
        String declared = new String(file.read(NAME, digitsOffset, SectionEntry.DIGITS), StandardCharsets.ISO_8859_1);
        if (!digest(file, digitsOffset).equals(declared)) {
            throw damaged(file);
        }
        return declared;
    }

    private static boolean hasMark(OpenFile file, long endOffset) {
        byte[] end = file.read(NAME, endOffset, SectionEntry.END);
        String mark = new String(
                end,
                SectionEntry.END - SectionEntry.TRAILER_MARK.length(),
                SectionEntry.TRAILER_MARK.length(),
                StandardCharsets.ISO_8859_1);
        return SectionEntry.fields(end).getInt(0) == SectionEntry.END_SIGNATURE
                && mark.equals(SectionEntry.TRAILER_MARK);
    }

    private static String digest(OpenFile file, long length) {
        MessageDigest digest = Hashing.sha256();
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, length));
        for (long at = 0; at < length; at += piece.limit()) {
            piece.clear().limit((int) Math.min(PIECE, length - at));
            file.read(NAME, at, piece);
            digest.update(piece.flip());
        }
        return Hashing.hex(digest.digest());
    }

    /** The digest says that there is damage; the headers and the sections' own checksums mostly say where. */
    private static CorruptFileException damaged(OpenFile file) {
        String section = NAME;
        long offset = file.size() - SectionEntry.DIGITS;
        try {
            for (SectionEntry entry : SectionDirectory.read(file).values()) {
                var region = new FileRegion(file, entry.name(), entry.contentOffset(), entry.size());
                region.skip();
                region.check(entry.checksum());
            }
        } catch (CorruptFileException e) {
            section = e.section();
            offset = e.offset();
        }
        return file.corrupt(section, offset, "the file is damaged: its bytes do not match its SHA-256");
    }
}
