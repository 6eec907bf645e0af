package io.hourglass.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    private static AtomicFile.Writing text(String text) {
        return out -> out.write(text.getBytes(UTF_8));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFileIsWrittenAndReplacedOnlyWhenAsked() throws IOException {
        Path target = folder.resolve("out.csv");
        AtomicFile.write(target, false, text("old"));
        assertThatThrownBy(() -> AtomicFile.write(target, false, text("new")))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(FileAlreadyExistsException.class)
                .hasMessage("cannot write " + target + ": exists already");
        assertThat(target).hasContent("old");
        AtomicFile.write(target, true, text("new"));
        assertThat(target).hasContent("new");
        assertThat(names()).containsExactly("out.csv");
    }

    @Test
    void theTargetKeepsItsContentUntilTheBodyHasEnded() {
        Path target = folder.resolve("f");
        AtomicFile.write(target, false, text("old"));
        AtomicFile.write(target, true, out -> {
            out.write("new".getBytes(UTF_8));
            out.flush();
            assertThat(target).hasContent("old");
            assertThat(names())
                    .hasSize(2)
                    .allMatch(name -> name.equals("f") || name.matches("\\.f\\.hourglass-tmp-[0-9]+-[0-9]+"));
        });
        assertThat(target).hasContent("new");
    }

    @Test
    void aFullDiskLeavesTheOldFileAndNothingElse() throws IOException {
        Path target = folder.resolve("f");
        AtomicFile.write(target, false, text("old"));
        assertThatThrownBy(() -> AtomicFile.write(target, true, out -> {
                    out.write(new byte[1_000_000]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write " + target + ": No space left on device");
        assertThat(target).hasContent("old");
        assertThat(names()).containsExactly("f");
    }

    @Test
    void whateverTheBodyThrowsLeavesNothingBehind() throws IOException {
        for (Throwable thrown : List.of(new IllegalStateException("x"), new OutOfMemoryError("x"))) {
            assertThatThrownBy(() -> AtomicFile.write(folder.resolve("f"), false, out -> {
                        out.write(1);
                        if (thrown instanceof Error error) {
                            throw error;
                        }
                        throw (RuntimeException) thrown;
                    }))
                    .isSameAs(thrown);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void aBodyMayCloseItsStream() {
        Path target = folder.resolve("f");
        AtomicFile.write(target, false, out -> {
            try (OutputStream own = out) {
                own.write(65);
            }
        });
        assertThat(target).hasContent("A");
    }

    @Test
    void targetsThatCannotBeFilesAreRefusedWithTheReason() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        Files.createDirectory(folder.resolve("sub"));
        Files.createFile(folder.resolve("plain"));
        assertRefused("absent/f", NoSuchFileException.class, "does not exist");
        assertRefused("plain/f", NotDirectoryException.class, "plain");
        assertRefused("sub", FileSystemException.class, "is a folder");
        assertRefused("link", FileSystemException.class, "is a symbolic link; name the file it points to");
        assertThat(names()).containsExactly("link", "plain", "sub");
        if (Files.exists(Path.of("/dev/null"))) {
            assertThatThrownBy(() -> AtomicFile.write(Path.of("/dev/null"), true, text("x")))
                    .hasMessageContaining("is a device");
        }
    }

    private void assertRefused(String name, Class<? extends IOException> cause, String reason) {
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve(name), true, text("x")))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(cause)
                .hasMessageContaining(reason);
    }

    @Test
    void aTargetThatAppearsMeanwhileIsNotReplaced() throws IOException {
        Path target = folder.resolve("f");
        assertThatThrownBy(() -> AtomicFile.write(target, false, out -> Files.writeString(target, "other")))
                .hasCauseInstanceOf(FileAlreadyExistsException.class);
        assertThat(target).hasContent("other");
        assertThat(names()).containsExactly("f");
    }

    @Test
    void leftoversOfProcessesThatEndedAreRemovedAndNoOthers() throws IOException {
        long alive = ProcessHandle.current().parent().orElseThrow().pid();
        List<String> kept = List.of(
                ".f.hourglass-tmp-" + alive + "-0",
                ".f.hourglass-tmp-x-0",
                ".f.hourglass-tmp-99999999999999999999-0",
                ".g.hourglass-tmp-999999999-0");
        for (String name : kept) {
            Files.createFile(folder.resolve(name));
        }
        Files.createFile(folder.resolve(".f.hourglass-tmp-999999999-0"));
        Files.createFile(
                folder.resolve(".f.hourglass-tmp-" + ProcessHandle.current().pid() + "-123456789"));
        AtomicFile.write(folder.resolve("f"), false, text("x"));
        assertThat(names())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of("f"), kept.stream()).toList());
    }

    @Test
    void aWriteWithinAWriteOfTheSameTargetDoesNotRemoveItsTemporary() throws IOException {
        Path target = folder.resolve("f");
        AtomicFile.write(target, true, out -> {
            AtomicFile.write(target, true, text("inner"));
            out.write("outer".getBytes(UTF_8));
        });
        assertThat(target).hasContent("outer");
        assertThat(names()).containsExactly("f");
    }

    @Test
    void theLongestNamesAreWritten() throws IOException {
        String name = "é".repeat(125) + ".hg";
        AtomicFile.write(folder.resolve(name), false, text("x"));
        assertThat(names()).containsExactly(name);
    }

    @Test
    void aReplacedFileKeepsItsPermissions() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "no POSIX permissions here");
        Path target = folder.resolve("f");
        AtomicFile.write(target, false, text("old"));
        var secret = PosixFilePermissions.fromString("rw-------");
        Files.setPosixFilePermissions(target, secret);
        AtomicFile.write(target, true, text("new"));
        assertThat(Files.getPosixFilePermissions(target)).isEqualTo(secret);
    }
}
