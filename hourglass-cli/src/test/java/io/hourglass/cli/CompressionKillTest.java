package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are killed outright, or find the disk full, while they write archives and tables. */
final class CompressionKillTest {
    private static final int KILLS = 3;
    private static final int COPIES = 20;

    @TempDir
    private Path folder;

    private Path table;
    private Path archive;
    private Path outputs;
    private Path mounted;

    @BeforeEach
    void makesData() throws IOException {
        Path rows = Samples.table(folder.resolve("rows.csv"));
        List<String> lines = Files.readAllLines(rows);
        List<String> many = new ArrayList<>(lines);
        for (int copy = 1; copy < COPIES; copy++) {
            many.addAll(lines.subList(1, lines.size()));
        }
        table = Files.write(folder.resolve("many.csv"), many);
        archive = folder.resolve("many.hgz");
        outputs = Files.createDirectory(folder.resolve("outputs"));
        run("compress", "--data", table.toString(), "--out", archive.toString()).done();
    }

    @AfterEach
    void unmounts() throws Exception {
        if (mounted != null) {
            new ProcessBuilder("umount", mounted.toString()).start().waitFor();
        }
    }

    private static Run run(String... arguments) {
        return Run.of(arguments);
    }

    @Test
    void aKilledCompressLeavesNoArchiveOrAWholeOne() throws Exception {
        Path target = outputs.resolve("killed.hgz");
        killAndTryAgain(target, "compress", "--data", table.toString(), "--out", target.toString(), "--force");
        Path back = folder.resolve("back.csv");
        run("decompress", target.toString(), "--out", back.toString()).done();
        assertThat(back).hasSameBinaryContentAs(table);
    }

    @Test
    void aKilledDecompressLeavesNoTableOrAWholeOne() throws Exception {
        Path target = outputs.resolve("killed.csv");
        killAndTryAgain(target, "decompress", archive.toString(), "--out", target.toString(), "--force");
        assertThat(target).hasSameBinaryContentAs(table);
    }

    /** Kills at moments spread over a run's time; what then stands there is whole, and one run more leaves it alone. */
    private void killAndTryAgain(Path target, String... arguments) throws Exception {
        long start = System.nanoTime();
        assertThat(child(arguments).waitFor()).isZero();
        long millis = (System.nanoTime() - start) / 1_000_000;
        byte[] whole = Files.readAllBytes(target);
        Files.delete(target);
        for (int kill = 1; kill <= KILLS; kill++) {
            Process child = child(arguments);
            // most of a short run is the start of its JVM: the last half is looked at more closely
            child.waitFor(millis * (KILLS + kill) / (2 * KILLS), TimeUnit.MILLISECONDS);
            child.destroyForcibly();
            child.waitFor();
            if (Files.exists(target)) {
                assertThat(target).hasBinaryContent(whole);
                Files.delete(target);
            }
        }
        run(arguments).done();
        try (Stream<Path> left = Files.list(outputs)) {
            assertThat(left).containsExactly(target);
        }
    }

    private static Process child(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void aFullDiskIsToldAndNothingIsLeftThere() throws Exception {
        mounted = Files.createDirectory(folder.resolve("small"));
        int status = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", mounted.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (status != 0) {
            mounted = null;
        }
        assumeThat(status)
                .as("SKIPPED: a small file system can only be mounted by root; no full disk was tried")
                .isZero();
        Path filling = mounted.resolve("filling");
        try (OutputStream out = Files.newOutputStream(filling)) {
            out.write(new byte[1 << 16]);
        } catch (IOException e) {
            assertThat(filling).isNotEmptyFile(); // full, as it should be
        }
        Path small = mounted.resolve("many.hgz");
        for (String[] arguments : new String[][] {
            {"compress", "--data", table.toString(), "--out", small.toString()},
            {"compress", "--data", table.toString(), "--max-error", "1%", "--out", small.toString()},
            {
                "decompress",
                archive.toString(),
                "--out",
                mounted.resolve("many.csv").toString()
            }
        }) {
            Run run = run(arguments);
            assertThat(run.status()).isEqualTo(ExitStatus.MACHINE);
            assertThat(run.err()).contains("the disk is full");
            try (Stream<Path> left = Files.list(mounted)) {
                assertThat(left).containsExactly(filling);
            }
        }
    }
}
