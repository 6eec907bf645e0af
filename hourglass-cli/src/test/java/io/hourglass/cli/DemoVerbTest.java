package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.Hourglass;
import io.hourglass.demo.DemoModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoVerbTest {
    private final DemoSample demo = DemoSample.get();

    @Test
    void theDemoLeavesItsReportItsModelsAndTheNumbersBehindEveryPicture() throws IOException {
        assertThat(demo.status()).as(demo.err()).isEqualTo(ExitStatus.DONE);
        for (DemoModel model : DemoModel.values()) {
            assertThat(Hourglass.open(demo.folder().resolve(model.file()))
                            .history()
                            .epochs())
                    .hasSize(1);
        }
        try (Stream<Path> pictures = Files.list(demo.folder().resolve("pictures"))) {
            assertThat(pictures.map(path -> path.getFileName().toString()))
                    .contains(
                            "fashion-loss.csv",
                            "fashion-two-map.csv",
                            "fashion-noise-denoised.csv",
                            "adult-columns.csv");
        }
        assertThat(Files.readAllLines(demo.folder().resolve("pictures/fashion-two-map.csv")))
                .hasSize(10_001);
    }

    @Test
    void theReportIsOneFileOfLessThanEightMegabytesThatNamesNoOtherPlace() throws IOException {
        assertThat(Files.size(demo.report())).isLessThan(8_000_000);
        String page = Files.readString(demo.report());
        String own = page.replaceAll("(?s)<script>.*?</script>", "");
        assertThat(own).doesNotContain("src=\"http", "href=\"http", "url(http", "@import");
        for (String id : List.of(
                "fashion-network",
                "fashion-loss",
                "fashion-sizes",
                "fashion-rebuilt",
                "fashion-noise-denoised",
                "fashion-two-map",
                "fashion-scores",
                "fashion-strangest",
                "fashion-pixels",
                "fashion-provenance",
                "adult-rebuilt",
                "adult-map",
                "adult-columns",
                "adult-strangest")) {
            assertThat(page).contains("<figure id=\"" + id + "\"");
        }
    }

    @Test
    void theCommandsItEndsWithRunAsPrinted() throws IOException {
        List<String> commands = demo.out()
                .lines()
                .filter(line -> line.startsWith("  "))
                .map(String::strip)
                .toList();
        assertThat(commands).hasSize(4);
        for (String command : commands) {
            String[] words = command.split(" ", -1);
            assertThat(words[0]).endsWith("hourglass");
            List<String> arguments = List.of(words).subList(1, words.length);
            assertThat(Run.of(arguments.toArray(new String[0])).done().out()).isNotEmpty();
        }
        assertThat(demo.folder().resolve("map.png")).isNotEmptyFile();
        assertThat(Files.readString(demo.folder().resolve("mine.html"))).contains("<figure id=\"model-map\"");
    }

    @Test
    void aFolderThatIsFullIsReplacedOnlyWithForce(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "precious");
        DemoSample refused = DemoSample.run("demo", "--out", folder.toString());
        assertThat(refused.status()).isEqualTo(ExitStatus.CALLER);
        assertThat(refused.err()).contains("exists already; --force replaces it");
        assertThat(folder.resolve("mine.txt")).hasContent("precious");
    }
}
