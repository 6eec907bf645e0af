package io.hourglass;

import com.google.gson.Gson;
import io.hourglass.engine.Engine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts a JVM of the same JDK, with the core and its tests on the class path. */
public final class ChildJvm {
    private ChildJvm() {}

    /** Starts a main class; what it writes to its error stream is seen here. */
    public static Process start(List<String> flags, Class<?> main, String... arguments) throws IOException {
        String classPath = Stream.of(Engine.class, ChildJvm.class, Gson.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(url -> new File(url.getPath()).getPath())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
