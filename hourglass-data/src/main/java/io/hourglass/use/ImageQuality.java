package io.hourglass.use;

import io.hourglass.data.table.ImageColumn;
import io.hourglass.math.StrictFunctions;

/**
 * How near an image is to a clean one whose pixels lie in [0, 1], so that the peak is 1; neither is clipped.
 *
 * @param psnr the peak signal-to-noise ratio in decibels, 10 log10(1 / mean squared error); at most 100, which stands for the same image
 * @param ssim the structural similarity, at most 1; NaN for images smaller than its window of 11 x 11
 */
public record ImageQuality(double psnr, double ssim) {
    /** No error is taken to be smaller. */
    private static final double LEAST_ERROR = 1e-10;

    private static final int WINDOW = 11;
    private static final double DEVIATION = 1.5;
    private static final double C1 = 0.01 * 0.01;
    private static final double C2 = 0.03 * 0.03;
    private static final double[] WEIGHTS = weights();

    /**
     * The quality of an image.
     *
     * @param image height × width × channels values
     * @param clean as many
     */
    public static ImageQuality of(float[] image, float[] clean, ImageColumn size) {
        double error = 0;
        for (int i = 0; i < clean.length; i++) {
            double difference = (double) image[i] - clean[i];
            error += difference * difference;
        }
        double mean = Math.max(LEAST_ERROR, error / clean.length);
        return new ImageQuality(
                -10 * StrictFunctions.log(mean) / StrictFunctions.log(10.0), similarity(image, clean, size));
    }

    private static double[] weights() {
        double[] weights = new double[WINDOW];
        double sum = 0;
        for (int i = 0; i < WINDOW; i++) {
            double away = (i - WINDOW / 2) / DEVIATION;
            weights[i] = StrictFunctions.exp(-0.5 * away * away);
            sum += weights[i];
        }
        for (int i = 0; i < WINDOW; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /**
     * The mean over the places where a Gaussian window of 11 x 11 (standard deviation 1.5) lies within the image, and over channels (Wang,
     * Bovik, Sheikh and Simoncelli, "Image quality assessment: from error visibility to structural similarity", 2004, equations 13 to 17).
     */
    private static double similarity(float[] image, float[] clean, ImageColumn size) {
        if (size.height() < WINDOW || size.width() < WINDOW) {
            return Double.NaN;
        }
        double sum = 0;
        for (int c = 0; c < size.channels(); c++) {
            sum += similarity(channel(image, size, c), channel(clean, size, c), size.height(), size.width());
        }
        return sum / size.channels();
    }

    private static double[] channel(float[] image, ImageColumn size, int channel) {
        double[] values = new double[size.height() * size.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = image[i * size.channels() + channel];
        }
        return values;
    }

    private static double similarity(double[] x, double[] y, int height, int width) {
        double[] meanX = blurred(x, height, width);
        double[] meanY = blurred(y, height, width);
        double[] squareX = blurred(product(x, x), height, width);
        double[] squareY = blurred(product(y, y), height, width);
        double[] mixed = blurred(product(x, y), height, width);
        double sum = 0;
        for (int i = 0; i < mixed.length; i++) {
            double means = meanX[i] * meanY[i];
            double squares = meanX[i] * meanX[i] + meanY[i] * meanY[i];
            double covariance = mixed[i] - means;
            double variances = squareX[i] + squareY[i] - squares;
            sum += (2 * means + C1) * (2 * covariance + C2) / ((squares + C1) * (variances + C2));
        }
        return sum / mixed.length;
    }

    private static double[] product(double[] a, double[] b) {
        double[] product = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            product[i] = a[i] * b[i];
        }
        return product;
    }

    /** The weighed means of the windows that lie within: along the lines, then down the columns. */
    private static double[] blurred(double[] values, int height, int width) {
        int across = width - WINDOW + 1;
        double[] lines = new double[height * across];
        for (int i = 0; i < lines.length; i++) {
            int from = i / across * width + i % across;
            for (int k = 0; k < WINDOW; k++) {
                lines[i] += WEIGHTS[k] * values[from + k];
            }
        }
        double[] blurred = new double[(height - WINDOW + 1) * across];
        for (int i = 0; i < blurred.length; i++) {
            for (int k = 0; k < WINDOW; k++) {
                blurred[i] += WEIGHTS[k] * lines[i + k * across];
            }
        }
        return blurred;
    }
}
