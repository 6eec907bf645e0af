package io.hourglass.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.error.DataException;
import io.hourglass.math.RandomStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrayTextTest {
    private static final int ROWS = 4000;

    @TempDir
    Path folder;

    private byte[] again(Path file) throws IOException {
        Path csv = folder.resolve("text.csv");
        ArrayText text;
        try (Writer out = Files.newBufferedWriter(csv)) {
            text = ArrayText.write(file, out);
        }
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        ArrayText.parse(text.toString()).restore(csv, false, back);
        return back.toByteArray();
    }

    /** Random bits are numbers of all sizes, infinities and values that are not numbers; the bits of those are not kept. */
    private static ByteBuffer bits(ElementType type, ByteOrder order) {
        ByteBuffer bytes = ByteBuffer.allocate(ROWS * 2 * type.bytes()).order(order);
        RandomStream random = RandomStream.of(5);
        for (int i = 0; i < bytes.capacity(); i++) {
            bytes.put(i, (byte) random.nextInt(type == ElementType.BOOLEAN ? 2 : 256));
        }
        for (int i = 0; type.isFloat() && i < ROWS * 2; i++) {
            if (Double.isNaN(type.get(bytes, i * type.bytes()))) {
                type.put(bytes, i * type.bytes(), "NaN");
            }
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"|b1", "|u1", "|i1", "<u2", ">i2", "<u4", ">i4", "<i8", "<f2", ">f2", "<f4", ">f4", "<f8", ">f8"
            })
    void everyElementComesBackBitByBit(String code) throws IOException {
        ByteOrder order = code.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        byte[] data = bits(NpyHeader.type(code).orElseThrow(), order).array();
        Path file = folder.resolve("x.npy");
        Files.write(file, ArraySourceTest.npy("'" + code + "'", "False", "(" + ROWS + ", 2)", data));
        byte[] back = again(file);
        assertThat(new String(back, 0, 128, StandardCharsets.ISO_8859_1))
                .contains("'" + code + "'")
                .contains("(" + ROWS + ", 2)");
        assertThat(Arrays.copyOfRange(back, back.length - data.length, back.length))
                .isEqualTo(data);
    }

    @Test
    void aDoubleThatIsAFloatTooKeepsAllItsDigits() throws IOException {
        byte[] data = new byte[8];
        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).putDouble(0.1f);
        Path file = Files.write(folder.resolve("x.npy"), ArraySourceTest.npy("'<f8'", "False", "(1,)", data));
        byte[] back = again(file);
        assertThat(Arrays.copyOfRange(back, back.length - 8, back.length)).isEqualTo(data);
        assertThat(new String(back, StandardCharsets.ISO_8859_1)).contains("(1,)");
    }

    @Test
    void fortranOrderComesBackInTheOrderOfC() throws IOException {
        Path file = Files.write(
                folder.resolve("x.npy"), ArraySourceTest.npy("'|u1'", "True", "(2, 3)", new byte[] {1, 2, 3, 4, 5, 6}));
        byte[] back = again(file);
        assertThat(Arrays.copyOfRange(back, back.length - 6, back.length)).containsExactly(1, 3, 5, 2, 4, 6);
    }

    @Test
    void anArchiveOfSeveralArraysIsRefusedByTheirNames() throws IOException {
        Path file = folder.resolve("x.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : new String[] {"a.npy", "b.npy"}) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(ArraySourceTest.npy("'|u1'", "False", "(1,)", new byte[] {1}));
            }
        }
        assertThatThrownBy(() -> again(file)).isInstanceOf(DataException.class).hasMessageContaining("[a.npy, b.npy]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xf4", "|f4", "f4", "<f3", ""})
    void whatNoHeaderNamesIsNoType(String element) {
        assertThatThrownBy(() -> ArrayText.parse(element + " 2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no type of a table of numbers");
    }

    @Test
    void textThatIsNoElementIsToldWithItsPlace() throws IOException {
        Path csv = Files.writeString(folder.resolve("text.csv"), "x0,x1\n1,2\n3,256\n");
        assertThatThrownBy(() -> new ArrayText("|u1", 2).restore(csv, false, new ByteArrayOutputStream()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1, column 'x1': found '256'");
    }
}
