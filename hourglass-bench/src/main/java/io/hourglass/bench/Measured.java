package io.hourglass.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that ran to its end.
 *
 * @param status its exit status
 * @param seconds from its start to its end
 * @param peakBytes the most memory that was resident; 0 where the system does not tell
 * @param said what it wrote to stdout and stderr
 */
record Measured(int status, double seconds, long peakBytes, String said) {
    private static final int POLL_MILLIS = 10;

    /** Runs a program, its words going through a file in a folder. */
    static Measured run(List<String> command, Path folder) throws IOException {
        Path words = folder.resolve("words.txt");
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(words.toFile())
                .start();
        Path status = Path.of("/proc/" + process.pid() + "/status");
        long peak = 0;
        try {
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, peakResident(status));
            }
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command.get(0), interrupted);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Measured(
                process.exitValue(),
                seconds,
                peak,
                Files.readString(words, StandardCharsets.UTF_8).strip());
    }

    /** Runs the program from the clone, which is built first if it is stale; it says nothing but results and errors. */
    static Measured hourglass(List<String> words, Path folder) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Peers.here().root().resolve("hourglass").toString());
        command.addAll(words);
        command.add("--quiet");
        return run(command, folder);
    }

    /**
     * What the program says as JSON.
     *
     * @throws IOException with what it said if it did not end well
     */
    static JsonObject result(List<String> words, int threads, Path folder) throws IOException {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--threads", Integer.toString(threads), "--json"));
        return JsonParser.parseString(hourglass(all, folder).must(words.get(0)).said())
                .getAsJsonObject();
    }

    /**
     * This run of the program, if it ended well.
     *
     * @throws IOException with what it said if it did not
     */
    Measured must(String verb) throws IOException {
        if (status != 0) {
            throw new IOException("hourglass " + verb + " ended with " + status + ": " + said);
        }
        return this;
    }

    /** The line {@code VmHWM: 1234 kB} of a Linux process; 0 where there is none, or no longer. */
    private static long peakResident(Path status) {
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmHWM:")) {
                    return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException ended) {
            return 0;
        }
        return 0;
    }
}
