package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.Hourglass;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A training in a JVM of its own that is killed in the middle, and gone on with. */
final class ResumeTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void aKilledTrainingGoesOnAsIfNeverStopped() throws Exception {
        Path table = Samples.table(folder.resolve("rows.csv"));
        String[] settings = {
            "--epochs",
            "120",
            "--batch",
            "16",
            "--patience",
            "0",
            "--hidden",
            "8",
            "--threads",
            "1",
            "--data",
            table.toString()
        };
        Path unbroken = folder.resolve("unbroken.hg");
        Path broken = folder.resolve("broken.hg");
        String kept = folder.resolve("kept").toString();
        Run.of(command(unbroken, settings)).done();
        kill(start(command(broken, settings, "--checkpoint", kept)), "epoch 3/");
        assertThat(broken).doesNotExist();
        Run other = Run.of(command(broken, settings, "--checkpoint", kept, "--resume", "--code", "1"));
        assertThat(other.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(other.err()).contains("another run", "network");
        Run resumed = Run.of(command(broken, settings, "--checkpoint", kept, "--resume"))
                .done();
        assertThat(resumed.err()).contains("epoch 120/120").doesNotContain("epoch 1/120");
        assertThat(Hourglass.open(broken).autoencoder().weights())
                .isEqualTo(Hourglass.open(unbroken).autoencoder().weights());
        assertThat(Hourglass.open(broken).history().epochs()).hasSize(120);
    }

    private static String[] command(Path model, String[] settings, String... more) {
        List<String> all = new ArrayList<>(List.of("train", "--out", model.toString()));
        all.addAll(List.of(settings));
        all.addAll(List.of(more));
        return all.toArray(new String[0]);
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.hourglass.cli.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Kills a process outright once it has printed some words. */
    private static void kill(Process process, String words) throws Exception {
        StringBuilder printed = new StringBuilder();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                printed.append(line).append('\n');
                if (line.contains(words)) {
                    break;
                }
            }
        }
        assertThat(printed).contains(words);
        process.destroyForcibly();
        assertThat(process.waitFor()).as("it was killed, and had not ended").isEqualTo(137);
    }
}
