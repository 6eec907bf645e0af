package io.hourglass.pixel;

import io.hourglass.math.Softmax;
import io.hourglass.math.StrictFunctions;

/**
 * Logistic distributions, mixed and cut into the 256 levels of a sample (Salimans et al. 2017, "PixelCNN++", equation 2): expert {@code k} has
 * a weight (the softmax of output {@code k}), a mean (a simple prediction, moved by {@value #STEP} times output {@code n + k}) and a scale
 * (e to output {@code 2 n + k} plus {@value #USUAL}, within limits). Level {@code v} has what lies between {@code v ± 1/2}; the first level has
 * all below it, the last all above.
 */
public final class LogisticMixture {
    /** Outputs of the network for an expert. */
    public static final int PARAMETERS = 3;

    /** Levels to which an output of 1 moves a mean. */
    private static final float STEP = 32f;

    /** The logarithm of a scale whose output is 0. */
    private static final float USUAL = 1.4f;

    private static final float LEAST = -3f;
    private static final float MOST = 6f;
    private static final int WHITE = 255;

    /** What is added to a probability, so that no sample is held to be impossible. */
    private static final float FLOOR = 1e-6f;

    private final int experts;
    private final float[] weight;
    private final float[] mean;
    private final float[] scale;
    private final boolean[] limited;
    private final float[] likelihood;
    private final float[] byMean;
    private final float[] byScale;

    /** A mixture of so many experts. */
    public LogisticMixture(int experts) {
        this.experts = experts;
        weight = new float[experts];
        mean = new float[experts];
        scale = new float[experts];
        limited = new boolean[experts];
        likelihood = new float[experts];
        byMean = new float[experts];
        byScale = new float[experts];
    }

    /** How many experts there are. */
    public int experts() {
        return experts;
    }

    /** An expert's weight; they sum to 1. */
    public float weight(int expert) {
        return weight[expert];
    }

    /** An expert's mean, in levels. */
    public float mean(int expert) {
        return mean[expert];
    }

    /** One over an expert's scale, in levels. */
    public float sharpness(int expert) {
        return scale[expert];
    }

    /**
     * Takes a row of the network's outputs.
     *
     * @param starts the simple predictions of the sample
     */
    public void read(float[] output, int at, int[] starts) {
        System.arraycopy(output, at, weight, 0, experts);
        Softmax.apply(weight, weight, 0, experts);
        for (int k = 0; k < experts; k++) {
            mean[k] = starts[k % PixelInputs.STARTS] + STEP * output[at + experts + k];
            float asked = output[at + 2 * experts + k] + USUAL;
            limited[k] = !(asked > LEAST && asked < MOST);
            scale[k] = StrictFunctions.exp(-Math.max(LEAST, Math.min(MOST, asked)));
        }
    }

    /**
     * The loss of a sample in nats, and its gradient.
     *
     * @param level the sample
     * @param gradient takes d loss / d output for the outputs that were read
     * @param share what the gradient is multiplied by
     */
    public double loss(int level, float[] gradient, int at, float share) {
        float total = FLOOR;
        for (int k = 0; k < experts; k++) {
            float a = (level + 0.5f - mean[k]) * scale[k];
            float b = (level - 0.5f - mean[k]) * scale[k];
            // far above the mean what is left above is exact, and what is below is not
            float side = b > 0 ? -1f : 1f;
            float above = level == WHITE ? (side + 1f) / 2 : StrictFunctions.sigmoid(side * a);
            float below = level == 0 ? (1f - side) / 2 : StrictFunctions.sigmoid(side * b);
            float slopeAbove = above * (1f - above);
            float slopeBelow = below * (1f - below);
            likelihood[k] = side * (above - below);
            byMean[k] = (slopeBelow - slopeAbove) * scale[k] * STEP;
            byScale[k] = limited[k] ? 0f : slopeBelow * b - slopeAbove * a;
            total += weight[k] * likelihood[k];
        }
        for (int k = 0; k < experts; k++) {
            float factor = -share * weight[k] / total;
            gradient[at + k] = factor * (likelihood[k] - (total - FLOOR));
            gradient[at + experts + k] = factor * byMean[k];
            gradient[at + 2 * experts + k] = factor * byScale[k];
        }
        return -StrictFunctions.log((double) total);
    }
}
