package io.hourglass.series;

import io.hourglass.data.table.Batch;

/**
 * Rows of series and what the windows that hold them say of them, on average.
 *
 * @param batch the rows
 * @param first the number of the first one, in order
 * @param prepared rows × the values of a prepared row
 * @param scores rows: the mean of the scores of the windows
 * @param parts rows × the values of a prepared row: what each adds to a window's score
 * @param outputs rows × outputs of a row: the reconstruction
 */
public record WindowedBatch(
        Batch batch, long first, float[] prepared, double[] scores, float[] parts, float[] outputs) {}
