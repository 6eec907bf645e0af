package io.hourglass.cli;

import picocli.CommandLine.Option;

/** The options that every verb has. Two are acted on elsewhere and stand here so that every verb accepts and lists them. */
@Heading(HelpLayout.GENERAL)
final class CommonOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    boolean help;

    @Option(names = "--json", description = "Prints the result as one JSON object on one line.")
    private boolean json;

    @Option(names = "--quiet", description = "Prints nothing on standard error but failures.")
    private boolean quiet;

    @Option(names = Program.VERBOSE, description = "Shows where in the program a failure happened.")
    boolean verbose;

    /** Where a verb with these options prints. */
    Console console(Streams streams) {
        return new Console(streams, json, quiet);
    }
}
