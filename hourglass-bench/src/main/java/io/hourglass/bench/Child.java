package io.hourglass.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A measured system in a JVM of its own, seen from the program that measures; the other side is {@code Conversation}. */
final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final PrintStream questions;
    private final String first;
    private final Path log;

    private Child(Process process, Path log) throws IOException {
        this.process = process;
        this.log = log;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.first = answer("ready ", "missing ");
    }

    /**
     * What a round of updates took.
     *
     * @param micros microseconds an update
     * @param loss the mean of the batches' losses
     */
    record Answer(double micros, double loss) {}

    /**
     * Starts a JVM and waits until its system is ready or says why it is missing.
     *
     * @param threads the threads that libraries with OpenMP may use
     * @param log where the JVM's own words go
     */
    static Child start(List<String> command, int threads, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        for (String name : List.of("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")) {
            builder.environment().put(name, String.valueOf(threads));
        }
        builder.redirectError(log.toFile());
        return new Child(builder.start(), log);
    }

    /** Why the system cannot be measured; null if it can. */
    String missing() {
        return first.startsWith("missing ") ? first.substring("missing ".length()) : null;
    }

    /** What runs. */
    String description() {
        return first.substring(first.indexOf(' ') + 1);
    }

    /**
     * Has the system make so many updates.
     *
     * @throws IOException if its JVM ended
     */
    Answer train(int count) throws IOException {
        questions.println("train " + count);
        String[] words = answer("done ").split(" ", -1);
        return new Answer(Long.parseLong(words[1]) / 1e3 / count, Double.parseDouble(words[2]));
    }

    /** The next line that begins so; others are passed over. */
    private String answer(String... beginnings) throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            for (String beginning : beginnings) {
                if (line.startsWith(beginning)) {
                    return line;
                }
            }
        }
        throw new IOException("a measured system ended without an answer; what it said is in " + log);
    }

    @Override
    public void close() {
        questions.println("quit");
        questions.close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
