package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.hourglass.error.CorruptFileException;
import io.hourglass.error.DataException;
import io.hourglass.error.TrainingDivergedException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class FailureTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(
                        new IllegalArgumentException("--epochs must be 1 or more; got 0"), ExitStatus.CALLER, "got 0"),
                arguments(new InvalidPathException("a\0b", "Nul character not allowed"), ExitStatus.CALLER, "Nul"),
                arguments(new FileAlreadyExistsException("m.hg"), ExitStatus.CALLER, "--force"),
                arguments(new DataException("a.csv, line 2"), ExitStatus.DATA, "a.csv, line 2"),
                arguments(new NoSuchFileException("a.csv"), ExitStatus.DATA, "a.csv: no such file"),
                arguments(new FileNotFoundException("a.csv (No such file or directory)"), ExitStatus.DATA, "a.csv"),
                arguments(new NotDirectoryException("a.csv"), ExitStatus.DATA, "a.csv: not a folder"),
                arguments(new IOException("Is a directory"), ExitStatus.DATA, "Is a directory"),
                arguments(new EOFException("Unexpected end of ZLIB input stream"), ExitStatus.DATA, "truncated"),
                arguments(new ZipException("Not in GZIP format"), ExitStatus.DATA, "Not in GZIP format"),
                arguments(new MalformedInputException(1), ExitStatus.DATA, "malformed"),
                arguments(new CorruptFileException("m.hg", "trailer", 9, "bad"), ExitStatus.CORRUPT, "byte offset 9"),
                arguments(new TrainingDivergedException(1, 2, 3, "Lower it."), ExitStatus.DIVERGED, "Lower it."),
                arguments(new IOException("No space left on device"), ExitStatus.MACHINE, "the disk is full"),
                arguments(
                        new FileSystemException("m.hg", null, "Disk quota exceeded"),
                        ExitStatus.MACHINE,
                        "the disk is full: m.hg"),
                arguments(new AccessDeniedException("/etc/m.hg"), ExitStatus.MACHINE, "no permission: /etc/m.hg"),
                arguments(new FileNotFoundException("x (Permission denied)"), ExitStatus.MACHINE, "no permission: x"),
                arguments(
                        new FileSystemException("m.hg", null, "Read-only file system"),
                        ExitStatus.MACHINE,
                        "no permission: m.hg"),
                arguments(new IOException("Input/output error"), ExitStatus.MACHINE, "reading or writing failed"),
                arguments(new OutOfMemoryError("Java heap space"), ExitStatus.MACHINE, "HOURGLASS_JAVA_OPTIONS=-Xmx"),
                arguments(new OutOfMemoryError("unable to create native thread"), ExitStatus.MACHINE, "--threads 1"),
                arguments(new NumberFormatException("For input string: \"x\""), ExitStatus.BUG, "bug in Hourglass"),
                arguments(new NullPointerException(), ExitStatus.BUG, "bug in Hourglass: java.lang.NullPointer"),
                arguments(new StackOverflowError(), ExitStatus.BUG, "--verbose"),
                arguments(new AssertionError("x"), ExitStatus.BUG, "FailureTest"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyThrowableHasItsStatusAndFewWords(Throwable thrown, ExitStatus status, String words) {
        Failure failure = Failure.of(thrown);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.words()).contains(words);
        assertThat(failure.words().lines()).hasSizeBetween(1, 3);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theExceptionsOfOtherThreadsAreLookedInto(Throwable thrown, ExitStatus status, String words) {
        Failure failure = Failure.of(new CompletionException(new ExecutionException(thrown)));
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.words()).contains(words);
    }

    @Test
    void theFileThatAnUncheckedExceptionNamesIsKept() {
        IOException full = new IOException("No space left on device");
        assertThat(Failure.of(new UncheckedIOException("cannot write m.hg", full))
                        .words())
                .startsWith("the disk is full: cannot write m.hg: No space left on device");
        assertThat(Failure.of(new UncheckedIOException(full)).words())
                .startsWith("the disk is full: No space left on device");
        assertThat(Failure.of(new UncheckedIOException("m.hg: No space left on device", full))
                        .words())
                .startsWith("the disk is full: m.hg: No space left on device\n");
    }

    @Test
    void longWordsAreCutAndControlCharactersSpeltOut() {
        assertThat(new Failure(ExitStatus.DATA, "a\n\nb\nc\nd").words()).isEqualTo("a\nb\nc");
        assertThat(new Failure(ExitStatus.DATA, "x".repeat(5000)).words()).hasSize(1001);
        assertThat(new Failure(ExitStatus.DATA, "found \"\u001b[2J\t\0\"").words())
                .isEqualTo("found \"\\u001b[2J\t\\u0000\"");
    }

    @Test
    void statusesAreThoseOfTheContract() {
        assertThat(ExitStatus.values()).extracting(ExitStatus::code).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }
}
