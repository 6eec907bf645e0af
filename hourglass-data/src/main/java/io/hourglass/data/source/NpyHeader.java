package io.hourglass.data.source;

import io.hourglass.error.DataException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of an NPY array, versions 1.0, 2.0 and 3.0 (numpy.lib.format): magic, version, length of the header, and a Python
 * dictionary of exactly {@code descr}, {@code fortran_order} and {@code shape}.
 */
final class NpyHeader {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 1 << 16;
    private static final Pattern ENTRY = Pattern.compile(
            "\\s*'(descr|fortran_order|shape)'\\s*:\\s*('[^'\\\\]{0,40}'|True|False|\\([0-9,\\s]{0,200}\\))\\s*(,|(?=}))");
    private static final Map<String, ElementType> TYPES = Map.ofEntries(
            Map.entry("b1", ElementType.BOOLEAN),
            Map.entry("u1", ElementType.U1),
            Map.entry("i1", ElementType.I1),
            Map.entry("u2", ElementType.U2),
            Map.entry("i2", ElementType.I2),
            Map.entry("u4", ElementType.U4),
            Map.entry("i4", ElementType.I4),
            Map.entry("i8", ElementType.I8),
            Map.entry("f2", ElementType.F2),
            Map.entry("f4", ElementType.F4),
            Map.entry("f8", ElementType.F8));

    private final String source;
    private String descr;
    private String columnMajor;
    private String shape;

    private NpyHeader(String source) {
        this.source = source;
    }

    /**
     * Reads the header at the start of a stream.
     *
     * @throws DataException if it is not one, or of an array that cannot be a table
     * @throws IOException if reading fails
     */
    static ArrayLayout read(String source, InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        try {
            byte[] magic = in.readNBytes(MAGIC.length);
            if (!Arrays.equals(magic, MAGIC)) {
                throw new DataException(source + " is not an NPY file: it does not start with \\x93NUMPY");
            }
            int major = in.readUnsignedByte();
            int minor = in.readUnsignedByte();
            if (major < 1 || major > 3 || minor != 0) {
                throw new DataException(source + ": NPY version " + major + "." + minor + "; needed 1.0, 2.0 or 3.0");
            }
            long length = Integer.toUnsignedLong(
                    Integer.reverseBytes(major == 1 ? in.readUnsignedShort() << 16 : in.readInt()));
            if (length > LONGEST) {
                throw new DataException(source + ": an NPY header of " + length + " bytes; needed at most " + LONGEST);
            }
            byte[] header = new byte[(int) length];
            in.readFully(header);
            NpyHeader parsed = new NpyHeader(source);
            parsed.parse(new String(header, major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
            return parsed.layout(MAGIC.length + 2 + (major == 1 ? 2 : 4) + length);
        } catch (EOFException e) {
            throw new DataException(source + " is cut off within its NPY header", e);
        }
    }

    /** How elements are named in a header, the byte order first. */
    static String code(ElementType type, ByteOrder order) {
        String code = TYPES.entrySet().stream()
                .filter(entry -> entry.getValue() == type)
                .findFirst()
                .orElseThrow()
                .getKey();
        return (type.bytes() == 1 ? "|" : order == ByteOrder.BIG_ENDIAN ? ">" : "<") + code;
    }

    /** The type of elements that a header names so; empty if there is none, or more than a byte comes in no order. */
    static Optional<ElementType> type(String code) {
        if (code.length() != 3 || "<>|=".indexOf(code.charAt(0)) < 0) {
            return Optional.empty();
        }
        return Optional.ofNullable(TYPES.get(code.substring(1)))
                .filter(type -> code.charAt(0) != '|' || type.bytes() == 1);
    }

    private void parse(String text) {
        String trimmed = text.strip();
        if (!trimmed.startsWith("{") || !trimmed.endsWith("}")) {
            throw malformed(text);
        }
        Matcher entry = ENTRY.matcher(trimmed).region(1, trimmed.length());
        while (entry.lookingAt()) {
            set(entry.group(1), entry.group(2), text);
            entry.region(entry.end(), trimmed.length());
        }
        boolean whole = trimmed.substring(entry.regionStart()).strip().equals("}");
        if (!whole || descr == null || columnMajor == null || shape == null) {
            throw malformed(text);
        }
    }

    private void set(String key, String value, String text) {
        String before;
        switch (key) {
            case "descr" -> {
                before = descr;
                descr = value;
            }
            case "fortran_order" -> {
                before = columnMajor;
                columnMajor = value;
            }
            default -> {
                before = shape;
                shape = value;
            }
        }
        if (before != null) {
            throw malformed(text);
        }
    }

    private DataException malformed(String text) {
        return new DataException(
                source + ": the NPY header is not a dictionary of descr, fortran_order and shape of a plain"
                        + " array: " + Place.shown(text.strip()));
    }

    private ArrayLayout layout(long offset) {
        if (!descr.startsWith("'") || !columnMajor.matches("True|False") || !shape.startsWith("(")) {
            throw malformed(descr + " " + columnMajor + " " + shape);
        }
        String code = descr.substring(1, descr.length() - 1);
        ElementType type = type(code)
                .orElseThrow(() ->
                        new DataException(source + ": elements of type " + descr + " cannot be read; needed one of "
                                + TYPES.keySet().stream().sorted().toList() + " (save x.astype('float32') instead)"));
        ByteOrder bytes = code.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new ArrayLayout(type, bytes, columnMajor.equals("True"), axes(), offset);
    }

    private List<Integer> axes() {
        String inner = shape.substring(1, shape.length() - 1).strip();
        if (inner.isEmpty()) {
            throw new DataException(source + ": the array is a single number, not a table");
        }
        String[] lengths = (inner.endsWith(",") ? inner.substring(0, inner.length() - 1) : inner).split(",", -1);
        if (lengths.length == 1 && !inner.endsWith(",")) {
            throw malformed(shape);
        }
        List<Integer> axes = new ArrayList<>();
        for (String length : lengths) {
            try {
                axes.add(Integer.parseInt(length.strip()));
            } catch (NumberFormatException e) {
                throw new DataException(source + ": the shape " + shape + " is beyond what can be read", e);
            }
        }
        return List.copyOf(axes);
    }
}
