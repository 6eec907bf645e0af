package io.hourglass.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option of the verbs that compute. */
@Heading("Machine")
final class ThreadsOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec verb;

    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads to compute with; the results do not depend on it. Default: all processors.")
    void setThreads(int count) {
        if (count < 1) {
            throw new ParameterException(verb.commandLine(), "--threads must be at least 1; got " + count);
        }
        threads = count;
    }

    /** How many threads to compute with, at least 1. */
    int threads() {
        return threads;
    }
}
