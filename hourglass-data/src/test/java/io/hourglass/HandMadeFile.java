package io.hourglass;

import io.hourglass.file.Hashing;
import io.hourglass.file.SectionFile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** Model files put together from any bytes, by {@code docs/format/model.md} alone, so that the readers of sections meet them. */
final class HandMadeFile {
    private static final int DIGITS = 64;

    private HandMadeFile() {}

    /** The sections of a file by name, in order, without the manifest. */
    static Map<String, byte[]> sections(Path file) {
        Map<String, byte[]> sections = new LinkedHashMap<>();
        try (SectionFile opened = SectionFile.open(file)) {
            opened.names().forEach(name -> sections.put(name, opened.bytes(name)));
        }
        return sections;
    }

    /** A file of these sections, whole and with true checksums. */
    static byte[] of(Map<String, byte[]> sections) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("manifest.json", manifest(sections));
        entries.putAll(sections);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        entries.forEach((name, content) -> {
            byte[] fields = fields(name, content);
            directory.writeBytes(buffer(46)
                    .putInt(0x02014b50)
                    .putShort((short) 20)
                    .put(fields)
                    .putInt(42, file.size())
                    .array());
            directory.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
            file.writeBytes(buffer(30).putInt(0x04034b50).put(fields).array());
            file.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
            file.writeBytes(content);
        });
        int start = file.size();
        file.writeBytes(directory.toByteArray());
        file.writeBytes(buffer(22)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) entries.size())
                .putShort((short) entries.size())
                .putInt(directory.size())
                .putInt(start)
                .putShort((short) 82)
                .array());
        file.writeBytes("hourglass sha-256 ".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(new byte[DIGITS]);
        return signed(file.toByteArray());
    }

    /** From the version needed to the length of the extra field. */
    private static byte[] fields(String name, byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        return buffer(26)
                .putShort((short) 10)
                .putInt(0)
                .putShort((short) 0)
                .putShort((short) 0x21)
                .putInt((int) checksum.getValue())
                .putInt(content.length)
                .putInt(content.length)
                .putShort((short) name.length())
                .putShort((short) 0)
                .array();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] manifest(Map<String, byte[]> sections) {
        StringBuilder listed = new StringBuilder();
        sections.forEach((name, content) -> listed.append(listed.length() == 0 ? "" : ",")
                .append("{\"name\":\"" + name + "\",\"size\":" + content.length + "}"));
        String text =
                "{\"format\":\"hourglass-model\",\"version\":1,\"kind\":\"model\",\"createdBy\":\"hand\",\"sections\":["
                        + listed + "]}";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The same bytes with a true SHA-256 at their end. */
    static byte[] signed(byte[] file) {
        byte[] signed = file.clone();
        byte[] body = Arrays.copyOf(signed, signed.length - DIGITS);
        byte[] digits = Hashing.sha256(body).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, signed, body.length, DIGITS);
        return signed;
    }
}
