package io.hourglass.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program with its verbs: runs one command line and says with a status how it went. */
final class Program {
    static final String VERBOSE = "--verbose";
    private static final int HELP_WIDTH = 100;

    private final Streams streams;
    private final CommandLine commandLine;

    /**
     * @param streams where it reads and prints
     * @param verbs what it can do, in the order of the help
     */
    Program(Streams streams, List<Verb> verbs) {
        this.streams = streams;
        this.commandLine = new CommandLine(new Root());
        for (Verb verb : verbs) {
            verb.attach(streams);
            CommandLine subcommand = new CommandLine(verb);
            subcommand
                    .getCommandSpec()
                    .usageMessage()
                    .showDefaultValues(true)
                    .sortOptions(false)
                    .abbreviateSynopsis(true);
            subcommand.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new HelpLayout());
            commandLine.addSubcommand(subcommand);
        }
        commandLine
                .setUsageHelpWidth(HELP_WIDTH)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false);
    }

    /** Runs one command line; never throws. */
    ExitStatus run(String... arguments) {
        // Help and version go through a writer that keeps quiet about a full disk until it is asked.
        PrintWriter help = new PrintWriter(new OutputStreamWriter(streams.out(), StandardCharsets.UTF_8));
        try {
            execute(commandLine.setOut(help).parseArgs(ConfigFile.expand(commandLine, arguments)));
            if (help.checkError()) {
                throw new IOException("standard output cannot be written");
            }
            streams.out().flush();
            return ExitStatus.DONE;
        } catch (Throwable thrown) {
            return readerHasEnough(thrown)
                    ? ExitStatus.DONE
                    : report(thrown, Arrays.asList(arguments).contains(VERBOSE));
        }
    }

    /** A verb that does not exist has no help: picocli alone would show that of the program, and succeed. */
    private static void execute(ParseResult parsed) {
        for (ParseResult level = parsed; ; level = level.subcommand()) {
            if (!level.unmatched().isEmpty()) {
                throw new UnmatchedArgumentException(level.commandSpec().commandLine(), level.unmatched());
            }
            if (!level.hasSubcommand()) {
                new CommandLine.RunLast().execute(parsed);
                return;
            }
        }
    }

    private static boolean readerHasEnough(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ReaderGoneException) {
                return true;
            }
        }
        return false;
    }

    private ExitStatus report(Throwable thrown, boolean verbose) {
        Failure failure = thrown instanceof ParameterException mistake ? explained(mistake) : Failure.of(thrown);
        streams.err().println("hourglass: " + failure.words());
        if (verbose) {
            thrown.printStackTrace(streams.err());
        }
        streams.err().flush();
        return failure.status();
    }

    /** What was wrong with the options, with picocli's suggestions or else the way to the help, not the help itself. */
    private static Failure explained(ParameterException mistake) {
        StringWriter suggestions = new StringWriter();
        boolean suggested = UnmatchedArgumentException.printSuggestions(mistake, new PrintWriter(suggestions, true));
        List<String> lines = new ArrayList<>(List.of(words(mistake)));
        lines.add(
                suggested && !suggestions.toString().isBlank()
                        ? suggestions.toString().strip()
                        : mistake.getCommandLine().getCommandSpec().qualifiedName() + " --help lists what there is");
        return new Failure(ExitStatus.CALLER, String.join("\n", lines));
    }

    private static String words(ParameterException mistake) {
        if (mistake instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && mistake.getCommandLine().getParent() == null) {
            return "there is no verb '" + unmatched.getUnmatched().get(0) + "'";
        }
        return String.valueOf(mistake.getMessage());
    }

    /** What comes before the verb. */
    @Command(
            name = "hourglass",
            description = "Autoencoders for the JVM: train one on a table or on images, then use it.",
            versionProvider = Version.class,
            mixinStandardHelpOptions = true,
            synopsisSubcommandLabel = "VERB")
    private static final class Root implements Runnable {
        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "a verb is needed");
        }
    }
}
