package io.hourglass.file;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Says what a file looks like that is not one of ours, or not a whole one. */
final class ForeignFile {
    private static final int HEAD = 512;
    private static final String OWN_START = "PK\3\4";

    /** A kind of file that people have at hand, and the characters (as ISO 8859-1) with which it begins. */
    private record Known(String start, String name) {}

    private static final List<Known> KNOWN = List.of(
            new Known("\u0089PNG\r\n", "a PNG image"),
            new Known("\u00ff\u00d8\u00ff", "a JPEG image"),
            new Known("GIF8", "a GIF image"),
            new Known("\u001f\u008b", "a gzip file"),
            new Known("\u0089HDF\r\n", "an HDF5 file, perhaps of Keras"),
            new Known("\u0093NUMPY", "a NumPy array"),
            new Known("PAR1", "a Parquet file"),
            new Known("%PDF", "a PDF document"),
            new Known("\u007fELF", "a program"),
            new Known("\u0000\u0000\u0008", "an IDX file"),
            new Known("\u0080\u0002", "a Python pickle, perhaps of PyTorch"),
            new Known("{", "a JSON text"),
            new Known("\u0000\u0000\u0000\u0000", "a run of zeros"));

    private ForeignFile() {}

    /** What is wrong with a file that does not end in a trailer. */
    static String describe(OpenFile file) {
        if (file.size() == 0) {
            return "the file is empty";
        }
        byte[] bytes = file.read("start", 0, Math.min(HEAD, file.size()));
        String head = new String(bytes, StandardCharsets.ISO_8859_1);
        if (head.startsWith(Manifest.NAME, SectionEntry.LOCAL_HEADER) && head.startsWith(OWN_START)) {
            return "the file does not end in a trailer: it was cut short, or bytes were added at its end";
        }
        return "not a Hourglass file: it looks like " + looksLike(head, bytes);
    }

    private static String looksLike(String head, byte[] bytes) {
        if (head.startsWith(OWN_START)) {
            return "a ZIP archive of another kind";
        }
        if (head.startsWith("{", Long.BYTES)) {
            return "a safetensors file";
        }
        for (Known known : KNOWN) {
            if (head.startsWith(known.start)) {
                return known.name;
            }
        }
        if (head.chars().noneMatch(c -> Character.isISOControl(c) && c < 128 && !Character.isWhitespace(c))) {
            return "a text";
        }
        return "something that begins with the bytes "
                + HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(8, bytes.length));
    }
}
