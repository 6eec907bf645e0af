package io.hourglass.onednn;

import io.hourglass.engine.KernelChain;
import io.hourglass.engine.Precision;
import io.hourglass.engine.Session;
import io.hourglass.network.Layer;
import io.hourglass.network.Mode;
import io.hourglass.network.Network;
import java.util.ArrayList;
import java.util.List;

/** A network as chains of layers in native memory and chains of Java kernels, with rows on the heap between them. */
final class OneDnnSession implements Session {
    private final int maxRows;
    private final List<Session> chains = new ArrayList<>();
    /** The rows after each chain but the last, and their gradients. */
    private final List<float[]> values = new ArrayList<>();

    private final List<float[]> gradients = new ArrayList<>();

    OneDnnSession(Network network, KernelChain.Room room, Precision precision) {
        this.maxRows = room.maxRows();
        int layers = network.layers().size();
        try {
            int from = 0;
            do {
                int to = end(network, from);
                boolean java = to == from || !worthIt(network, from, to);
                to = java ? endOfJava(network, from) : to;
                chains.add(
                        java
                                ? new KernelChain(network, from, to, room)
                                : new NativeChain(network, from, to, room, precision));
                if (to < layers) {
                    values.add(new float[maxRows * network.shapes().get(to).size()]);
                    gradients.add(new float[maxRows * network.shapes().get(to).size()]);
                }
                from = to;
            } while (from < layers);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** The layer after the last of those from a place on that the library can compute. */
    private static int end(Network network, int from) {
        int to = from;
        while (to < network.layers().size() && Builder.of(network.layers().get(to)) != Builder.JAVA) {
            to++;
        }
        return to;
    }

    /** Whether there is something to compute between the two places. */
    private static boolean worthIt(Network network, int from, int to) {
        return network.layers().subList(from, to).stream().anyMatch(layer -> Builder.of(layer) != Builder.NOTHING);
    }

    /** The layer after the last of those from a place on that are left to Java. */
    private static int endOfJava(Network network, int from) {
        int to = from;
        while (to < network.layers().size() && isJavas(network.layers().get(to))) {
            to++;
        }
        return to;
    }

    private static boolean isJavas(Layer layer) {
        Builder builder = Builder.of(layer);
        return builder == Builder.JAVA || builder == Builder.NOTHING;
    }

    @Override
    public void load(float[] weights, float[] state) {
        for (Session chain : chains) {
            chain.load(weights, state);
        }
    }

    @Override
    public void forward(float[] x, int rows, float[] y, Mode mode, long key) {
        if (rows > maxRows) {
            throw new IllegalArgumentException("the session has room for " + maxRows + " rows, got " + rows);
        }
        int last = chains.size() - 1;
        for (int i = 0; i <= last; i++) {
            chains.get(i).forward(i == 0 ? x : values.get(i - 1), rows, i == last ? y : values.get(i), mode, key);
        }
    }

    @Override
    public void backward(float[] dy, float[] gradient, float[] dx, boolean adding) {
        int last = chains.size() - 1;
        for (int i = last; i >= 0; i--) {
            chains.get(i)
                    .backward(i == last ? dy : gradients.get(i), gradient, i == 0 ? dx : gradients.get(i - 1), adding);
        }
    }

    @Override
    public long nativeBytes() {
        return chains.stream().mapToLong(Session::nativeBytes).sum();
    }

    @Override
    public void close() {
        chains.forEach(Session::close);
    }
}
