package io.hourglass.engine;

import io.hourglass.kernel.Workers;
import io.hourglass.network.Network;
import io.hourglass.network.Placement;

/** Compiles networks into sessions. {@link JavaEngine} defines what comes out; others agree with it. */
public interface Engine extends AutoCloseable {
    /** The name by which it is asked for, for instance {@code java}. */
    String name();

    /**
     * Compiles a network.
     *
     * @param network what to compute
     * @param placement where its parameters lie in the blocks given to {@link Session#load}
     * @param maxRows the most rows that a pass may have
     * @param precision the arithmetic
     * @throws IllegalArgumentException if this engine cannot compute in that precision
     */
    Session open(Network network, Placement placement, int maxRows, Precision precision);

    /** Compiles a network whose parameters lie one after the other from the start of its own blocks. */
    default Session open(Network network, int maxRows, Precision precision) {
        return open(network, Placement.following(network, 0, 0), maxRows, precision);
    }

    /** The threads it computes on; whoever computes beside its sessions shares them. */
    Workers workers();

    /** Gives back threads and memory. Sessions of the Java engine still work afterwards, on the calling thread alone. */
    @Override
    void close();
}
