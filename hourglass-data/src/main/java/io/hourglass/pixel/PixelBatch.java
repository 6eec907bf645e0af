package io.hourglass.pixel;

import io.hourglass.engine.Session;
import io.hourglass.math.RandomStream;
import io.hourglass.network.Mode;

/** Samples drawn from images, with what a predictor is given of each. */
final class PixelBatch {
    private final int rows;
    private final PixelDesign design;
    private final PixelInputs inputs;
    private final LogisticMixture mixture;
    private final int width;
    private final int outputs;
    private final float[] given;
    private final float[] output;
    private final float[] slope;
    private final int[][] starts;
    private final int[] levels;

    PixelBatch(PixelDesign design, int rows) {
        this.rows = rows;
        this.design = design;
        inputs = new PixelInputs(design, design.height(), design.width());
        mixture = new LogisticMixture(design.experts());
        width = design.early() + design.late();
        outputs = LogisticMixture.PARAMETERS * design.experts();
        given = new float[rows * width];
        output = new float[rows * outputs];
        slope = new float[rows * outputs];
        starts = new int[rows][PixelInputs.STARTS];
        levels = new int[rows];
    }

    /** Draws samples anew. */
    void draw(byte[][] images, RandomStream random) {
        for (int row = 0; row < rows; row++) {
            byte[] image = images[random.nextInt(images.length)];
            int sample = random.nextInt(image.length);
            int channel = sample % design.channels();
            int x = sample / design.channels() % design.width();
            int y = sample / design.channels() / design.width();
            inputs.early(image, 0, y, x, given, row * width);
            inputs.late(image, 0, y, x, channel, given, row * width + design.early());
            inputs.starts(image, 0, y, x, channel, starts[row]);
            levels[row] = image[sample] & 0xff;
        }
    }

    /** One pass forward and back: the mean loss of a sample in nats, and its gradient by the weights. */
    double pass(Session session, float[] gradient, long step) {
        session.forward(given, rows, output, Mode.TRAIN, step);
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            mixture.read(output, row * outputs, starts[row]);
            sum += mixture.loss(levels[row], slope, row * outputs, 1f / rows);
        }
        session.backward(slope, gradient, null, false);
        return sum / rows;
    }
}
