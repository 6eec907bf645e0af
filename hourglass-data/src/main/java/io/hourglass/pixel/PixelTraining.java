package io.hourglass.pixel;

import io.hourglass.data.table.ImageColumn;
import io.hourglass.engine.Engine;
import io.hourglass.engine.Precision;
import io.hourglass.engine.Session;
import io.hourglass.error.TrainingDivergedException;
import io.hourglass.math.RandomStream;
import io.hourglass.network.Network;
import io.hourglass.optimizer.Adam;
import io.hourglass.optimizer.Optimizer;
import io.hourglass.optimizer.Progress;
import io.hourglass.optimizer.Schedule;
import io.hourglass.training.Rows;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Trains what predicts a pixel from those before it. Every update takes samples of any images at any places, so that the network learns all
 * of them alike; the loss is what a sample takes to be coded.
 */
public final class PixelTraining {
    /** Samples of an update. */
    static final int BATCH = 1024;

    private static final float RATE = 4e-3f;
    private static final long MOST_BYTES = 1L << 28;
    private static final int WHITE = 255;
    private static final double BITS_OF_A_NAT = 1.4426950408889634;
    private static final long PURPOSE = 0x9158;

    private final PixelPlan plan;
    private final PixelDesign design;
    private final long seed;

    /**
     * @param images what the images are
     * @throws IllegalArgumentException if they have samples of other than 8 bits, or too many channels
     */
    public PixelTraining(PixelPlan plan, ImageColumn images, long seed) {
        if (images.bits() != Byte.SIZE) {
            throw new IllegalArgumentException(
                    "a predictor of pixels learns samples of 8 bits, and these images have " + images.bits());
        }
        this.plan = plan;
        this.design = new PixelDesign(
                images.height(), images.width(), images.channels(), plan.window(), plan.hidden(), plan.experts());
        this.seed = seed;
    }

    /**
     * Learns.
     *
     * @param notices told what a sample takes in the end
     * @param rows prepared images, in [0, 1]; at most 2^28 bytes of them, evenly spaced, are looked at
     * @throws TrainingDivergedException if the loss is no longer finite
     */
    public PixelPredictor train(Rows rows, Engine engine, Consumer<String> notices) {
        byte[][] images = images(rows);
        Network network = design.network();
        float[] weights = network.initialWeights(seed);
        try (Session session = engine.open(network, BATCH, Precision.F32)) {
            double bits = learn(images, session, weights);
            notices.accept(String.format(
                    Locale.ROOT, "a sample of the images takes %.3f bits by the predictor of pixels alone", bits));
            return new PixelPredictor(design, weights);
        }
    }

    private byte[][] images(Rows rows) {
        int count = (int) Math.max(1, Math.min(rows.count(), MOST_BYTES / rows.width()));
        byte[][] images = new byte[count][rows.width()];
        float[] row = new float[rows.width()];
        for (int i = 0; i < count; i++) {
            rows.copy((int) ((long) i * rows.count() / count), row, 0);
            for (int place = 0; place < row.length; place++) {
                images[i][place] = (byte) Math.round(Math.max(0f, Math.min(1f, row[place])) * WHITE);
            }
        }
        return images;
    }

    /** Moves the weights; the mean bits of a sample over the last tenth of the updates. */
    private double learn(byte[][] images, Session session, float[] weights) {
        Optimizer optimizer = new Adam();
        Schedule schedule = new Schedule.Cosine();
        float[][] slots = new float[optimizer.slots()][weights.length];
        optimizer.initialise(slots);
        float[] gradient = new float[weights.length];
        PixelBatch batch = new PixelBatch(design, BATCH);
        RandomStream random = RandomStream.of(seed, PURPOSE);
        double sum = 0;
        double last = Double.NaN;
        int counted = Math.max(1, plan.updates() / 10);
        for (int step = 1; step <= plan.updates(); step++) {
            batch.draw(images, random);
            session.load(weights, new float[0]);
            double loss = batch.pass(session, gradient, step);
            if (!Double.isFinite(loss)) {
                throw new TrainingDivergedException(
                        1, step, last, "The predictor of pixels blew up; fewer --pixel-updates would help.");
            }
            last = loss;
            sum += step > plan.updates() - counted ? loss : 0;
            float rate = schedule.rate(RATE, new Progress(step, plan.updates(), 1, List.of()));
            optimizer.step(weights, gradient, slots, 0, weights.length, rate, step);
        }
        return sum / counted * BITS_OF_A_NAT;
    }
}
