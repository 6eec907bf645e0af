package io.hourglass.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A page that tells a reader what to type.
 *
 * @param path from the folder of the clone
 * @param text all of it
 */
record CommandPage(String path, String text) {
    static final Path ROOT = Path.of("..");

    static CommandPage read(String path) throws IOException {
        return new CommandPage(path, Files.readString(ROOT.resolve(path)));
    }

    /** The lines that are set off as commands, in order. */
    List<String> commands() {
        return text.replaceAll("(?s)```java.*?```", "")
                .lines()
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .toList();
    }

    /** The files that it links to. */
    List<Path> links() {
        Path folder = ROOT.resolve(path).getParent();
        return Pattern.compile("\\]\\(([^)]+)\\)")
                .matcher(text)
                .results()
                .map(match -> folder.resolve(match.group(1)))
                .toList();
    }

    /**
     * A word as it is in a test: files of the demo are those of the demo's test, files of the clone lie there, and every other one in a folder.
     */
    static String placed(String word, Path folder) {
        String demo = "hourglass-demo/";
        if (word.startsWith(demo)) {
            return DemoSample.get()
                    .folder()
                    .resolve(word.substring(demo.length()))
                    .toString();
        }
        if (word.startsWith("docs/")) {
            return ROOT.resolve(word).toString();
        }
        return word.matches("[a-z-]+\\.(hg|hgz|csv|html|png|npy)")
                ? folder.resolve(word).toString()
                : word;
    }

    /** Runs a command of the program, with some of its words replaced. */
    static Run run(List<String> words, Path folder) {
        return Run.of(words.subList(1, words.size()).stream()
                        .map(word -> placed(word, folder))
                        .toArray(String[]::new))
                .done();
    }
}
