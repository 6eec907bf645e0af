package io.hourglass.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code ./bench}. */
@Command(
        name = "bench",
        description = "Measures; what it prints goes to docs/benchmarks.md.",
        mixinStandardHelpOptions = true,
        subcommands = {DenseCommand.class, CompressionCommand.class})
public final class Main implements Runnable {
    /**
     * Runs one measurement.
     *
     * @param arguments its name and options
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
