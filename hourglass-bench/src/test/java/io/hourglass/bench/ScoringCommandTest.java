package io.hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class ScoringCommandTest {
    @Test
    void theGeneratedFileHas28ColumnsAndAllRows(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("rows.csv");
        GeneratedRows.write(file, 10_003);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(10_004);
        assertThat(lines.get(0)).startsWith("x0,x1,").endsWith(",x27");
        assertThat(lines.get(10_003).split(",", -1)).hasSize(28).allMatch(cell -> cell.matches("-?\\d+(\\.\\d{1,4})?"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProgramsStatusWordsAndMemoryAreKept(@TempDir Path folder) throws IOException {
        Measured run = Measured.run(List.of("sh", "-c", "echo out; echo err >&2; sleep 0.2; exit 3"), folder);
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.said()).isEqualTo("out\nerr");
        assertThat(run.seconds()).isGreaterThanOrEqualTo(0.2);
        assertThat(run.peakBytes()).isGreaterThan(100_000);
    }
}
