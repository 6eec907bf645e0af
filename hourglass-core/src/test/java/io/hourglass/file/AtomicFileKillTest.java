package io.hourglass.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a JVM that rewrites a file over and over. */
class AtomicFileKillTest {
    private static final int SIZE = 8 << 20;

    /** The child: each version of the file is one byte value, {@link #SIZE} times. */
    static final class Rewriting {
        private Rewriting() {}

        public static void main(String[] arguments) {
            for (int version = 1; ; version++) {
                byte[] piece = new byte[1 << 16];
                java.util.Arrays.fill(piece, (byte) version);
                AtomicFile.write(Path.of(arguments[0]), true, out -> {
                    for (int i = 0; i < SIZE / piece.length; i++) {
                        out.write(piece);
                    }
                });
                if (version == 1) {
                    System.out.println("written");
                }
            }
        }
    }

    @Test
    void aKillLeavesAWholeFileAndTheNextWriteCleansUp(@TempDir Path folder) throws Exception {
        Path target = folder.resolve("victim");
        var random = new Random(1);
        int leftovers = 0;
        for (int round = 0; round < 5; round++) {
            killAChildThatWrites(target, random.nextInt(120));
            byte[] content = Files.readAllBytes(target);
            assertThat(content).hasSize(SIZE);
            for (int i = 1; i < SIZE; i++) {
                if (content[i] != content[0]) {
                    throw new AssertionError("the file is a mixture at byte " + i);
                }
            }
            leftovers += count(folder) - 1;
        }
        assertThat(leftovers)
                .as("temporaries of killed writers, or the kills came between writes")
                .isPositive();
        AtomicFile.write(target, true, out -> out.write(1));
        assertThat(count(folder)).isEqualTo(1);
    }

    private static void killAChildThatWrites(Path target, int delay) throws IOException, InterruptedException {
        String classPath = Stream.of(AtomicFile.class, Rewriting.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(url -> new File(url.getPath()).getPath())
                .collect(java.util.stream.Collectors.joining(File.pathSeparator));
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        classPath,
                        Rewriting.class.getName(),
                        target.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream out = child.getInputStream()) {
            assertThat(out.read()).as("the child's first word").isEqualTo('w');
            Thread.sleep(delay);
        } finally {
            child.destroyForcibly();
            assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static int count(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return (int) children.count();
        }
    }
}
