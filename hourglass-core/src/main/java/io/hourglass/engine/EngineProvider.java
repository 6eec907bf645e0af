package io.hourglass.engine;

/** How an engine is found: {@link Engines} loads providers with {@link java.util.ServiceLoader}. */
public interface EngineProvider {
    /** The name by which the engine is asked for. */
    String name();

    /** Its place when the fastest is wanted; higher goes first. The Java engine has 0. */
    int rank();

    /**
     * Opens the engine.
     *
     * @param threads how many threads it may use
     * @throws UnsupportedOperationException if it does not work on this machine; the message says why
     */
    Engine open(int threads);
}
