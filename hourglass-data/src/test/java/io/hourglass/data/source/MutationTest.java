package io.hourglass.data.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.data.sink.SinkFormat;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files with bytes changed, lost and added are read, or refused as data that are wrong; nothing else happens. */
class MutationTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "x.csv,1500",
        "x.csv.gz,800",
        "x.npy,1200",
        "x.npz,500",
        "x.safetensors,1200",
        "x.idx,1200",
        "x.idx.gz,500",
        "x.png,600",
        "x.jpg,400",
        "x.gif,400",
        "x.bmp,400"
    })
    void changedFilesAreReadOrRefused(String name, int times) throws IOException {
        byte[] whole = Files.readAllBytes(example(name));
        Random random = new Random(name.hashCode());
        Path changed = folder.resolve("changed-" + name);
        int refused = 0;
        for (int i = 0; i < times; i++) {
            byte[] bytes = mutated(whole, random);
            Files.write(changed, bytes);
            try {
                read(DataSource.open(changed.toString(), SourceOptions.defaults()));
            } catch (DataException e) {
                refused++;
                assertThat(e).hasMessageContaining("changed-" + name);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("round " + i + ": " + Arrays.toString(bytes), e);
            }
        }
        assertThat(refused).isPositive();
    }

    private static void read(Table table) {
        try (Cursor cursor = table.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                assertThat(batch.rows()).isPositive();
            }
        }
    }

    private static byte[] mutated(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            // Headers are short, so half of the changes are made there.
            int at = random.nextInt(random.nextBoolean() ? Math.min(96, bytes.length) : bytes.length);
            bytes[at] = switch (random.nextInt(4)) {
                case 0 -> (byte) random.nextInt();
                case 1 -> (byte) (bytes[at] ^ 1 << random.nextInt(8));
                case 2 -> (byte) "0123456789,;\"\n'-+eE.{}()<>|".charAt(random.nextInt(27));
                default -> (byte) (random.nextBoolean() ? 0 : 0xFF);
            };
        }
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(20));
            default -> bytes;
        };
    }

    private Path example(String name) throws IOException {
        Path path = folder.resolve(name);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        Random random = new Random(8);
        if (name.startsWith("x.csv")) {
            StringBuilder text = new StringBuilder("a,when,\"b\nc\",d,id\n");
            for (int i = 0; i < 60; i++) {
                text.append(random.nextInt(100) / 10.0)
                        .append(",2021-01-")
                        .append(10 + i % 20)
                        .append(",k")
                        .append(i % 3);
                text.append(",\"x,\"\"y\"\"\",").append(i).append('\n');
            }
            return pack(path, text.toString().getBytes(StandardCharsets.UTF_8));
        }
        if (List.of("npy", "npz", "safetensors").contains(extension) || name.contains("idx")) {
            float[] pixels = new float[20 * 12];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = random.nextInt(256) / 255f;
            }
            MemoryTable table = MemoryTable.builder()
                    .images(new ImageColumn("image", 3, 4, 1, 8), pixels)
                    .build();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            SinkFormat.of(name)
                    .open(out, SinkFormat.isPacked(name), table.schema(), table.rowCount())
                    .writeAll(table);
            return Files.write(path, out.toByteArray());
        }
        BufferedImage image = new BufferedImage(13, 11, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 13 * 11; i++) {
            image.setRGB(i % 13, i / 13, random.nextInt() | 0xFF00_0000);
        }
        assertThat(ImageIO.write(image, extension, path.toFile())).isTrue();
        return path;
    }

    private static Path pack(Path path, byte[] content) throws IOException {
        if (!path.toString().endsWith(".gz")) {
            return Files.write(path, content);
        }
        try (var out = new GZIPOutputStream(Files.newOutputStream(path))) {
            out.write(content);
        }
        return path;
    }
}
