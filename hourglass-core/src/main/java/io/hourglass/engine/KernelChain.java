package io.hourglass.engine;

import io.hourglass.kernel.Workers;
import io.hourglass.network.Kernel;
import io.hourglass.network.Mode;
import io.hourglass.network.Network;
import io.hourglass.network.Parameter;
import io.hourglass.network.Placement;
import io.hourglass.network.Shape;
import io.hourglass.network.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some layers of a network, one after the other, in plain Java: the whole network in the Java engine; in another engine the layers
 * that it leaves to Java.
 */
public final class KernelChain implements Session {
    /**
     * What a chain computes in.
     *
     * @param placement where the whole network's parameters lie
     * @param maxRows the most rows of a pass
     * @param workers the threads
     */
    public record Room(Placement placement, int maxRows, Workers workers) {}

    private final int maxRows;
    private final Kernel[] kernels;
    /** The rows before each kernel, and those after the last. */
    private final float[][][] values;

    /** Where the parameters lie in the flat block. */
    private final List<Integer> starts = new ArrayList<>();

    private final List<Integer> ends = new ArrayList<>();
    private float[][][] gradients;
    private int rows;

    /**
     * @param network the whole network
     * @param from the first layer of the chain, counted from 0
     * @param to the layer after its last
     * @param room what it computes in
     */
    public KernelChain(Network network, int from, int to, Room room) {
        this.maxRows = room.maxRows;
        List<Shape> shapes = network.shapes();
        this.values = new float[to - from + 1][][];
        for (int i = 0; i < values.length; i++) {
            values[i] = new float[maxRows][shapes.get(from + i).size()];
        }
        this.kernels = new Kernel[to - from];
        for (int i = 0; i < kernels.length; i++) {
            int layer = from + i;
            List<Parameter> parameters = network.parameters(layer);
            for (int p = 0; p < parameters.size(); p++) {
                starts.add(room.placement.weight(layer, p));
                ends.add(room.placement.weight(layer, p) + parameters.get(p).length());
            }
            kernels[i] = network.layers()
                    .get(layer)
                    .kernel(new Site(shapes.get(layer), maxRows, room.placement, layer, room.workers));
        }
    }

    @Override
    public void load(float[] weights, float[] state) {
        for (Kernel kernel : kernels) {
            kernel.load(weights, state);
        }
    }

    @Override
    public void forward(float[] x, int count, float[] y, Mode mode, long key) {
        if (count > maxRows) {
            throw new IllegalArgumentException("the session has room for " + maxRows + " rows, got " + count);
        }
        rows = count;
        unpack(x, values[0], count);
        for (int i = 0; i < kernels.length; i++) {
            kernels[i].forward(values[i], values[i + 1], count, mode, key);
        }
        pack(values[kernels.length], y, count);
    }

    @Override
    public void backward(float[] dy, float[] gradient, float[] dx, boolean adding) {
        for (int i = 0; !adding && i < starts.size(); i++) {
            Arrays.fill(gradient, starts.get(i), ends.get(i), 0f);
        }
        if (gradients == null) {
            gradients = new float[values.length][][];
            for (int i = 0; i < values.length; i++) {
                gradients[i] = new float[maxRows][values[i][0].length];
            }
        }
        unpack(dy, gradients[kernels.length], rows);
        for (int i = kernels.length - 1; i >= 0; i--) {
            float[][] below = i == 0 && dx == null ? null : gradients[i];
            kernels[i].backward(values[i], values[i + 1], gradients[i + 1], below, rows, gradient);
        }
        if (dx != null) {
            pack(gradients[0], dx, rows);
        }
    }

    private static void unpack(float[] flat, float[][] rowsOfValues, int rows) {
        int width = rowsOfValues[0].length;
        for (int r = 0; r < rows; r++) {
            System.arraycopy(flat, r * width, rowsOfValues[r], 0, width);
        }
    }

    private static void pack(float[][] rowsOfValues, float[] flat, int rows) {
        int width = rowsOfValues[0].length;
        for (int r = 0; r < rows; r++) {
            System.arraycopy(rowsOfValues[r], 0, flat, r * width, width);
        }
    }

    @Override
    public void close() {
        // nothing but heap memory
    }
}
