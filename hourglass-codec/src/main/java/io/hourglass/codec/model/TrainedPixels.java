package io.hourglass.codec.model;

import io.hourglass.codec.coder.Logistic;
import io.hourglass.kernel.RowProduct;
import io.hourglass.math.StrictFunctions;
import io.hourglass.network.Network;
import io.hourglass.network.Parameter;
import io.hourglass.pixel.LogisticMixture;
import io.hourglass.pixel.PixelDesign;
import io.hourglass.pixel.PixelInputs;
import io.hourglass.pixel.PixelPredictor;
import java.util.Arrays;

/**
 * A trained predictor at work: what its network says of a sample, decision by decision. What the rows above give to the first layer is summed
 * for a whole row at once; the order of each sum is that of {@link io.hourglass.engine.JavaEngine}, with the same bits.
 */
final class TrainedPixels {
    /** What is added to the probability of an interval, so that none is impossible. */
    private static final float FLOOR = 0x1p-22f;

    private final PixelDesign design;
    private final PixelInputs inputs;
    private final int width;
    private final int early;
    private final int late;
    /** The first layer's kernel, of the early and of the late inputs, then the kernels of the others. */
    private final float[][] earlyKernel;

    private final float[][] lateKernel;
    private final float[][][] kernels;
    private final float[][] biases;
    private final float[][] given;
    private final float[][] above;
    private final float[][] lateInputs;
    private final float[][][] values;
    private final LogisticMixture mixture;
    private final int[] starts = new int[PixelInputs.STARTS];
    private final float[] below;
    private final float[] at;
    private final float[] upTo;
    private float[] output;
    private float ones;
    private float all;

    /**
     * @param predictor what was learnt
     * @param width pixels of a row of the images
     * @param height rows
     */
    TrainedPixels(PixelPredictor predictor, int width, int height) {
        design = predictor.design();
        inputs = new PixelInputs(design, height, width);
        this.width = width;
        early = design.early();
        late = design.late();
        Network network = design.network();
        int layers = design.hidden().size() + 1;
        kernels = new float[layers][][];
        biases = new float[layers][];
        values = new float[layers][][];
        int from = 0;
        for (int layer = 0; layer < layers; layer++) {
            Parameter kernel = network.parameters(2 * layer).get(0);
            kernels[layer] = new float[kernel.rows()][];
            for (int row = 0; row < kernel.rows(); row++) {
                kernels[layer][row] = Arrays.copyOfRange(predictor.weights(), from, from + kernel.columns());
                from += kernel.columns();
            }
            biases[layer] = Arrays.copyOfRange(predictor.weights(), from, from + kernel.columns());
            from += kernel.columns();
            values[layer] = new float[1][kernel.columns()];
        }
        earlyKernel = Arrays.copyOf(kernels[0], early);
        lateKernel = Arrays.copyOfRange(kernels[0], early, early + late);
        given = new float[width][early];
        above = new float[width][values[0][0].length];
        lateInputs = new float[1][late];
        mixture = new LogisticMixture(design.experts());
        below = new float[design.experts()];
        at = new float[design.experts()];
        upTo = new float[design.experts()];
    }

    /** Begins a row of an image. */
    void begin(byte[] image, int from, int y) {
        for (int x = 0; x < width; x++) {
            inputs.early(image, from, y, x, given[x], 0);
            System.arraycopy(biases[0], 0, above[x], 0, biases[0].length);
        }
        RowProduct.add(given, earlyKernel, above, early, 0, width);
    }

    /** Looks at a sample, whose distribution is then known. */
    void look(byte[] image, int from, int y, int x, int channel) {
        inputs.late(image, from, y, x, channel, lateInputs[0], 0);
        inputs.starts(image, from, y, x, channel, starts);
        float[][] sum = values[0];
        System.arraycopy(above[x], 0, sum[0], 0, sum[0].length);
        RowProduct.add(lateInputs, lateKernel, sum, late, 0, 1);
        for (int layer = 1; layer < kernels.length; layer++) {
            float[] units = sum[0];
            for (int i = 0; i < units.length; i++) {
                units[i] = Math.max(0f, units[i]);
            }
            float[][] next = values[layer];
            System.arraycopy(biases[layer], 0, next[0], 0, next[0].length);
            RowProduct.add(sum, kernels[layer], next, units.length, 0, 1);
            sum = next;
        }
        output = sum[0];
        mixture.read(output, 0, starts);
        Arrays.fill(below, 0f);
        Arrays.fill(upTo, 1f);
    }

    /** The outputs of the network for the sample that was looked at last. */
    float[] output() {
        return output;
    }

    /** The mean of the sample that was looked at, in eighths of a level, within 0 and 255. */
    int mean() {
        float sum = 0;
        for (int k = 0; k < mixture.experts(); k++) {
            sum += mixture.weight(k) * Math.max(0f, Math.min(255f, mixture.mean(k)));
        }
        return Math.min(8 * 255, (int) (8 * sum));
    }

    /**
     * The stretched probability that the sample is at least {@code middle}, given the decisions before.
     */
    int stretched(int middle) {
        float edge = middle - 0.5f;
        ones = 0;
        all = 0;
        for (int k = 0; k < at.length; k++) {
            at[k] = StrictFunctions.sigmoid((edge - mixture.mean(k)) * mixture.sharpness(k));
            ones += mixture.weight(k) * Math.max(0f, upTo[k] - at[k]);
            all += mixture.weight(k) * Math.max(0f, upTo[k] - below[k]);
        }
        float zeros = Math.max(0f, all - ones);
        float odds = (ones + FLOOR) / (zeros + FLOOR);
        return (int) Math.max(-Logistic.LIMIT, Math.min(Logistic.LIMIT, StrictFunctions.log(odds) * Logistic.UNIT));
    }

    /** Goes on with the decision whose probability was asked for last. */
    void decide(int bit) {
        System.arraycopy(at, 0, bit != 0 ? below : upTo, 0, at.length);
    }
}
