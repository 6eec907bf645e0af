package io.hourglass.bench.contest;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What all systems train: layers with relu between them and a sigmoid at the end, rebuilding their inputs under the mean squared error
 * with Adam (0.9, 0.999, 1e-7). The same file goes to every system.
 *
 * @param shapes of a row, then of what each {@link Link} gives: a vector {n} or an image {height, width, channels}; the last has as
 *     many values as the row
 * @param batch the rows of an update
 * @param rate Adam's rate
 * @param weights layer by layer the kernel [inputs][units] and the bias [units]
 * @param rows whole batches of rows, values from 0 to 1
 */
public record Job(int[][] shapes, int batch, float rate, float[] weights, float[] rows) {
    /** Adam's first decay. */
    public static final float BETA1 = 0.9f;
    /** Adam's second decay. */
    public static final float BETA2 = 0.999f;
    /** Adam's divisor at least. */
    public static final float EPSILON = 1e-7f;

    private static final int MAGIC = 0x48474a32;

    public Job {
        int width = Link.values(shapes[0]);
        if (shapes.length < 2 || width != Link.values(shapes[shapes.length - 1])) {
            throw new IllegalArgumentException("a job's network ends as wide as its rows are");
        }
        if (batch < 1 || rows.length == 0 || rows.length % (batch * width) != 0) {
            throw new IllegalArgumentException("a job needs whole batches of " + batch + " rows of " + width
                    + " values, got " + rows.length + " values");
        }
        int needed = start(shapes, shapes.length - 1);
        if (weights.length != needed) {
            throw new IllegalArgumentException("the network has " + needed + " weights, got " + weights.length);
        }
    }

    /** A job of dense layers alone. */
    public Job(int[] widths, int batch, float rate, float[] weights, float[] rows) {
        this(vectors(widths), batch, rate, weights, rows);
    }

    private static int[][] vectors(int[] widths) {
        return Arrays.stream(widths).mapToObj(width -> new int[] {width}).toArray(int[][]::new);
    }

    /** The values of a row, then those of each layer. */
    public int[] widths() {
        return Arrays.stream(shapes).mapToInt(Link::values).toArray();
    }

    /** The number of layers. */
    public int layers() {
        return shapes.length - 1;
    }

    /** A layer. */
    public Link link(int layer) {
        return new Link(shapes[layer], shapes[layer + 1]);
    }

    private int width() {
        return Link.values(shapes[0]);
    }

    /** The number of batches. */
    public int batches() {
        return rows.length / (batch * width());
    }

    /** The values of a batch, a copy. */
    public float[] batch(int number) {
        int values = batch * width();
        float[] copy = new float[values];
        System.arraycopy(rows, number * values, copy, 0, values);
        return copy;
    }

    /** The kernel [inputs][units] of a layer, a copy; a convolution's inputs are those of a patch, row by row, channels last. */
    public float[] kernel(int layer) {
        return part(start(shapes, layer), link(layer).inputs() * link(layer).units());
    }

    /** The bias of a layer, a copy. */
    public float[] bias(int layer) {
        int units = link(layer).units();
        return part(start(shapes, layer + 1) - units, units);
    }

    /** Where the weights of a layer begin. */
    private static int start(int[][] shapes, int layer) {
        int start = 0;
        for (int before = 0; before < layer; before++) {
            start += new Link(shapes[before], shapes[before + 1]).weights();
        }
        return start;
    }

    private float[] part(int start, int length) {
        float[] copy = new float[length];
        System.arraycopy(weights, start, copy, 0, length);
        return copy;
    }

    /** Writes the job to a file. */
    public void write(Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(MAGIC);
            out.writeInt(shapes.length);
            for (int[] shape : shapes) {
                out.writeInt(shape.length);
                for (int side : shape) {
                    out.writeInt(side);
                }
            }
            out.writeInt(batch);
            out.writeFloat(rate);
            write(out, weights);
            write(out, rows);
        }
    }

    /** Reads a job that was written. */
    public static Job read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != MAGIC) {
                throw new IOException(file + " is not a job to measure");
            }
            int[][] shapes = new int[in.readInt()][];
            for (int i = 0; i < shapes.length; i++) {
                shapes[i] = new int[in.readInt()];
                for (int side = 0; side < shapes[i].length; side++) {
                    shapes[i][side] = in.readInt();
                }
            }
            return new Job(shapes, in.readInt(), in.readFloat(), floats(in), floats(in));
        }
    }

    private static void write(DataOutputStream out, float[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        bytes.asFloatBuffer().put(values);
        out.writeInt(values.length);
        out.write(bytes.array());
    }

    private static float[] floats(DataInputStream in) throws IOException {
        float[] values = new float[in.readInt()];
        byte[] bytes = new byte[4 * values.length];
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return values;
    }
}
