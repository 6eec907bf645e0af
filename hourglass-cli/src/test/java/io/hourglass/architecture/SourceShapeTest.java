package io.hourglass.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceShapeTest {

    @Test
    void filesMethodsAndRecordsAreSmall() {
        SourceShape shape = SourceShape.of(Modules.sources());
        System.out.printf(
                "Source shape: %d files, median %d lines; %d methods, median %d lines%n",
                shape.fileLines.size(), median(shape.fileLines), shape.methodLines.size(), median(shape.methodLines));
        assertThat(shape.methodLines).isNotEmpty();
        assertThat(shape.violations).isEmpty();
    }

    @Test
    void everyLimitIsFoundAtOnce(@TempDir Path folder) throws IOException {
        String source =
                "package a;\npublic class Wide {\n  record R(int a, int b, int c, int d, int e, int f, int g) {}\n"
                        + "  void m(int a, int b, int c, int d, int e, int f, int g, int h) {" + "\n".repeat(40)
                        + "  }\n"
                        + "\n".repeat(400) + "}\n";
        SourceShape shape = SourceShape.of(List.of(write(folder, source)));
        assertThat(shape.violations)
                .hasSize(5)
                .anyMatch(line -> line.endsWith("the file has 445 lines, at most 400"))
                .anyMatch(line -> line.endsWith("Wide.java:2 public type Wide has no Javadoc"))
                .anyMatch(line -> line.endsWith("Wide.java:3 record R has 7 components, at most 6"))
                .anyMatch(line -> line.endsWith("Wide.java:4 method m has 41 lines, at most 40"))
                .anyMatch(line -> line.endsWith("Wide.java:4 method m has 8 parameters, at most 7"));
    }

    @Test
    void whatKeepsToTheLimitsPasses(@TempDir Path folder) throws IOException {
        String source = "package a.engine;\n/** A kernel. */\npublic class Wide {\n"
                + "  record R(int a, int b, int c, int d, int e, int f) { static int G = 1; static int H = 2; }\n"
                + "  void m(int a, int b, int c, int d, int e, int f, int g) {" + "\n".repeat(79) + "  }\n}\n";
        assertThat(SourceShape.of(List.of(write(folder, source))).violations).isEmpty();
    }

    private static Path write(Path folder, String source) throws IOException {
        return Files.writeString(folder.resolve("Wide.java"), source);
    }

    private static int median(List<Integer> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0);
    }
}
