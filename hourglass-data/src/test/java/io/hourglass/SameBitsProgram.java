package io.hourglass;

import java.util.ArrayList;
import java.util.List;

/** What the kept models and trainings like theirs come to, a digest each; a program of its own, so that other JVMs can be asked. */
public final class SameBitsProgram {
    private SameBitsProgram() {}

    /** Prints the digests, from the module's folder. */
    public static void main(String[] arguments) {
        digests().forEach(System.out::println);
    }

    /** A line for the verbs of each model, and one for a training on one thread and on two. */
    static List<String> digests() {
        List<String> lines = new ArrayList<>();
        for (GoldenModel golden : GoldenModel.all()) {
            lines.add(golden + " verbs " + GoldenModel.digest(golden.results(golden.open())));
            for (int threads = 1; threads <= 2; threads++) {
                lines.add(golden + " training, threads " + threads + ": " + golden.trainingDigest(threads));
            }
        }
        return lines;
    }
}
