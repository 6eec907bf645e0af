package io.hourglass.engine;

import io.hourglass.kernel.Workers;
import io.hourglass.network.Network;
import io.hourglass.network.Placement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** Finds the engines on the class path: the Java engine always, others through {@link ServiceLoader}. */
public final class Engines {
    /** Stands for the fastest engine that works on this machine. */
    public static final String AUTO = "auto";

    private Engines() {}

    /** The Java engine on all cores: one for all who ask, so that threads are not many; closing it does nothing. */
    public static Engine java() {
        return Shared.ENGINE;
    }

    /**
     * Opens an engine.
     *
     * @param name {@code auto} or an engine's name
     * @param threads how many threads it may use
     * @param log told in one line which engine was chosen and why others were not
     * @throws IllegalArgumentException if no engine has the name, or the one that has does not work here
     */
    public static Engine open(String name, int threads, Consumer<String> log) {
        return open(name, threads, log, providers());
    }

    static Engine open(String name, int threads, Consumer<String> log, List<EngineProvider> providers) {
        if (!name.equals(AUTO)) {
            return open(named(name, providers), threads);
        }
        for (EngineProvider provider : providers) {
            try {
                Engine engine = provider.open(threads);
                log.accept("engine " + engine.name() + ", " + threads + (threads == 1 ? " thread" : " threads"));
                return engine;
            } catch (UnsupportedOperationException | LinkageError e) {
                log.accept("engine " + provider.name() + " does not work here: " + e.getMessage());
            }
        }
        throw new IllegalStateException("even the Java engine did not open");
    }

    private static Engine open(EngineProvider provider, int threads) {
        try {
            return provider.open(threads);
        } catch (UnsupportedOperationException | LinkageError e) {
            throw new IllegalArgumentException(
                    "the engine '" + provider.name() + "' does not work here: " + e.getMessage()
                            + "; the engine 'java' works everywhere",
                    e);
        }
    }

    private static EngineProvider named(String name, List<EngineProvider> providers) {
        for (EngineProvider provider : providers) {
            if (provider.name().equals(name)) {
                return provider;
            }
        }
        throw new IllegalArgumentException("no engine is called '" + name + "' here; there are auto and "
                + String.join(", ", providers.stream().map(EngineProvider::name).toList()));
    }

    private static List<EngineProvider> providers() {
        List<EngineProvider> providers = new ArrayList<>();
        ServiceLoader.load(EngineProvider.class, Engines.class.getClassLoader()).forEach(providers::add);
        providers.add(new JavaProvider());
        providers.sort(Comparator.comparingInt(EngineProvider::rank).reversed());
        return providers;
    }

    /** Opened when it is first asked for, and open as long as the JVM runs. */
    private static final class Shared implements Engine {
        private static final Engine ENGINE = new Shared();

        private final Engine java = new JavaEngine(Runtime.getRuntime().availableProcessors());

        @Override
        public String name() {
            return java.name();
        }

        @Override
        public Session open(Network network, Placement placement, int maxRows, Precision precision) {
            return java.open(network, placement, maxRows, precision);
        }

        @Override
        public Workers workers() {
            return java.workers();
        }

        @Override
        public void close() {
            // others use it
        }
    }

    private static final class JavaProvider implements EngineProvider {
        @Override
        public String name() {
            return JavaEngine.NAME;
        }

        @Override
        public int rank() {
            return 0;
        }

        @Override
        public Engine open(int threads) {
            return new JavaEngine(threads);
        }
    }
}
