package io.hourglass.interop.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.Hourglass;
import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Table;
import io.hourglass.training.EpochReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads what was written with a parser of its own: records, check sums and messages. */
final class TensorBoardTest {
    private static final Path GOLDEN = Path.of("../hourglass-data/src/test/resources/golden");

    @TempDir
    Path folder;

    /** A field of a message: a number's bits or bytes. */
    private record Field(int number, long bits, byte[] bytes) {}

    @Test
    void everythingIsReadBackWithItsCheckSums() throws IOException {
        Hourglass model = Hourglass.open(GOLDEN.resolve("pixels-v1.hg"));
        Table rows =
                DataSource.open(GOLDEN.resolve("pixels-rows.idx").toString(), SourceOptions.defaults(), model.schema());
        try (TensorBoard board = new TensorBoard(folder)) {
            board.epochEnded(new EpochReport(1, 0.5, Double.NaN, 0.01f, 1, 100));
            board.epochEnded(new EpochReport(2, 0.25, 0.375, 0.005f, 2, 200));
            board.finished(model, rows);
        }
        Map<String, List<Field>> values = values();
        assertThat(values.get("loss/training"))
                .extracting(field -> Float.intBitsToFloat((int) field.bits))
                .containsExactly(0.5f, 0.25f);
        assertThat(values.get("loss/validation"))
                .extracting(field -> Float.intBitsToFloat((int) field.bits))
                .containsExactly(0.375f);
        assertThat(values.get("rate")).hasSize(2);
        List<Field> codes = fields(values.get("codes").get(0).bytes);
        long count = rows.countRows();
        assertThat(codes.stream().filter(field -> field.number == 3).map(field -> Double.longBitsToDouble(field.bits)))
                .containsExactly(count * 3.0);
        double[] buckets = doubles(
                codes.stream().filter(field -> field.number == 7).findFirst().orElseThrow().bytes);
        assertThat(Arrays.stream(buckets).sum()).isEqualTo(count * 3.0);
        assertThat(values).containsKey("weights/encoder.0.kernel").containsKey("images/0/row");
        List<Field> image = fields(values.get("images/0/reconstruction").get(0).bytes);
        byte[] png =
                image.stream().filter(field -> field.number == 4).findFirst().orElseThrow().bytes;
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(6);
        assertThat(Files.readAllLines(folder.resolve("codes.tsv")))
                .hasSize((int) count)
                .allMatch(line -> line.split("\t", -1).length == 3);
        assertThat(ImageIO.read(folder.resolve("sprite.png").toFile()).getWidth() % 6)
                .isZero();
        assertThat(Files.readString(folder.resolve("projector_config.pbtxt"))).contains("single_image_dim: 6");
        assertThat(Files.readAllLines(folder.resolve("metadata.tsv"))).hasSize((int) count);
    }

    /** Each value under its tag: the fields beside the tag. */
    private Map<String, List<Field>> values() throws IOException {
        Path file;
        try (Stream<Path> files = Files.list(folder)) {
            file = files.filter(each -> each.getFileName().toString().startsWith("events.out.tfevents."))
                    .findFirst()
                    .orElseThrow();
        }
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, List<Field>> values = new TreeMap<>();
        boolean first = true;
        while (in.hasRemaining()) {
            byte[] length = new byte[8];
            in.get(length);
            assertThat(in.getInt()).isEqualTo(masked(length));
            byte[] event = new byte
                    [(int) ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            in.get(event);
            assertThat(in.getInt()).isEqualTo(masked(event));
            for (Field field : fields(event)) {
                if (first && field.number == 3) {
                    assertThat(new String(field.bytes, StandardCharsets.UTF_8)).isEqualTo("brain.Event:2");
                    first = false;
                }
                if (field.number == 5) {
                    for (Field value : fields(field.bytes)) {
                        List<Field> both = fields(value.bytes);
                        String tag = new String(both.get(0).bytes, StandardCharsets.UTF_8);
                        values.computeIfAbsent(tag, key -> new ArrayList<>()).add(both.get(1));
                    }
                }
            }
        }
        assertThat(first).isFalse();
        return values;
    }

    private static double[] doubles(byte[] bytes) {
        double[] values = new double[bytes.length / 8];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
        return values;
    }

    /** CRC-32C bit by bit, then the mask of TensorFlow's records. */
    private static int masked(byte[] bytes) {
        int crc = -1;
        for (byte each : bytes) {
            crc ^= each & 255;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : 0x82F63B78);
            }
        }
        crc = ~crc;
        return (crc >>> 15 | crc << 17) + 0xa282ead8;
    }

    private static List<Field> fields(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        List<Field> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            long tag = varint(in);
            int number = (int) (tag >>> 3);
            switch ((int) (tag & 7)) {
                case 0 -> fields.add(new Field(number, varint(in), null));
                case 1 -> fields.add(new Field(number, in.getLong(), null));
                case 5 -> fields.add(new Field(number, in.getInt(), null));
                default -> {
                    byte[] bytes = new byte[(int) varint(in)];
                    in.get(bytes);
                    fields.add(new Field(number, 0, bytes));
                }
            }
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte each = in.get();
            value |= (long) (each & 127) << shift;
            if (each >= 0) {
                return value;
            }
        }
    }

    @Test
    void logsHaveALineAnEpoch() throws IOException {
        for (String name : new String[] {"log.csv", "log.jsonl"}) {
            try (EpochLog log = new EpochLog(folder.resolve(name), false)) {
                log.epochEnded(new EpochReport(1, 0.5, Double.NaN, 0.01f, 1, 100));
                log.epochEnded(new EpochReport(2, 0.25, 0.375, 0.005f, 2, 200));
            }
        }
        assertThat(folder.resolve("log.csv"))
                .hasContent(
                        "epoch,loss,validationLoss,rate,seconds,rowsPerSecond\n1,0.5,,0.01,1.0,100.0\n2,0.25,0.375,0.005,2.0,200.0");
        assertThat(Files.readAllLines(folder.resolve("log.jsonl")).get(1))
                .isEqualTo(
                        "{\"epoch\":2,\"loss\":0.25,\"validationLoss\":0.375,\"rate\":0.005,\"seconds\":2.0,\"rowsPerSecond\":200.0}");
    }
}
