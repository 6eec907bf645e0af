package io.hourglass.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code ./bench}. */
@Command(
        name = "bench",
        description = "Measures; what it prints goes to docs/benchmarks.md.",
        mixinStandardHelpOptions = true,
        subcommands = {
            AnomalyCommand.class,
            DenseCommand.class,
            ClassificationCommand.class,
            CompressionCommand.class,
            DenoisingCommand.class,
            ModelsCommand.class,
            ReductionCommand.class,
            SideBySideCommand.class,
            ScoringCommand.class,
            JmhCommand.class
        })
public final class Main implements Runnable {
    /**
     * Runs one measurement.
     *
     * @param arguments its name and options
     */
    public static void main(String[] arguments) {
        System.exit(program().execute(arguments));
    }

    /** The measurements; what the caller did wrong is said in one line and ends with 2. */
    static CommandLine program() {
        CommandLine program = new CommandLine(new Main());
        program.getSubcommands().get("jmh").setUnmatchedOptionsArePositionalParams(true);
        program.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof IllegalArgumentException) {
                command.getErr().println("bench: " + failure.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            throw failure;
        });
        return program;
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
