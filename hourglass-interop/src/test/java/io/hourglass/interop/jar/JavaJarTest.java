package io.hourglass.interop.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.Hourglass;
import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JavaJarTest {
    private static final Path GOLDEN = Path.of("../hourglass-data/src/test/resources/golden");

    @TempDir
    Path folder;

    @Test
    void threeLinesScoreARowWithTheJarAlone() throws IOException, InterruptedException {
        Path file = GOLDEN.resolve("numbers-v1.hg");
        Hourglass model = Hourglass.open(file);
        Path jar = folder.resolve("scorer.jar");
        JavaJar.write(model, file, "com.acme.Scorer", jar, false);
        Table rows = DataSource.open(
                GOLDEN.resolve("numbers-rows.csv").toString(), SourceOptions.defaults(), model.schema());
        StringBuilder sets = new StringBuilder();
        try (Cursor cursor = rows.open()) {
            Batch batch = cursor.next();
            for (int c = 0; c < model.schema().width(); c++) {
                sets.append("row.")
                        .append(model.schema().column(c).name())
                        .append(" = ")
                        .append(batch.numbers(c)[0])
                        .append("; ");
            }
        }
        String printed = run(
                jar,
                "var row = new com.acme.Scorer.Row(); " + sets + "\nvar scorer = new com.acme.Scorer();\n"
                        + "System.out.println(scorer.score(row) + \" \" + scorer.encode(row)[0] + \" \" + scorer.reconstruct(row)."
                        + model.schema().column(0).name() + " + \" \" + scorer.anomaly(row));");
        assertThat(printed.strip())
                .isEqualTo(first(model.score(rows), 1) + " " + (float) first(model.encode(rows), 0) + " "
                        + first(model.reconstruct(rows), 0) + " " + (first(model.score(rows), 2) == 1));
    }

    private static double first(Table table, int column) {
        try (Cursor cursor = table.open()) {
            return cursor.next().numbers(column)[0];
        }
    }

    private String run(Path jar, String body) throws IOException, InterruptedException {
        Path source = Files.writeString(
                folder.resolve("Main.java"),
                "public class Main { public static void main(String[] a) { " + body + " } }");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-cp", jar.toString(), "-d", folder.toString(), source.toString()))
                .isZero();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        jar + System.getProperty("path.separator") + folder,
                        "Main")
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }

    @Test
    void categoriesAreTextsAndWhatIsNotSetIsMissing() throws IOException, InterruptedException {
        Path file = GOLDEN.resolve("model-v1.hg");
        Path jar = folder.resolve("scorer.jar");
        JavaJar.write(Hourglass.open(file), file, "com.acme.Scorer", jar, false);
        String printed = run(jar, "System.out.println(new com.acme.Scorer().score(new com.acme.Scorer.Row()));");
        assertThat(Double.parseDouble(printed.strip())).isZero(); // of a row without a value
    }

    @Test
    void theJarIsSmallAndHasNothingNative() throws IOException {
        Path file = GOLDEN.resolve("pixels-v1.hg");
        Path jar = folder.resolve("scorer.jar");
        JavaJar.write(Hourglass.open(file), file, "com.acme.Scorer", jar, false);
        assertThat(Files.size(jar)).isLessThan(2_000_000);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .contains("com/acme/Scorer.class", "com/acme/model.hg", "io/hourglass/Hourglass.class")
                    .noneMatch(name -> name.matches(".*\\.(so|dll|dylib|jnilib)"));
        }
    }

    @Test
    void namesOfColumnsBecomeNamesOfFields() {
        assertThat(FieldNames.of(List.of("age", "capital-gain", "class", "2nd", "a b", "a-b", "é")))
                .containsExactly("age", "capital_gain", "class_", "_2nd", "a_b", "a_b_2", "__");
    }

    @Test
    void whatIsNoClassIsRefused() {
        Path file = GOLDEN.resolve("model-v1.hg");
        Hourglass model = Hourglass.open(file);
        for (String name : new String[] {"Scorer", "com.acme.", "com.class.X", "com..X", "java.lang.X"}) {
            assertThatThrownBy(() -> JavaJar.write(model, file, name, folder.resolve("x.jar"), false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + name + "'");
        }
    }
}
