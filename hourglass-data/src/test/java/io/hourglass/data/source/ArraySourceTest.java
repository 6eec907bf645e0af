package io.hourglass.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.data.TableTexts;
import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArraySourceTest {
    @TempDir
    Path folder;

    static byte[] idx(int type, int[] shape, int... data) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * shape.length + data.length);
        bytes.put((byte) 0).put((byte) 0).put((byte) type).put((byte) shape.length);
        for (int length : shape) {
            bytes.putInt(length);
        }
        for (int value : data) {
            bytes.put((byte) value);
        }
        return bytes.array();
    }

    static byte[] npy(String descr, String order, String shape, byte[] data) {
        return npy(1, "{'descr': " + descr + ", 'fortran_order': " + order + ", 'shape': " + shape + ", }", data);
    }

    private static byte[] npy(int version, String header, byte[] data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(12 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) version)
                .put((byte) 0);
        if (version == 1) {
            bytes.putShort((short) text.length);
        } else {
            bytes.putInt(text.length);
        }
        bytes.put(text).put(data);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private Table open(String name, byte[] content) throws IOException {
        return DataSource.open(Files.write(folder.resolve(name), content).toString(), SourceOptions.defaults());
    }

    private void assertRefused(String name, byte[] content, String part) {
        assertThatThrownBy(() -> TableTexts.rows(open(name, content)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(part);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    @Test
    void threeAxesOfAnIdxFileAreImages() throws IOException {
        byte[] content = idx(0x08, new int[] {2, 1, 3}, 0, 51, 255, 1, 2, 3);
        for (Table table : List.of(open("t3-idx3-ubyte", content), open("t3-idx3-ubyte.gz", gzip(content)))) {
            assertThat(table.schema().columns()).containsExactly(new ImageColumn("image", 1, 3, 1, 8));
            assertThat(table.open().next().pixels(0)).containsExactly(0, 0.2f, 1, 1 / 255f, 2 / 255f, 3 / 255f);
        }
    }

    @Test
    void otherIdxFilesAreNumbers() throws IOException {
        assertThat(TableTexts.rows(open("a.idx", idx(0x09, new int[] {2}, 255, 5))))
                .containsExactly(List.of("-1"), List.of("5"));
        assertThat(TableTexts.rows(open("b.idx", idx(0x0B, new int[] {2, 1}, 1, 0, 255, 255))))
                .containsExactly(List.of("256"), List.of("-1"));
        assertThat(open("c.idx", idx(0x0D, new int[] {1, 1}, 0x3F, 0x80, 0, 0))
                        .schema()
                        .columns())
                .containsExactly(new NumericColumn("x0", -1));
        Table four = open("d.idx", idx(0x08, new int[] {1, 1, 1, 3}, 1, 2, 3));
        assertThat(four.schema().columns()).containsExactly(new ImageColumn("image", 1, 1, 3, 8));
    }

    @Test
    void idxFilesThatAreNotWholeAreRefused() throws IOException {
        assertRefused("a.idx", new byte[] {0, 0, 8}, "cut off within its IDX header");
        assertRefused("b.idx", new byte[] {1, 0, 8, 1, 0, 0, 0, 1, 5}, "not an IDX file");
        assertRefused(
                "c.idx",
                idx(0x08, new int[] {3}, 1, 2),
                "end at byte offset 11, but the file ends at 10: it is cut off");
        assertRefused("d.idx", idx(0x08, new int[] {1}, 1, 2), "it has more data");
        assertRefused("e.idx", idx(0x08, new int[] {0}), "axis 0, at byte offset 4, has length 0");
        assertRefused(
                "f.idx",
                idx(0x08, new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE}),
                "beyond any file");
        assertRefused("g.idx", idx(0x08, new int[] {-1}, 1), "has length 4294967295");
        assertRefused("h.idx", idx(0x0C, new int[] {1, 1, 1}, 1, 2, 3, 4), "no agreed range");
        byte[] packed = gzip(idx(0x08, new int[] {4}, 1, 2, 3, 4));
        assertRefused("i.idx.gz", Arrays.copyOf(packed, packed.length - 9), "gzip data are damaged or cut off");
        assertRefused("j.idx", idx(0x0D, new int[] {1}, 0x7F, 0x80, 0, 0), "row 0, column 'x0': found Infinity");
    }

    @ParameterizedTest
    @CsvSource({
        "|u1,-1,1,255",
        "|i1,0,1,-1",
        "<u2,-1,2,65535",
        ">i2,0,2,-1",
        "<i4,0,4,-1",
        ">i4,0,4,-1",
        "<i8,0,8,-1",
        ">i8,0,8,-1",
        "<u4,0,4,4294967295"
    })
    void wholeNumbersOfEverySizeAndOrderAreRead(String type, int ignored, int bytes, String value) throws IOException {
        byte[] data = new byte[bytes];
        Arrays.fill(data, (byte) -1);
        Table table = open("x.npy", npy("'" + type + "'", "False", "(1,)", data));
        assertThat(TableTexts.rows(table)).containsExactly(List.of(value));
        assertThat(table.schema().columns()).containsExactly(new NumericColumn("x0", 0));
    }

    @ParameterizedTest
    @CsvSource({
        "<f2,003C,1",
        "<f2,0100,5.9604645E-8",
        "<f2,FF7B,65504",
        "<f2,0080,-0",
        ">f2,C000,-2",
        "<f2,007E,",
        "<f4,0000803F,1",
        ">f4,BF800000,-1",
        "<f8,000000000000F03F,1",
        ">f8,3FF8000000000000,1.5",
        ">f8,7FF8000000000000,"
    })
    void floatsOfEverySizeAndOrderAreRead(String type, String hex, String value) throws IOException {
        byte[] data = HexFormat.of().parseHex(hex);
        Table table = open("x.npy", npy("'" + type + "'", "False", "(1, 1)", data));
        assertThat(TableTexts.rows(table).get(0).get(0)).isEqualTo(value);
    }

    @Test
    void booleansAreBooleans() throws IOException {
        Table table = open("x.npy", npy("'|b1'", "False", "(2, 1)", new byte[] {0, 1}));
        assertThat(table.schema().columns()).containsExactly(new BooleanColumn("x0", "false", "true"));
        assertThat(TableTexts.column(table, "x0")).containsExactly("false", "true");
    }

    @Test
    void columnsThatRunFastestAreTurnedIntoRows() throws IOException {
        int rows = 6_000;
        ByteBuffer data = ByteBuffer.allocate(rows * 3 * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int c = 0; c < 3; c++) {
            for (int r = 0; r < rows; r++) {
                data.putShort((short) (r + 10_000 * c));
            }
        }
        Table table = open("x.npy", npy("'<i2'", "True", "(" + rows + ", 3)", data.array()));
        List<List<String>> read = TableTexts.rows(table);
        assertThat(read).hasSize(rows);
        assertThat(read.get(5_999)).containsExactly("5999", "15999", "25999");
        assertThat(read.get(1)).containsExactly("1", "10001", "20001");
    }

    @Test
    void versionsTwoAndThreeDifferInTheirHeaderAlone() throws IOException {
        String header = "{'shape': (1, 2), 'fortran_order': False, 'descr': '|u1'}   \n";
        for (int version : new int[] {1, 2, 3}) {
            assertThat(TableTexts.rows(open("x.npy", npy(version, header, new byte[] {7, 8}))))
                    .containsExactly(List.of("7", "8"));
        }
        assertRefused("y.npy", npy(4, header, new byte[] {7, 8}), "NPY version 4.0");
    }

    @Test
    void npyFilesThatCannotBeTablesAreRefused() {
        byte[] one = {1};
        assertRefused("a.npy", npy("'|O'", "False", "(1,)", one), "elements of type '|O' cannot be read");
        assertRefused("b.npy", npy("[('a', '<i4')]", "False", "(1,)", one), "not a dictionary");
        assertRefused("c.npy", npy("'|u1'", "Maybe", "(1,)", one), "not a dictionary");
        assertRefused("d.npy", npy("'|u1'", "False", "()", one), "single number");
        assertRefused("e.npy", npy("'|u1'", "False", "(1)", one), "not a dictionary");
        assertRefused("f.npy", npy("'|u1'", "False", "(0, 3)", new byte[0]), "is empty");
        assertRefused("g.npy", npy("'|u1'", "False", "(2,)", one), "it is cut off");
        assertRefused("h.npy", npy("'|u1'", "False", "(99999999999,)", one), "beyond what can be read");
        assertRefused("i.npy", npy("'<f8'", "False", "(2000000000, 2000000000, 2000000000)", one), "beyond any file");
        assertRefused("j.npy", npy("'|u1'", "False", "(1, 1, 1, 1, 1)", one), "5 axes");
        assertRefused("k.npy", npy("'|u1'", "True", "(1, 1, 1)", one), "Fortran order");
        assertRefused("l.npy", npy("'|u1', 'descr': '|u1'", "False", "(1,)", one), "not a dictionary");
        assertRefused(
                "m.npy",
                npy("'<f4'", "False", "(1, 1, 1)", new byte[] {0, 0, (byte) 0xC0, 0x7F}),
                "column 'image': found NaN");
        assertRefused(
                "n.npy", new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 9}, "cut off within its NPY header");
        assertRefused("o.npy", "x".getBytes(StandardCharsets.UTF_8), "does not start with");
    }

    private static byte[] zip(boolean stored, String[] names, byte[]... contents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < names.length; i++) {
                ZipEntry entry = new ZipEntry(names[i]);
                if (stored) {
                    CRC32 crc = new CRC32();
                    crc.update(contents[i]);
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(contents[i].length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(contents[i]);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void anArchiveGivesItsArrayXOrItsFirst() throws IOException {
        byte[] seven = npy("'|u1'", "False", "(1,)", new byte[] {7});
        byte[] eight = npy("'|u1'", "False", "(1,)", new byte[] {8});
        for (boolean stored : new boolean[] {true, false}) {
            Table x = open("a.npz", zip(stored, new String[] {"../a.npy", "x.npy"}, seven, eight));
            assertThat(TableTexts.rows(x)).containsExactly(List.of("8"));
            Table first = open(
                    "b.npz",
                    zip(stored, new String[] {"readme.txt", "../../a.npy", "b.npy"}, new byte[1], seven, eight));
            assertThat(TableTexts.rows(first)).containsExactly(List.of("7"));
            assertThat(first.source()).endsWith("b.npz:../../a.npy");
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("a.npz", "b.npz");
        }
        assertRefused("c.npz", zip(false, new String[] {"a.txt"}, seven), "holds no .npy array");
        assertRefused("d.npz", seven, "not a whole NPZ archive");
    }
}
