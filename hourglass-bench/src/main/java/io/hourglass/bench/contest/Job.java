package io.hourglass.bench.contest;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What all systems train: a chain of dense layers with relu between them and a sigmoid at the end, rebuilding its inputs under the
 * mean squared error with Adam (0.9, 0.999, 1e-7). The same file goes to every system.
 *
 * @param widths the values of a row, then the units of each layer; the last is as wide as the row
 * @param batch the rows of an update
 * @param rate Adam's rate
 * @param weights layer by layer the kernel [inputs][units] and the bias [units]
 * @param rows whole batches of rows, values from 0 to 1
 */
public record Job(int[] widths, int batch, float rate, float[] weights, float[] rows) {
    /** Adam's first decay. */
    public static final float BETA1 = 0.9f;
    /** Adam's second decay. */
    public static final float BETA2 = 0.999f;
    /** Adam's divisor at least. */
    public static final float EPSILON = 1e-7f;

    private static final int MAGIC = 0x48474a31;

    public Job {
        if (widths.length < 2 || widths[0] != widths[widths.length - 1]) {
            throw new IllegalArgumentException("a job's network ends as wide as its rows are");
        }
        if (batch < 1 || rows.length == 0 || rows.length % (batch * widths[0]) != 0) {
            throw new IllegalArgumentException("a job needs whole batches of " + batch + " rows of " + widths[0]
                    + " values, got " + rows.length + " values");
        }
        if (weights.length != weightCount(widths)) {
            throw new IllegalArgumentException(
                    "the network has " + weightCount(widths) + " weights, got " + weights.length);
        }
    }

    /** The weights of a chain of dense layers with biases. */
    public static int weightCount(int[] widths) {
        int count = 0;
        for (int layer = 0; layer + 1 < widths.length; layer++) {
            count += (widths[layer] + 1) * widths[layer + 1];
        }
        return count;
    }

    /** The number of dense layers. */
    public int layers() {
        return widths.length - 1;
    }

    /** The number of batches. */
    public int batches() {
        return rows.length / (batch * widths[0]);
    }

    /** The values of a batch, a copy. */
    public float[] batch(int number) {
        int values = batch * widths[0];
        float[] copy = new float[values];
        System.arraycopy(rows, number * values, copy, 0, values);
        return copy;
    }

    /** The kernel [inputs][units] of a layer, a copy. */
    public float[] kernel(int layer) {
        return part(kernelStart(layer), widths[layer] * widths[layer + 1]);
    }

    /** The bias of a layer, a copy. */
    public float[] bias(int layer) {
        return part(kernelStart(layer) + widths[layer] * widths[layer + 1], widths[layer + 1]);
    }

    private int kernelStart(int layer) {
        int start = 0;
        for (int before = 0; before < layer; before++) {
            start += (widths[before] + 1) * widths[before + 1];
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
            out.writeInt(widths.length);
            for (int width : widths) {
                out.writeInt(width);
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
            int[] widths = new int[in.readInt()];
            for (int i = 0; i < widths.length; i++) {
                widths[i] = in.readInt();
            }
            return new Job(widths, in.readInt(), in.readFloat(), floats(in), floats(in));
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
