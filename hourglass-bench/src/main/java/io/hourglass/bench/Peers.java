package io.hourglass.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * The systems of others, each a module of its own under {@code hourglass-bench/peers} that a normal build never touches. A module is
 * built, and its libraries are fetched through Maven, when it is first asked for.
 *
 * @param root the folder of the source tree
 */
record Peers(Path root) {
    /** The source tree that {@code ./bench} belongs to. */
    static Peers here() {
        return new Peers(
                Path.of(System.getProperty("bench.root", ".")).toAbsolutePath().normalize());
    }

    /** The class path of a peer, built if it is missing or older than its sources. */
    String classPath(String module) throws IOException {
        Path folder = folder(module);
        if (isStale(module)) {
            build(module);
            Files.writeString(stamp(module), "");
        }
        return String.join(
                File.pathSeparator,
                folder.resolve("target/classes").toString(),
                folder.resolve("target/lib/*").toString(),
                root.resolve("hourglass-bench/target/classes").toString());
    }

    /** Whether a peer is not built yet, or one of its sources is newer. */
    boolean isStale(String module) throws IOException {
        Path stamp = stamp(module);
        return !Files.exists(stamp) || changedSince(folder(module), Files.getLastModifiedTime(stamp));
    }

    private Path folder(String module) {
        return root.resolve("hourglass-bench/peers").resolve(module);
    }

    private Path stamp(String module) {
        return folder(module).resolve("target/peer.built");
    }

    private boolean changedSince(Path folder, FileTime built) throws IOException {
        Path contest = root.resolve("hourglass-bench/src/main/java/io/hourglass/bench/contest");
        try (Stream<Path> own = Files.walk(folder.resolve("src"));
                Stream<Path> shared = Files.walk(contest)) {
            for (Path file : Stream.concat(
                            Stream.concat(own, shared),
                            Stream.of(folder.resolve("pom.xml"), folder.resolveSibling("pom.xml")))
                    .toList()) {
                if (Files.getLastModifiedTime(file).compareTo(built) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private void build(String module) throws IOException {
        System.err.println("bench: building " + module + " and fetching its libraries…");
        Process maven = new ProcessBuilder(List.of(
                        "mvn",
                        "-q",
                        "-B",
                        "-ntp",
                        "-Dstyle.color=never",
                        "-Dmaven.test.skip=true",
                        "-Ppeers",
                        "-pl",
                        "hourglass-bench/peers/" + module,
                        "-am",
                        "package"))
                .directory(root.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (maven.waitFor() != 0) {
                System.err.print(said);
                throw new IOException("Maven could not build hourglass-bench/peers/" + module
                        + ": its words are above; the first time it needs the network");
            }
        } catch (InterruptedException interrupted) {
            maven.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while building " + module, interrupted);
        }
    }
}
