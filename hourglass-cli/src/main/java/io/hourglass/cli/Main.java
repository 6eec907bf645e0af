package io.hourglass.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code hourglass}. */
@Command(
        name = "hourglass",
        description = "Autoencoders for the JVM.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class Main {
    private Main() {}

    /**
     * Runs one command and ends the JVM with its exit status.
     *
     * @param arguments the verb and its options
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
