package io.hourglass.interop.log;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * A histogram of finite values, a HistogramProto: min 1, max 2, num 3, sum 4, sum_squares 5, bucket_limit 6, bucket 7.
 *
 * @param limits the upper ends of the buckets, ascending
 * @param counts how many values are in each
 */
record Buckets(double[] limits, double[] counts, double sum, double squares) {
    private static final int COUNT = 30;

    static Buckets of(float[] values) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
            sum += value;
            squares += (double) value * value;
        }
        double width = Math.max((most - least) / COUNT, Math.ulp((float) Math.max(Math.abs(least), Math.abs(most))));
        double[] limits = new double[COUNT];
        double[] counts = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            limits[i] = least + (i + 1) * width;
        }
        for (float value : values) {
            counts[Math.min(COUNT - 1, (int) ((value - least) / width))]++;
        }
        return new Buckets(limits, counts, sum, squares);
    }

    ByteString message() {
        double width = limits[1] - limits[0];
        return EventFile.message(of -> {
            of.writeDouble(1, limits[0] - width);
            of.writeDouble(2, limits[limits.length - 1]);
            of.writeDouble(3, Arrays.stream(counts).sum());
            of.writeDouble(4, sum);
            of.writeDouble(5, squares);
            packed(of, 6, limits);
            packed(of, 7, counts);
        });
    }

    private static void packed(CodedOutputStream of, int field, double[] values) throws IOException {
        of.writeBytes(field, EventFile.message(inner -> {
            for (double value : values) {
                inner.writeDoubleNoTag(value);
            }
        }));
    }
}
