package io.hourglass.onednn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What Linux says of an ARM processor's units for bf16, which oneDNN's own query leaves out. */
final class Bf16Flag {
    private Bf16Flag() {}

    static boolean isSet() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("Features"))
                    .anyMatch(line -> Arrays.asList(line.split("\\s+", -1)).contains("bf16"));
        } catch (IOException e) {
            return false;
        }
    }
}
