package io.hourglass.interop.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import com.google.protobuf.ByteString;
import io.hourglass.Hourglass;
import io.hourglass.engine.Engines;
import io.hourglass.error.CorruptFileException;
import io.hourglass.error.DataException;
import io.hourglass.math.RandomStream;
import io.hourglass.network.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OnnxImportTest {
    private static final int ROWS = 5;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"numbers, 3", "images, 5", "steps, 3"})
    void aChainGivesWhatOnnxRuntimeGives(String name, int code) throws IOException, OrtException {
        Path file = copied(name + ".onnx");
        Hourglass model = imported(file);
        assertThat(model.autoencoder().spec().codeWidth()).isEqualTo(code);
        int width = model.autoencoder().spec().inputWidth();
        float[] rows = new float[ROWS * width];
        RandomStream random = RandomStream.of(3);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.nextFloat();
        }
        Shape image = name.equals("images") ? model.preparation().image().orElseThrow() : null;
        try (OnnxRun run = new OnnxRun(file)) {
            Object found = run.run(ROWS, Map.of("x", turned(rows, image)))
                    .values()
                    .iterator()
                    .next();
            assertThat(turned(model.autoencoder().reconstruct(rows), image))
                    .containsExactly((float[]) found, Offset.offset(1e-5f));
        }
    }

    /** Rows of [height, width, channels] as ONNX has them. */
    private static float[] turned(float[] rows, Shape image) {
        if (image == null) {
            return rows;
        }
        float[] turned = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int within = i % image.size();
            int channel = within % image.last();
            turned[i - within + channel * image.positions() + within / image.last()] = rows[i];
        }
        return turned;
    }

    private Path copied(String file) throws IOException {
        return Files.write(folder.resolve(file), bytes(file));
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream in = OnnxImportTest.class.getResourceAsStream(file)) {
            return in.readAllBytes();
        }
    }

    private static Hourglass imported(Path file) throws IOException {
        return OnnxImport.read(file).model(Optional.empty(), Optional.empty(), Engines.java());
    }

    @ParameterizedTest
    @ValueSource(strings = {"numbers.onnx", "images.onnx", "steps.onnx"})
    void aFileCutShortIsRefusedWhereverItIsCut(String name) throws IOException {
        byte[] whole = bytes(name);
        for (int i = 0; i < 30; i++) {
            Path file = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, whole.length * i / 30));
            assertThatThrownBy(() -> imported(file))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining("cut.onnx")
                    .hasMessageContaining("byte offset");
        }
    }

    /** One node that multiplies with a constant. */
    private Path product(String constant, Message tensor) throws IOException {
        Message node = new Node("MatMul", "x", constant).giving("y");
        Message input = new Message()
                .text(1, "x")
                .message(
                        2,
                        new Message()
                                .message(
                                        1,
                                        new Message()
                                                .integer(1, 1)
                                                .message(
                                                        2,
                                                        new Message()
                                                                .message(1, new Message().text(2, "rows"))
                                                                .message(1, new Message().integer(1, 4)))));
        Message graph = new Message()
                .message(1, node)
                .message(5, tensor.text(8, constant))
                .message(11, input)
                .message(12, new Message().text(1, "y"));
        ByteString file = new Message().integer(1, 8).message(7, graph).done();
        return Files.write(folder.resolve("product.onnx"), file.toByteArray());
    }

    @Test
    void aTensorOfTenGigabytesInAKilobyteIsNotAllocated() throws IOException {
        Path file = product(
                "w",
                new Message()
                        .integer(1, 4)
                        .integer(1, 640_000_000)
                        .integer(2, 1)
                        .bytes(9, ByteString.copyFrom(new byte[1000])));
        assertThatThrownBy(() -> imported(file))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("tensor 'w'")
                .hasMessageContaining("250 are there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.bin", "/etc/hostname", "link.bin", ""})
    void dataOutsideTheFolderAreNotRead(String location) throws IOException {
        Path outside = Files.write(folder.resolve("outside.bin"), new byte[64]);
        Path within = Files.createDirectory(folder.resolve("within"));
        Files.createSymbolicLink(within.resolve("link.bin"), outside);
        Path file = Files.move(external(location), within.resolve("product.onnx"));
        assertThatThrownBy(() -> imported(file))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("'" + location + "'")
                .hasMessageContaining("outside the folder");
    }

    private Path external(String location) throws IOException {
        return product(
                "w",
                new Message()
                        .integer(1, 4)
                        .integer(1, 4)
                        .integer(2, 1)
                        .message(13, new Message().text(1, "location").text(2, location))
                        .integer(14, 1));
    }

    @Test
    void dataBesideTheFileAreRead() throws IOException {
        Path file = external("w.bin");
        Files.write(folder.resolve("w.bin"), new byte[64]);
        // one layer is no autoencoder with a code between two parts, but rows of zeros come back
        assertThat(imported(file).autoencoder().reconstruct(new float[] {1, 2, 3, 4}))
                .containsOnly(0f);
        Files.write(folder.resolve("w.bin"), new byte[63]);
        assertThatThrownBy(() -> imported(file)).hasMessageContaining("63 bytes");
    }

    @Test
    void whatHasNoCounterpartIsNamed() throws IOException {
        byte[] file = bytes("numbers.onnx");
        String text = new String(file, StandardCharsets.ISO_8859_1);
        Path other = Files.write(
                folder.resolve("other.onnx"),
                text.replace("\"\bSoftplus", "\"\bBitShift").getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> imported(other))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("of type BitShift");
    }
}
