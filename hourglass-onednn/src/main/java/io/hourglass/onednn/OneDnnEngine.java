package io.hourglass.onednn;

import io.hourglass.engine.Engine;
import io.hourglass.engine.KernelChain;
import io.hourglass.engine.Precision;
import io.hourglass.engine.Session;
import io.hourglass.kernel.Workers;
import io.hourglass.network.Network;
import io.hourglass.network.Placement;

/**
 * The fast engine: dense layers, convolutions, pooling, upsampling, residual blocks and most activations by oneDNN's kernels for the
 * processor at hand, the others by their Java kernels. In 32-bit floats it agrees with the Java engine within 1e-4; its bits depend on the
 * machine and the number of threads.
 */
public final class OneDnnEngine implements Engine {
    /** The name of this engine. */
    public static final String NAME = "onednn";

    private final Workers workers;

    /**
     * @param threads how many threads compute at once, at least 1
     * @throws UnsupportedOperationException if the native library does not load; the message says why
     */
    public OneDnnEngine(int threads) {
        Library.load();
        this.workers = new Workers(threads);
    }

    @Override
    public String name() {
        return NAME;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException for bf16 on a processor without units for it
     */
    @Override
    public Session open(Network network, Placement placement, int maxRows, Precision precision) {
        if (maxRows < 1) {
            throw new IllegalArgumentException("a session needs room for at least 1 row, got " + maxRows);
        }
        if (precision == Precision.BF16 && !Library.hasBf16()) {
            throw new IllegalArgumentException(
                    "bf16 needs a processor with units for it (AVX-512 BF16 or AMX, or bf16 of ARM), and this one has"
                            + " none; f32 works everywhere");
        }
        return new OneDnnSession(network, new KernelChain.Room(placement, maxRows, workers), precision);
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
