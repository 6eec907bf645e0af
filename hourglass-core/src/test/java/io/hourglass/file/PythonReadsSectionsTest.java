package io.hourglass.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another reader, written from {@code docs/format/model.md} with nothing but Python's own library. */
class PythonReadsSectionsTest {
    private static final String READER = """
            import hashlib, json, struct, sys, zipfile
            raw = open(sys.argv[1], 'rb').read()
            assert raw[-82:-64] == b'hourglass sha-256 '
            assert hashlib.sha256(raw[:-64]).hexdigest() == raw[-64:].decode('ascii')
            archive = zipfile.ZipFile(sys.argv[1])
            assert archive.testzip() is None
            manifest = json.loads(archive.read('manifest.json'))
            assert archive.namelist() == ['manifest.json'] + [s['name'] for s in manifest['sections']]
            print(manifest['kind'], manifest['version'])
            print(json.loads(archive.read('network.json'))['name'].encode('unicode_escape').decode())
            weights = archive.read('weights.safetensors')
            size, = struct.unpack('<Q', weights[:8])
            assert size % 8 == 0
            header, data = json.loads(weights[8:8 + size]), weights[8 + size:]
            for name, tensor in header.items():
                begin, end = tensor['data_offsets']
                bits = struct.unpack('<%dI' % ((end - begin) // 4), data[begin:end])
                print(name, tensor['dtype'], tensor['shape'], *bits)
            """;

    @Test
    void pythonReadsWhatWeWrite(@TempDir Path folder) throws Exception {
        Path script = Files.writeString(folder.resolve("read.py"), READER);
        Path model = folder.resolve("m.hg");
        SectionFile.write(model, false, "model", SampleFile.sections());
        Process python = start(script, model);
        String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).as(output).isZero();
        var expected = new StringBuilder("model 1\ngr\\xf6\\xdfe\n");
        for (Tensor tensor : SampleFile.TENSORS) {
            expected.append(tensor.name()).append(" F32 ").append(tensor.shape());
            for (float value : tensor.values()) {
                expected.append(' ').append(Integer.toUnsignedString(Float.floatToRawIntBits(value)));
            }
            expected.append('\n');
        }
        assertThat(output.replace("\r\n", "\n")).isEqualTo(expected.toString());
    }

    private static Process start(Path script, Path model) {
        try {
            return new ProcessBuilder("python3", script.toString(), model.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            System.err.println("SKIPPED: there is no python3 here; whether Python reads model files was not tested");
            return abort("no python3: " + e.getMessage());
        }
    }
}
