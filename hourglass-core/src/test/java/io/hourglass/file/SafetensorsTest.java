package io.hourglass.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hourglass.error.CorruptFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    @TempDir
    Path folder;

    private static byte[] file(String header, int dataBytes) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.putLong(text.length).put(text).array();
    }

    private static List<Tensor> read(byte[] bytes) {
        return Safetensors.read("sample", bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 16_383, 16_384, 16_385, 40_000})
    void valuesOfAwkwardSizesKeepTheirBits(int size) {
        var random = new Random(size);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = Float.intBitsToFloat(random.nextInt());
        }
        List<Tensor> tensors = List.of(
                new Tensor("one", List.of(), new float[] {-0.0f}),
                new Tensor("many \"é\"", List.of(1, size), values),
                new Tensor("none", List.of(3, 0, 2), new float[0]),
                Tensor.vector("last", new float[] {1, 2, 3}));
        Path file = folder.resolve("many.safetensors");
        Safetensors.write(file, false, tensors);
        assertThat(Safetensors.read(file)).isEqualTo(tensors);
    }

    @Test
    void theBytesAreThoseOfThePublicFormat() throws IOException {
        Path file = folder.resolve("b.safetensors");
        Safetensors.write(file, false, List.of(new Tensor("w", List.of(1, 2), new float[] {1, -2})));
        String header = "{\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}";
        byte[] expected = file(header + " ".repeat((8 - header.length() % 8) % 8), 8);
        ByteBuffer.wrap(expected)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(expected.length - 8, 1)
                .putFloat(expected.length - 4, -2);
        assertThat(Files.readAllBytes(file)).isEqualTo(expected);
        Safetensors.write(file, true, List.of());
        assertThat(Safetensors.read(file)).isEmpty();
    }

    @Test
    void filesOfOtherWritersAreRead() {
        byte[] bytes = file(
                "{\"__metadata__\": {\"format\": \"pt\"},\n \"b\": {\"shape\": [1], \"data_offsets\": [4, 8],"
                        + " \"dtype\": \"F32\"}, \"a\": {\"dtype\": \"F32\", \"shape\": [], \"data_offsets\": [0, 4]}} ",
                8);
        assertThat(read(bytes))
                .containsExactly(new Tensor("a", List.of(), new float[1]), Tensor.vector("b", new float[1]));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"a":{"dtype":"F16","shape":[4],"data_offsets":[0,8]}}                            | holds "F16"
            {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}                            | takes 12 bytes
            {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}                           | no array has the shape
            {"a":{"dtype":"F32","shape":[-1,-2],"data_offsets":[0,8]}}                        | no array has the shape
            {"a":{"dtype":"F32","shape":[4294967296,4294967298],"data_offsets":[0,8]}}        | no array has the shape
            {"a":{"dtype":"F32","shape":[65536,65536,65536,65536,2],"data_offsets":[0,8]}}    | no array has the shape
            {"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}                          | a whole number
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,9223372036854775807]}}          | data_offsets give it
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}                            | data_offsets
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}                           | data_offsets
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}}                          | data_offsets
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}                           | begins at 4
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}                            | declares 4 bytes of values, but there are 8
            {"a":{"dtype":"F32","shape":[500000000],"data_offsets":[0,2000000000]}}           | declares 2000000000 bytes
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | begins at 0
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[0],"data_offsets":[6,6]}} | begins at 6
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | appears twice
            {"":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}                             | no name
            {"a":{"dtype":"F32","shape":[2]}}                                                 | $.a.data_offsets: the key is missing
            {"__metadata__":{"n":1},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}     | a string is needed
            [1]                                                                               | does not begin with {
            {                                                                                 | not JSON
            """)
    void headersThatMakeNoSenseAreRefused(String header, String reason) {
        var failure = catchThrowableOfType(CorruptFileException.class, () -> read(file(header, 8)));
        assertThat(failure).isNotNull().hasMessageContaining(reason);
        assertThat(failure.offset()).isBetween(0L, 16L + header.length());
    }

    @Test
    void aHeaderLongerThanTheFileIsRefused() {
        for (long length : new long[] {-1, Long.MIN_VALUE, 3, 10_000_000_000L, 1 << 26}) {
            byte[] bytes = ByteBuffer.allocate(10)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(length)
                    .array();
            assertThatThrownBy(() -> read(bytes))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining(Long.toUnsignedString(length));
        }
        assertThatThrownBy(() -> read(new byte[3])).isInstanceOf(CorruptFileException.class);
    }

    @Test
    void tensorsThatMakeNoSenseAreTheCallersMistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Tensor("a", List.of(2), new float[3]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tensor("a", List.of(-1, -3), new float[3]));
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.vector("", new float[3]));
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.vector("__metadata__", new float[3]));
        Tensor twice = Tensor.vector("a", new float[1]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Safetensors.write(folder.resolve("x"), false, List.of(twice, twice)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mutatedFilesAreReadOrRefusedAndNothingElse(long seed) throws IOException {
        var random = new Random(seed);
        Path file = folder.resolve("m.safetensors");
        Safetensors.write(
                file, false, List.of(Tensor.vector("a", new float[3]), new Tensor("b", List.of(2, 2), new float[4])));
        byte[] bytes = Files.readAllBytes(file);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            try {
                assertThat(read(Mutations.of(bytes, random))).hasSizeLessThan(4);
            } catch (CorruptFileException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1_500, 4_980);
    }
}
