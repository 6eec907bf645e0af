package io.hourglass.bench.contest;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The side of a measured system in its talk with the program that measures, line by line: it says {@code ready DESCRIPTION} or
 * {@code missing REASON}; to {@code train N} it answers {@code done NANOSECONDS LOSS}; {@code quit} ends it. Lines that begin otherwise
 * are a library's chatter and are passed over.
 */
public final class Conversation {
    private final BufferedReader questions;
    private final PrintStream answers;

    Conversation(BufferedReader questions, PrintStream answers) {
        this.questions = questions;
        this.answers = answers;
    }

    /** Makes a system of its job, its threads and its precision. */
    @FunctionalInterface
    public interface Maker {
        /**
         * Makes the system.
         *
         * @param job what to train
         * @param threads how many threads may compute
         * @param precision {@code f32} or {@code bf16}
         * @throws UnsupportedOperationException if the system cannot do that here; the message says why
         */
        Contestant make(Job job, int threads, String precision) throws IOException;
    }

    /**
     * Runs a system until it is told to quit, then ends the JVM, whatever threads a library left behind.
     *
     * @param arguments the job's file, the threads, the precision
     */
    public static void run(String[] arguments, Maker maker) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err); // what libraries print is not an answer
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int status = 0;
        try {
            Job job = Job.read(Path.of(arguments[0]));
            new Conversation(in, out).hold(job, Integer.parseInt(arguments[1]), arguments[2], maker);
        } catch (IOException | RuntimeException | Error failure) {
            failure.printStackTrace();
            status = 1;
        }
        Runtime.getRuntime().halt(status);
    }

    void hold(Job job, int threads, String precision, Maker maker) throws IOException {
        try (Contestant contestant = maker.make(job, threads, precision)) {
            answers.println("ready " + contestant.description());
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                if (!line.startsWith("train ")) {
                    break;
                }
                long start = System.nanoTime();
                double loss = contestant.train(Integer.parseInt(line.substring("train ".length())));
                answers.println("done " + (System.nanoTime() - start) + " " + loss);
            }
        } catch (UnsupportedOperationException | LinkageError reason) {
            answers.println("missing " + reason.getMessage());
        }
    }
}
