package io.hourglass.cli;

import io.hourglass.engine.Engine;
import io.hourglass.engine.Engines;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the verbs that compute with a model. */
@Heading("Machine")
final class EngineOptions {
    @Option(
            names = "--engine",
            paramLabel = "NAME",
            converter = Known.class,
            description = "What computes: onednn, java, or auto for the fastest that works here.")
    private String engine;

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    /**
     * The engine asked for.
     *
     * @param log told which one it is
     */
    Engine open(Consumer<String> log) {
        return Engines.open(engine, threads.threads(), log);
    }

    /** How many threads to compute with, at least 1. */
    int threads() {
        return threads.threads();
    }

    private static final class Known extends SettingConverter<String> {
        @Override
        String value(String text) {
            Engines.open(text, 1, line -> {}).close();
            return text;
        }
    }
}
