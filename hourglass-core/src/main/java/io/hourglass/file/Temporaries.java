package io.hourglass.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The temporary names beside a target, {@code .NAME.hourglass-tmp-<pid>-<n>}: handed out, removed when the program is
 * stopped, and removed later when their process was killed.
 */
final class Temporaries {
    private static final String MARK = ".hourglass-tmp-";
    private static final int LONGEST_NAME = 200;
    private static final AtomicLong NEXT = new AtomicLong();
    private static final Set<Path> ACTIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ACTIVE.forEach(Temporaries::removeQuietly)));
    }

    private Temporaries() {}

    /** A new name beside the target, registered until {@link #release}; nothing is created. */
    static Path reserve(Path target) {
        while (true) {
            String suffix = ProcessHandle.current().pid() + "-" + NEXT.getAndIncrement();
            Path temporary = target.resolveSibling(prefix(target) + suffix);
            if (!Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
                ACTIVE.add(temporary);
                return temporary;
            }
        }
    }

    /** Removes whatever is left under a reserved name, and forgets the name. */
    static void release(Path temporary) {
        removeQuietly(temporary);
        ACTIVE.remove(temporary);
    }

    /** Removes what killed processes left beside this target; what cannot be removed stays. */
    static void removeAbandoned(Path target) {
        String prefix = prefix(target);
        try (DirectoryStream<Path> found = Files.newDirectoryStream(
                target.getParent(), p -> p.getFileName().toString().startsWith(prefix))) {
            for (Path temporary : found) {
                if (isAbandoned(temporary, prefix)) {
                    removeQuietly(temporary);
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            return; // a folder that may be written but not listed: nothing to clean, and nothing depends on it
        }
    }

    private static boolean isAbandoned(Path temporary, String prefix) {
        String[] numbers =
                temporary.getFileName().toString().substring(prefix.length()).split("-", -1);
        if (numbers.length != 2 || !numbers[0].matches("[0-9]{1,18}") || !numbers[1].matches("[0-9]{1,19}")) {
            return false;
        }
        long pid = Long.parseLong(numbers[0]);
        if (pid == ProcessHandle.current().pid()) {
            return !ACTIVE.contains(temporary); // in containers a killed process and this one often share a number
        }
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }

    private static String prefix(Path target) {
        String name = target.getFileName().toString();
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST_NAME) { // file systems stop at 255 bytes
            name = "long-" + Hashing.sha256(bytes);
        }
        return "." + name + MARK;
    }

    private static void removeQuietly(Path path) {
        try {
            FileTree.remove(path);
        } catch (IOException e) {
            return; // its name says what it is; the next write of the target tries again
        }
    }
}
