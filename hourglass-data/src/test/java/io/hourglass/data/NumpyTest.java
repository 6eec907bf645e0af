package io.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hourglass.data.sink.SinkFormat;
import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import io.hourglass.file.Safetensors;
import io.hourglass.file.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NumPy itself writes what we read and reads what we write, where it is installed. */
class NumpyTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void numpyIsInstalled() throws IOException, InterruptedException {
        boolean found;
        try {
            found = run(Path.of("."), "import numpy").isEmpty();
        } catch (IOException | AssertionError e) {
            found = false;
        }
        if (!found) {
            System.err.println("SKIPPED: NumpyTest, as there is no python3 with numpy on this machine");
        }
        assumeTrue(found, "python3 with numpy");
    }

    private static String run(Path folder, String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("python3", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output.strip();
    }

    @Test
    void everyTypeOrderAndVersionThatNumpyWritesIsRead() throws IOException, InterruptedException {
        run(folder, """
                import numpy as np, itertools
                a = np.arange(12).reshape(4, 3)
                for t in ['|u1', '|i1', '<u2', '>u2', '<i2', '>i2', '<u4', '<i4', '>i4', '<i8', '>i8',
                          '<f2', '>f2', '<f4', '>f4', '<f8', '>f8']:
                    for order in 'CF':
                        name = t.replace('|', 'n').replace('<', 'l').replace('>', 'b') + order
                        np.save(name + '.npy', np.array(a, dtype=t, order=order))
                for v in [(1, 0), (2, 0), (3, 0)]:
                    with open('version%d.npy' % v[0], 'wb') as f:
                        np.lib.format.write_array(f, a, version=v)
                np.savez('stored.npz', first=a, second=a + 1)
                np.savez_compressed('packed.npz', y=a + 1, x=a)
                """);
        int seen = 0;
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Table table = DataSource.open(file.toString(), SourceOptions.defaults());
                assertThat(TableTexts.rows(table))
                        .as(file.toString())
                        .containsExactly(
                                List.of("0", "1", "2"),
                                List.of("3", "4", "5"),
                                List.of("6", "7", "8"),
                                List.of("9", "10", "11"));
                seen++;
            }
        }
        assertThat(seen).isEqualTo(17 * 2 + 3 + 2);
    }

    @Test
    void numpyReadsWhatIsWritten() throws IOException, InterruptedException {
        MemoryTable table = MemoryTable.builder()
                .numbers("a", 1, 2.5, Double.NaN)
                .numbers("b", -0.0, 1e30f, 4)
                .build();
        for (String name :
                List.of("x.npy", "x.npz", "unknown.npy", "unknown.npz", "x.safetensors", "unknown.safetensors")) {
            try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
                OptionalLong rows = name.startsWith("x") ? table.rowCount() : OptionalLong.empty();
                SinkFormat.of(name).open(out, false, table.schema(), rows).writeAll(table);
            }
        }
        String printed = run(folder, """
                import json, numpy as np
                def tensor(name):
                    with open(name, 'rb') as f:
                        bytes = f.read()
                    size = int.from_bytes(bytes[:8], 'little')
                    x = json.loads(bytes[8:8 + size])['x']
                    assert x['dtype'] == 'F32' and x['data_offsets'] == [0, len(bytes) - 8 - size]
                    return np.frombuffer(bytes[8 + size:], '<f4').reshape(x['shape'])
                for a in [np.load('x.npy'), np.load('x.npz')['x'], np.load('unknown.npy'), np.load('unknown.npz')['x'],
                          tensor('x.safetensors'), tensor('unknown.safetensors')]:
                    print(a.dtype, a.shape, a.tolist())
                """);
        String each = "float32 (3, 2) [[1.0, -0.0], [2.5, 1.0000000150474662e+30], [nan, 4.0]]";
        assertThat(printed.lines()).containsExactly(each, each, each, each, each, each);
    }

    @Test
    void aTensorThatNumpyWroteIsRead() throws IOException, InterruptedException {
        run(folder, """
                import json, numpy as np
                x = np.array([[1.5, -2.0, 3.0], [np.nan, 5.0, 6.25]], '<f4')
                entry = {'dtype': 'F32', 'shape': [2, 3], 'data_offsets': [0, 24]}
                header = json.dumps({'__metadata__': {'by': 'numpy'}, 'codes': entry}).encode()
                open('codes.safetensors', 'wb').write(len(header).to_bytes(8, 'little') + header + x.tobytes())
                """);
        Table table = DataSource.open(folder.resolve("codes.safetensors").toString(), SourceOptions.defaults());
        assertThat(table.schema().names()).containsExactly("x0", "x1", "x2");
        assertThat(TableTexts.rows(table)).hasSize(2).first().isEqualTo(List.of("1.5", "-2", "3"));
    }

    @Test
    void aFileOfSeveralTensorsOrOfDigitsThatFloatsLoseIsRefused() throws IOException {
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(
                file,
                false,
                List.of(new Tensor("a", List.of(2), new float[] {1, 2}), new Tensor("b", List.of(1), new float[] {3})));
        assertThatThrownBy(() -> DataSource.open(file.toString(), SourceOptions.defaults()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("holds 2 tensors");
        Schema digits = new Schema(List.of(new NumericColumn("price", 2)));
        assertThatThrownBy(() ->
                        SinkFormat.SAFETENSORS.open(OutputStream.nullOutputStream(), false, digits, OptionalLong.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'price'");
    }
}
