package io.hourglass.interop.onnx;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.hourglass.engine.Engines;
import io.hourglass.error.CorruptFileException;
import io.hourglass.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A normal build runs this over the kept corpus alone; Jazzer searches for new inputs. */
class OnnxImportFuzzTest {
    @FuzzTest
    void anyFileIsReadOrRefused(byte[] bytes) throws IOException {
        Path folder = Files.createTempDirectory("fuzz");
        Path file = Files.write(folder.resolve("fuzz.onnx"), bytes);
        try {
            OnnxImport.read(file).model(Optional.empty(), Optional.empty(), Engines.java());
        } catch (CorruptFileException | DataException e) {
            return; // the failures that there may be
        } finally {
            Files.delete(file);
            Files.delete(folder);
        }
    }
}
