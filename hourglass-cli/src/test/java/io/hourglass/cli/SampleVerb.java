package io.hourglass.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A verb for tests: prints what it was asked, or throws what it was given. */
@Command(name = "sample", description = "Prints a sample.")
final class SampleVerb extends Verb {
    /** What it does after its options were read. */
    interface Action {
        void run() throws IOException;
    }

    private final Action action;

    @Mixin
    private ReplaceOption replace = new ReplaceOption();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Option(names = "--out", required = true, description = "Where to.")
    private Path out;

    @Option(names = "--epochs", defaultValue = "200", description = "How long.")
    private int epochs;

    SampleVerb() {
        this(() -> {});
    }

    SampleVerb(Action action) {
        this.action = action;
    }

    @Override
    void run(Console console) throws IOException {
        replace.check(out);
        action.run();
        console.notice("begun");
        try (ProgressLine line = console.progress("sampling", 1, "rows")) {
            line.stage("all of it");
        }
        JsonObject object = new JsonObject();
        object.addProperty("epochs", epochs);
        object.addProperty("threads", threads.threads());
        object.addProperty("loss", Double.NaN);
        object.addProperty("model", "<é>");
        console.result(object, "epochs " + epochs + " é");
        console.text("more");
        if (out.toString().equals("-")) {
            console.output().write("x,y\n".getBytes(StandardCharsets.UTF_8));
            console.output().close();
        }
    }
}
