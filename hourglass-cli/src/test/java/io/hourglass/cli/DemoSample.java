package io.hourglass.cli;

import io.hourglass.plan.LengthPlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The demo, run once for all tests that look at what it leaves; its models learn for a single epoch. */
record DemoSample(Path folder, ExitStatus status, String out, String err) {
    private static DemoSample made;

    static synchronized DemoSample get() {
        if (made == null) {
            made = make();
        }
        return made;
    }

    private static DemoSample make() {
        try {
            Path folder = Path.of("target", "demo-sample");
            Files.createDirectories(folder.getParent());
            return run("demo", "--out", folder.toString(), "--force");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the demo in a hurry. */
    static DemoSample run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(new byte[0]), out, new PrintStream(err, true, StandardCharsets.UTF_8), 0);
        DemoVerb hurried = new DemoVerb(
                plan -> plan.withLength(LengthPlan.defaults().withEpochs(1).withBatch(256)));
        ExitStatus status = new Program(streams, List.of(hurried)).run(arguments);
        return new DemoSample(
                Path.of(arguments[2]),
                status,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }

    Path report() {
        return folder.resolve("report.html");
    }
}
