package io.hourglass.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import io.airlift.compress.zstd.ZstdDecompressor;
import io.hourglass.error.CorruptFileException;
import io.hourglass.file.Hashing;
import io.hourglass.pixel.PixelPredictor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An archive that was written when its format was fixed decodes for ever, on every JVM. */
class GoldenTest {
    private static final int ROWS = 900;
    private static final long SEED = 7;

    /** The archives: one of the usual effort, one of the least, over other kinds of columns; images in colours; grey ones predicted. */
    private static final List<String> NAMES = List.of("table-1", "table-2", "images-1", "images-2");

    private static byte[] expected(String name) {
        return switch (name) {
            case "table-1" -> SampleTexts.table(ROWS, SEED);
            case "table-2" -> SampleTexts.moments(ROWS, SEED);
            case "images-1" -> SampleImages.file("|u1", 40, 3);
            default -> SampleImages.file("idx", 60, 1);
        };
    }

    static byte[] golden(String name) throws IOException {
        try (InputStream in = GoldenTest.class.getResourceAsStream("/golden/" + name + ".hgz")) {
            return in.readAllBytes();
        }
    }

    @Test
    void theArchivesOfVersionOneStillDecode() throws IOException {
        for (String name : NAMES) {
            assertThat(SampleTexts.decompress(golden(name))).as(name).isEqualTo(expected(name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xint", "-XX:UseAVX=0", "-XX:-UseLibmIntrinsic", "-XX:TieredStopAtLevel=1"})
    void otherWaysOfRunningGiveTheSameBytes(String flag) throws Exception {
        Process process =
                new ProcessBuilder(command(flag)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.strip())
                .endsWith(NAMES.stream()
                        .map(name -> Hashing.sha256(expected(name)))
                        .collect(Collectors.joining()));
    }

    private static List<String> command(String flag) {
        String classPath = Stream.of(
                        GoldenTest.class,
                        TableDecompressor.class,
                        CorruptFileException.class,
                        PixelPredictor.class,
                        ZstdDecompressor.class,
                        Gson.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(url -> new File(url.getPath()).getPath())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // flags of one processor are unknown on others
        command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UnlockDiagnosticVMOptions", flag));
        command.addAll(List.of("-Xmx512m", "-cp", classPath, Decoding.class.getName()));
        return command;
    }

    /** Decodes the archive and prints the digest of what comes out. */
    static final class Decoding {
        private Decoding() {}

        /**
         * Decodes on one and on two threads.
         *
         * @param arguments none
         */
        public static void main(String[] arguments) throws IOException {
            String digest = "";
            for (int threads = 1; threads <= 2; threads++) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                String found = "";
                for (String name : NAMES) {
                    out.reset();
                    new TableDecompressor(DecompressionPlan.usual().withThreads(threads))
                            .decompress(name, new ByteArrayInputStream(golden(name)), out);
                    found += Hashing.sha256(out.toByteArray());
                }
                if (threads > 1 && !found.equals(digest)) {
                    throw new IllegalStateException("two threads decode something else than one");
                }
                digest = found;
            }
            System.out.println(digest);
        }
    }
}
