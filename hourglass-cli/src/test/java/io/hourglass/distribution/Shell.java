package io.hourglass.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a script of ours in an environment that holds nothing but what a test puts there. */
final class Shell {

    /** What a script left behind. */
    record Outcome(int status, String output, String errors) {}

    /** A script that has been started. */
    record Run(Process process, Path output, Path errors) {

        Outcome outcome() throws IOException, InterruptedException {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The script did not end: " + Files.readString(errors));
            }
            return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
        }
    }

    private Shell() {}

    /** Writes a script that can be run. */
    static Path script(Path file, String... lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A folder for the PATH with these tools of the system and no others. */
    static Path onlyTools(Path folder, String... tools) throws IOException {
        for (String tool : tools) {
            script(folder.resolve(tool), "exec /usr/bin/" + tool + " \"$@\"");
        }
        return folder;
    }

    static Run start(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().putAll(environment);
        Path outputs = Files.createTempDirectory("hourglass-shell");
        Path output = outputs.resolve("stdout");
        Path errors = outputs.resolve("stderr");
        Process process = builder.redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        return new Run(process, output, errors);
    }

    static Outcome run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        return start(folder, environment, command).outcome();
    }
}
