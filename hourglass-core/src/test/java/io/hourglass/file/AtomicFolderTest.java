package io.hourglass.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFolderTest {
    @TempDir
    Path folder;

    private List<String> tree() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.skip(1)
                    .map(p -> folder.relativize(p).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static AtomicFolder.Writing images(String name) {
        return out -> {
            Files.writeString(out.resolve(name), "x");
            Files.createDirectory(out.resolve("class"));
            Files.writeString(out.resolve("class").resolve(name), "y");
        };
    }

    @Test
    void aFolderAppearsWholeAndIsReplacedOnlyWhenAsked() throws IOException {
        Path target = folder.resolve("out");
        AtomicFolder.write(target, false, images("a.png"));
        assertThat(tree()).containsExactly("out", "out/a.png", "out/class", "out/class/a.png");
        assertThatThrownBy(() -> AtomicFolder.write(target, false, images("b.png")))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(FileAlreadyExistsException.class);
        AtomicFolder.write(target, true, images("b.png"));
        assertThat(tree()).containsExactly("out", "out/b.png", "out/class", "out/class/b.png");
    }

    @Test
    void anEmptyFolderCountsAsNothing() throws IOException {
        Files.createDirectory(folder.resolve("out"));
        AtomicFolder.write(folder.resolve("out"), false, images("a.png"));
        assertThat(tree()).hasSize(4);
    }

    @Test
    void aFailureLeavesWhatWasThere() throws IOException {
        Path target = folder.resolve("out");
        AtomicFolder.write(target, false, images("a.png"));
        assertThatThrownBy(() -> AtomicFolder.write(target, true, out -> {
                    Files.writeString(out.resolve("b.png"), "x");
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("No space left");
        assertThat(tree()).containsExactly("out", "out/a.png", "out/class", "out/class/a.png");
    }

    @Test
    void leftoversOfAProcessThatEndedAreRemoved() throws IOException {
        Path left = Files.createDirectory(folder.resolve(".out.hourglass-tmp-999999999-3"));
        Files.writeString(left.resolve("a.png"), "x");
        AtomicFolder.write(folder.resolve("out"), false, out -> {});
        assertThat(tree()).containsExactly("out");
    }

    @Test
    void anOldFolderThatAKillLeftAsideIsRemovedByTheNextWrite() throws IOException {
        Files.createDirectory(folder.resolve(".out.hourglass-old"));
        AtomicFolder.write(folder.resolve("out"), false, out -> {});
        assertThat(tree()).containsExactly("out");
    }

    @Test
    void targetsThatCannotBeFoldersAreRefused() throws IOException {
        Path plain = Files.createFile(folder.resolve("plain"));
        assertThatThrownBy(() -> AtomicFolder.write(plain, true, out -> {}))
                .hasCauseInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> AtomicFolder.write(folder.resolve("absent/out"), true, out -> {}))
                .hasCauseInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> AtomicFolder.write(Path.of(""), true, out -> {}))
                .hasMessageContaining("holds the working folder");
    }
}
