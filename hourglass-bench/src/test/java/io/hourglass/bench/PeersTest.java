package io.hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PeersTest {
    private static final Instant BUILT = Instant.parse("2026-01-02T00:00:00Z");

    @TempDir
    private Path root;

    private Path peer;

    @BeforeEach
    void aPeerThatIsBuilt() throws IOException {
        peer = root.resolve("hourglass-bench/peers/abacus");
        file("hourglass-bench/src/main/java/io/hourglass/bench/contest/Job.java", BUILT.minusSeconds(1));
        file("hourglass-bench/peers/pom.xml", BUILT.minusSeconds(1));
        file("hourglass-bench/peers/abacus/pom.xml", BUILT.minusSeconds(1));
        file("hourglass-bench/peers/abacus/src/A.java", BUILT.minusSeconds(1));
        Files.setLastModifiedTime(peer.resolve("src"), FileTime.from(BUILT.minusSeconds(1)));
        file("hourglass-bench/peers/abacus/target/peer.built", BUILT);
        Files.setLastModifiedTime(
                root.resolve("hourglass-bench/src/main/java/io/hourglass/bench/contest"),
                FileTime.from(BUILT.minusSeconds(1)));
    }

    /** Were it built here, Maven would find no project. */
    @Test
    void aPeerThatIsUpToDateIsNotBuiltAgain() throws IOException {
        assertThat(new Peers(root).isStale("abacus")).isFalse();
        assertThat(new Peers(root).classPath("abacus").split(File.pathSeparator, -1))
                .containsExactly(
                        peer.resolve("target/classes").toString(),
                        peer.resolve("target/lib/*").toString(),
                        root.resolve("hourglass-bench/target/classes").toString());
    }

    @Test
    void aNewerSourceOrAMissingStampMakesItStale() throws IOException {
        for (String source : new String[] {
            "hourglass-bench/peers/abacus/src/A.java",
            "hourglass-bench/peers/abacus/pom.xml",
            "hourglass-bench/peers/pom.xml",
            "hourglass-bench/src/main/java/io/hourglass/bench/contest/Job.java"
        }) {
            file(source, BUILT.plusSeconds(1));
            assertThat(new Peers(root).isStale("abacus")).as(source).isTrue();
            file(source, BUILT.minusSeconds(1));
        }
        assertThat(new Peers(root).isStale("abacus")).isFalse();
        Files.delete(peer.resolve("target/peer.built"));
        assertThat(new Peers(root).isStale("abacus")).isTrue();
    }

    private void file(String name, Instant modified) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }
}
