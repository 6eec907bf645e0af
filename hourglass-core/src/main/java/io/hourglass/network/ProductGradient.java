package io.hourglass.network;

import io.hourglass.kernel.RowProduct;
import io.hourglass.kernel.Workers;
import java.util.Arrays;

/**
 * The gradient of a kernel, {@code leftᵀ · right} over the rows of a batch. Threads share the rows of the result, so that each element
 * is summed in the order of the batch.
 */
final class ProductGradient {
    private final Workers workers;
    private final int offset;
    private final boolean flip;
    private final int leftWidth;
    private final int rightWidth;
    private final int maxRows;
    private float[][] columns;

    /**
     * @param offset where the kernel lies in the flat block
     * @param flip whether it is stored as [rightWidth][leftWidth], else as [leftWidth][rightWidth]
     * @param maxRows the most rows of a batch
     */
    ProductGradient(Workers workers, int offset, boolean flip, int leftWidth, int rightWidth, int maxRows) {
        this.workers = workers;
        this.offset = offset;
        this.flip = flip;
        this.leftWidth = leftWidth;
        this.rightWidth = rightWidth;
        this.maxRows = maxRows;
    }

    /** Adds it to the flat block. */
    void add(float[][] left, float[][] right, int rows, float[] gradient) {
        if (columns == null) {
            columns = new float[leftWidth][maxRows]; // a session that only infers needs none
        }
        workers.run(leftWidth, 2.0 * rows * rightWidth, (from, to) -> {
            float[][] part = Arrays.copyOfRange(columns, from, to);
            RowProduct.transpose(left, 0, rows, from, part);
            float[][] sums = new float[to - from][rightWidth];
            RowProduct.add(part, right, sums, rows, 0, to - from);
            for (int i = from; i < to; i++) {
                if (flip) {
                    addColumn(gradient, offset + i, sums[i - from]);
                } else {
                    FlatBlock.add(gradient, offset + i * rightWidth, sums[i - from]);
                }
            }
        });
    }

    private void addColumn(float[] gradient, int start, float[] sums) {
        for (int j = 0; j < sums.length; j++) {
            gradient[start + j * leftWidth] += sums[j];
        }
    }
}
