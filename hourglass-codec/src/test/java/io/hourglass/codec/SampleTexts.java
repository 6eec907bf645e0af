package io.hourglass.codec;

import io.hourglass.math.RandomStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tables as bytes, plain and odd, and the way to an archive and back. */
final class SampleTexts {
    private SampleTexts() {}

    /** A table of related columns: categories, numbers, a date and some missing cells. */
    static byte[] table(int rows, long seed) {
        RandomStream random = RandomStream.of(seed);
        StringBuilder text = new StringBuilder("kind,size,weight,price,note,day\n");
        for (int row = 0; row < rows; row++) {
            int kind = random.nextInt(4);
            int size = 10 * kind + random.nextInt(20);
            double weight = size * 1.5 + random.nextInt(100) / 100.0;
            text.append("abcd".charAt(kind)).append(',').append(size).append(',');
            text.append(random.nextInt(20) == 0 ? "" : String.format("%.2f", weight))
                    .append(',');
            text.append(Math.round(1000 * weight) + random.nextInt(500)).append(",\"n ");
            text.append(random.nextInt(1_000_000))
                    .append("\",2026-01-")
                    .append(10 + row * 20 / rows)
                    .append('\n');
        }
        return bytes(text.toString());
    }

    /** A table of moments, and of long numbers of which many come again. */
    static byte[] moments(int rows, long seed) {
        RandomStream random = RandomStream.of(seed);
        StringBuilder text = new StringBuilder("moment,value,day\n");
        for (int row = 0; row < rows; row++) {
            int minute = 5 * row;
            text.append(String.format("2024-02-%02d %02d:%02d:00,", 26 + minute / 1440, minute / 60 % 24, minute % 60));
            text.append(row % 3 == 0 ? random.nextInt(1 << 30) * 1e-7 : 100.0 / (1 + random.nextInt(300)));
            text.append(String.format(",%02d.12.1999%n", 1 + random.nextInt(31)));
        }
        return bytes(text.toString().replace("\r", "").replace("02-30", "02-28"));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] random(int count, long seed) {
        RandomStream random = RandomStream.of(seed);
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** Bytes of few kinds, among them all that a parser looks at. */
    static byte[] odd(int count, long seed) {
        RandomStream random = RandomStream.of(seed);
        List<String> pieces = List.of(
                ",",
                ",",
                ",",
                "\n",
                "\n",
                "\r\n",
                "\"",
                "\"\"",
                "a",
                "b",
                "1",
                "2.50",
                "-0",
                "007",
                "1e5",
                ".5",
                "3.",
                "\u0000",
                "é",
                ";",
                "\t",
                "99999999999999999999",
                "-12.125",
                "x,1.5\n",
                "y,2.5\n",
                "\"q\",3\n");
        StringBuilder text = new StringBuilder();
        while (text.length() < count) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return bytes(text.toString());
    }

    static byte[] compress(byte[] bytes, CompressionPlan plan) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new TableCompressor(plan).compress(new ByteArrayInputStream(bytes), out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    static byte[] compress(byte[] bytes) {
        return compress(bytes, CompressionPlan.usual().withThreads(1));
    }

    static byte[] decompress(byte[] archive, DecompressionPlan plan) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report(archive, plan, out);
        return out.toByteArray();
    }

    static byte[] decompress(byte[] archive) {
        return decompress(archive, DecompressionPlan.usual().withThreads(1));
    }

    static DecompressionReport report(byte[] archive, DecompressionPlan plan, ByteArrayOutputStream out) {
        try {
            return new TableDecompressor(plan).decompress("a.hgz", new ByteArrayInputStream(archive), out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
