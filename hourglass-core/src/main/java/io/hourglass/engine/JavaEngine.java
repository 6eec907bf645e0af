package io.hourglass.engine;

import io.hourglass.kernel.Workers;
import io.hourglass.network.Kernel;
import io.hourglass.network.Mode;
import io.hourglass.network.Network;
import io.hourglass.network.Placement;
import io.hourglass.network.Shape;
import io.hourglass.network.Site;
import java.util.List;

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
    public int threads() {
        return workers.threads();
    }

    @Override
    public Session open(Network network, Placement placement, int maxRows, Precision precision) {
        if (maxRows < 1) {
            throw new IllegalArgumentException("a session needs room for at least 1 row, got " + maxRows);
        }
        return new Rows(network, placement, maxRows, workers);
    }

    @Override
    public void close() {
        workers.close();
    }

    /** A chain of kernels with rows between them. */
    private static final class Rows implements Session {
        private final int maxRows;
        private final Kernel[] kernels;
        /** The rows before each kernel, and those after the last. */
        private final float[][][] values;

        private float[][][] gradients;
        private int rows;

        Rows(Network network, Placement placement, int maxRows, Workers workers) {
            this.maxRows = maxRows;
            List<Shape> shapes = network.shapes();
            this.values = new float[shapes.size()][][];
            for (int i = 0; i < shapes.size(); i++) {
                values[i] = new float[maxRows][shapes.get(i).size()];
            }
            this.kernels = new Kernel[network.layers().size()];
            for (int i = 0; i < kernels.length; i++) {
                kernels[i] = network.layers().get(i).kernel(new Site(shapes.get(i), maxRows, placement, i, workers));
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
        public void backward(float[] dy, float[] gradient, float[] dx) {
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
}
