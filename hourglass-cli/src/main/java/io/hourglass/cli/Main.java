package io.hourglass.cli;

import java.util.List;
import java.util.Locale;

/** The program {@code hourglass}. */
public final class Main {
    private Main() {}

    /**
     * Runs one command and ends the JVM with its exit status.
     *
     * @param arguments the verb and its options
     */
    public static void main(String[] arguments) {
        // The program speaks English and writes decimal points wherever it runs.
        Locale.setDefault(Locale.ENGLISH);
        System.exit(new Program(Streams.ofProcess(), verbs()).run(arguments).code());
    }

    /** What the program can do, in the order of its help. */
    static List<Verb> verbs() {
        return List.of(
                new TrainVerb(),
                new TuneVerb(),
                new EvaluateVerb(),
                new EncodeVerb(),
                new DecodeVerb(),
                new ReconstructVerb(),
                new DenoiseVerb(),
                new ImputeVerb(),
                new ScoreVerb(),
                new ClassifyVerb(),
                new GenerateVerb(),
                new SearchVerb(),
                new CompressVerb(),
                new DecompressVerb(),
                new InspectVerb(),
                new ImportVerb(),
                new ExportVerb(),
                new NoiseVerb(),
                new DemoVerb());
    }
}
