package io.hourglass.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/**
 * A verb of the command line. A subclass has picocli's {@code @Command(name, description)}, its options as fields, and
 * {@link #run}; {@link Main} lists it. It fails by throwing: {@link Failure} turns what is thrown into words and a status.
 */
abstract class Verb implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    private Streams streams;

    /** Does what the verb says. */
    abstract void run(Console console) throws IOException;

    @Override
    public final Integer call() throws IOException {
        run(common.console(streams));
        return ExitStatus.DONE.code();
    }

    final void attach(Streams standard) {
        this.streams = standard;
    }
}
