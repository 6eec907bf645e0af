package io.hourglass.engine;

import io.hourglass.kernel.Workers;
import io.hourglass.network.Network;
import io.hourglass.network.Placement;
import java.util.Locale;

/**
 * The portable engine, and the definition of every layer: plain Java in a fixed order, the same bits on every machine and for every
 * number of threads.
 */
public final class JavaEngine implements Engine {
    /** The name of this engine. */
    public static final String NAME = "java";

    private final Workers workers;

    /**
     * @param threads how many threads compute at once, at least 1
     */
    public JavaEngine(int threads) {
        this.workers = new Workers(threads);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Session open(Network network, Placement placement, int maxRows, Precision precision) {
        if (maxRows < 1) {
            throw new IllegalArgumentException("a session needs room for at least 1 row, got " + maxRows);
        }
        if (precision != Precision.F32) {
            throw new IllegalArgumentException("the engine 'java' computes in f32 alone, got "
                    + precision.name().toLowerCase(Locale.ROOT) + "; the engine 'onednn' knows others");
        }
        return new KernelChain(network, 0, network.layers().size(), new KernelChain.Room(placement, maxRows, workers));
    }

    @Override
    public Workers workers() {
        return workers;
    }

    @Override
    public void close() {
        workers.close();
    }
}
