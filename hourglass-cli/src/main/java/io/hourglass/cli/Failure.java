package io.hourglass.cli;

import io.hourglass.error.CorruptFileException;
import io.hourglass.error.DataException;
import io.hourglass.error.TrainingDivergedException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import picocli.CommandLine;

/**
 * Why the program ends without having done what was asked.
 *
 * @param status whose mistake it is
 * @param words what was wrong, where, and what would fix it: one to three lines
 */
record Failure(ExitStatus status, String words) {
    private static final int LINES = 3;
    private static final int LINE_LENGTH = 1000;
    private static final long MEBIBYTE = 1 << 20;

    Failure {
        words = words.lines()
                .filter(line -> !line.isBlank())
                .limit(LINES)
                .map(Failure::printable)
                .map(line -> line.length() > LINE_LENGTH ? line.substring(0, LINE_LENGTH) + "…" : line)
                .collect(Collectors.joining("\n"));
    }

    /** What a throwable means to the person at the command line. */
    static Failure of(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        String message = String.valueOf(cause.getMessage());
        if (isCallers(cause)) {
            return new Failure(ExitStatus.CALLER, message);
        }
        if (cause instanceof DataException) {
            return new Failure(ExitStatus.DATA, message);
        }
        if (cause instanceof CorruptFileException) {
            return new Failure(ExitStatus.CORRUPT, message);
        }
        if (cause instanceof TrainingDivergedException) {
            return new Failure(ExitStatus.DIVERGED, message);
        }
        if (cause instanceof IOException failure) {
            return ofInputOrOutput(failure, context(thrown, message));
        }
        return cause instanceof OutOfMemoryError ? ofMemory(message) : ofBug(cause);
    }

    /** Control characters spelt out: text found in a file must not steer the terminal. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\n' && c != '\t') {
                printable.append(String.format("\\u%04x", (int) c));
            } else {
                printable.append(c);
            }
        }
        return printable.toString();
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && isWrapper(cause)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean isWrapper(Throwable thrown) {
        return thrown instanceof CommandLine.ExecutionException
                || thrown instanceof UncheckedIOException
                || thrown instanceof CompletionException
                || thrown instanceof ExecutionException;
    }

    /** The subclasses that the JDK throws, NumberFormatException above all, are nobody's message to a caller. */
    private static boolean isCallers(Throwable cause) {
        return cause.getClass() == IllegalArgumentException.class
                || cause instanceof InvalidPathException
                || (cause instanceof IllegalArgumentException
                        && cause.getClass().getName().startsWith("io.hourglass."));
    }

    /** The words of an exception around an I/O failure that say more than it does: those of the system name no file. */
    private static String context(Throwable thrown, String message) {
        if (!(thrown instanceof UncheckedIOException wrapper) || wrapper.getMessage() == null) {
            return message;
        }
        String words = wrapper.getMessage();
        boolean repeats = words.equals(wrapper.getCause().toString());
        return repeats ? message : words.contains(message) ? words : words + ": " + message;
    }

    private static Failure ofInputOrOutput(IOException failure, String message) {
        if (failure instanceof NoSuchFileException) {
            return new Failure(ExitStatus.DATA, message + ": no such file or folder");
        }
        if (failure instanceof FileAlreadyExistsException) {
            return new Failure(ExitStatus.CALLER, message + " exists already; --force replaces it");
        }
        if (failure instanceof NotDirectoryException) {
            return new Failure(ExitStatus.DATA, message + ": not a folder");
        }
        boolean missing = failure instanceof FileNotFoundException && !message.contains("denied");
        if (missing || message.contains("Is a directory")) {
            return new Failure(ExitStatus.DATA, message);
        }
        if (failure instanceof EOFException
                || failure instanceof ZipException
                || failure instanceof CharacterCodingException) {
            return new Failure(ExitStatus.DATA, "the data is truncated or malformed: " + message);
        }
        return new Failure(ExitStatus.MACHINE, machineWords(failure, message));
    }

    private static String machineWords(IOException failure, String message) {
        if (message.contains("No space left") || message.contains("quota") || message.contains("not enough space")) {
            return "the disk is full: " + message
                    + "\nnothing was left half written; free some space, or write elsewhere";
        }
        if (failure instanceof AccessDeniedException
                || message.contains("denied")
                || message.contains("Read-only")
                || message.contains("not permitted")) {
            return "no permission: " + message
                    + "\npermission to read the inputs and to write to the folder of the output" + " is needed";
        }
        return "reading or writing failed: " + message;
    }

    private static Failure ofMemory(String message) {
        if (message.contains("thread")) {
            return new Failure(
                    ExitStatus.MACHINE,
                    "the machine allows no more threads (" + message + "); --threads 1 needs fewest");
        }
        long limit = Runtime.getRuntime().maxMemory() / MEBIBYTE;
        return new Failure(
                ExitStatus.MACHINE,
                "too little memory: the JVM may use " + limit + " MiB and that was not enough (" + message
                        + ")\nallow more, for instance with HOURGLASS_JAVA_OPTIONS=-Xmx" + 2 * limit
                        + "m, or use smaller batches or fewer rows");
    }

    private static Failure ofBug(Throwable cause) {
        return new Failure(
                ExitStatus.BUG,
                "this is a bug in Hourglass: "
                        + cause.toString().lines().findFirst().orElse("") + place(cause) + "\n" + Program.VERBOSE
                        + " shows where it happened; please report it with that");
    }

    private static String place(Throwable cause) {
        for (StackTraceElement element : cause.getStackTrace()) {
            if (element.getClassName().startsWith("io.hourglass.")) {
                return " at " + element;
            }
        }
        return "";
    }
}
