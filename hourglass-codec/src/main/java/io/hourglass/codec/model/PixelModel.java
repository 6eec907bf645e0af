package io.hourglass.codec.model;

import io.hourglass.codec.coder.BitCoder;
import io.hourglass.codec.coder.Counters;
import io.hourglass.codec.coder.Logistic;
import io.hourglass.codec.coder.Mixer;
import io.hourglass.codec.coder.ProbabilityMap;
import io.hourglass.pixel.PixelPredictor;
import java.util.Arrays;
import java.util.Optional;

/**
 * Codes the samples of images, one after another, each byte from its uppermost bit: the probabilities that many contexts of
 * neighbouring pixels give are mixed, after Mahoney, "Adaptive weighing of context models for lossless data compression"
 * (2005), with those of expectations and of a network: a trained one, or one that learns while coding.
 */
public final class PixelModel {
    private static final int LEVELS = 16;
    private static final int RATE = 300;
    private static final int USUAL_WEIGHT = 9000;
    private static final int TRAINED_WEIGHT = 50_000;
    private static final int WEIGHT_BESIDE_TRAINED = 1500;

    private final BitCoder coder;
    private final PixelFormat format;
    private final int channels;
    private final int bytes;
    private final Counters[] hashed;
    private final Counters[] measured;
    private final Mixer mixer;
    private final ProbabilityMap byNode;
    private final ProbabilityMap byContext;
    private final PixelNeighbours around;
    private final PixelExpectations expectations;
    private final PixelContexts contexts;
    /** Learns while coding; null where there is none. */
    private final PixelNetwork network;

    /** What was trained; null where nothing was. */
    private final TrainedPixels trained;

    private final SamplePlane[] planes;
    private final int[][] means;
    private final int width;
    private final int height;
    private final boolean placed;
    private final int[] slots;
    private final int[] mean = new int[2];
    private int images;

    /**
     * @param coder takes the decisions, or gives them
     * @param format what a pixel is
     * @param width pixels of a row
     * @param height rows of an image
     * @param size the bytes that will be coded, roughly: tables are made for them
     * @param predictor what was trained on such images; it must fit them
     */
    public PixelModel(
            BitCoder coder, PixelFormat format, int width, int height, int size, Optional<PixelPredictor> predictor) {
        this.coder = coder;
        this.format = format;
        this.width = width;
        this.height = height;
        channels = format.channels();
        bytes = format.bytes();
        PixelRecipe recipe = PixelRecipe.of(width, height, predictor);
        placed = Math.max(width, height) <= PixelRecipe.LONGEST_SMALL;
        planes = new SamplePlane[channels];
        Arrays.setAll(planes, channel -> new SamplePlane(width));
        means = new int[channels][placed ? width * height : 0];
        expectations = new PixelExpectations(channels, format.most(), recipe, width);
        contexts = new PixelContexts(bytes, recipe.contexts());
        network = recipe.network() ? new PixelNetwork(channels, bytes, format.most()) : null;
        trained = predictor.map(each -> new TrainedPixels(each, width, height)).orElse(null);
        around = new PixelNeighbours(format.most());
        int bits = Math.max(12, Math.min(20, 34 - Integer.numberOfLeadingZeros(Math.max(1, size))));
        hashed = new Counters[contexts.count()];
        for (int i = 0; i < hashed.length; i++) {
            hashed[i] = new Counters(bits, 400);
        }
        measured = new Counters[expectations.count()];
        for (int i = 0; i < measured.length; i++) {
            measured[i] = new Counters(Math.min(bits, 16), 1000);
        }
        slots = new int[hashed.length + measured.length];
        int inputs = 2 * slots.length + 2;
        int weight = trained != null ? WEIGHT_BESIDE_TRAINED : USUAL_WEIGHT;
        mixer = new Mixer(inputs, new int[] {channels * bytes * 8 * LEVELS, 256 * bytes}, weight);
        if (trained != null) {
            mixer.start(2 * slots.length, TRAINED_WEIGHT);
        }
        byNode = new ProbabilityMap(1 << 12, 6);
        byContext = new ProbabilityMap(1 << 16, 6);
    }

    /**
     * Codes one image.
     *
     * @param image its samples, pixel by pixel in rows, channel by channel; a decoder fills them in
     * @param from where its first byte is
     */
    public void code(byte[] image, int from) {
        for (SamplePlane plane : planes) {
            plane.clear();
        }
        int at = from;
        for (int y = 0; y < height; y++) {
            for (SamplePlane plane : planes) {
                plane.begin();
            }
            if (trained != null) {
                trained.begin(image, from, y);
            }
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < channels; channel++) {
                    look(image, from, x, y, channel);
                    format.put(image, at, sample(x, y, channel, format.get(image, at)));
                    at += bytes;
                }
            }
            for (SamplePlane plane : planes) {
                plane.end();
            }
        }
        images++;
    }

    private int mean(int channel, int x, int y) {
        return !placed || x >= width ? 0 : means[channel][y * width + x] >> 8;
    }

    private void look(byte[] image, int from, int x, int y, int channel) {
        int at = planes[channel].place(x);
        mean[0] = mean(channel, x, y);
        mean[1] = mean(channel, x + 1, y);
        around.look(planes, channel, at, mean[0]);
        if (trained != null) {
            trained.look(image, from, y, x, channel);
        }
        if (network != null) {
            network.look(planes, channel, at, mean, x, y);
        }
        expectations.look(around, channel, x, trained == null ? 0 : trained.mean());
    }

    private int sample(int x, int y, int channel, int given) {
        int value = 0;
        for (int part = 0; part < bytes; part++) {
            int shift = 8 * (bytes - 1 - part);
            contexts.look(around, expectations, placed ? y * width + x + 1 : 0, channel, value, part);
            value = (value << 8) | codeByte((given >> shift) & 0xff, channel, value, part);
        }
        if (network != null) {
            network.finish();
        }
        expectations.learn(around, channel, x, value);
        if (placed) {
            int place = y * width + x;
            means[channel][place] += ((value << 8) - means[channel][place]) / Math.min(images + 1, 250);
        }
        planes[channel].samples()[planes[channel].place(x)] = value;
        return value;
    }

    private int codeByte(int given, int channel, int above, int part) {
        int node = 1;
        int from = 0;
        int half = 128;
        int low = bytes - 1 - part;
        int confidence = Math.min(LEVELS - 1, (PixelContexts.level(expectations.bestError()) * 3) >> 2);
        for (int bit = 7; bit >= 0; bit--) {
            long spread = node * 0x9e3779b97f4a7c15L;
            int middle = ((above << 8) + from + half) << (8 * low);
            int output = (channel * bytes + part) * 256 + node;
            mixer.begin();
            addContexts(spread);
            // eighths of a sample: where the interval of this decision divides
            addMeasured(middle * 8 - 4, (bit * 2 + part) * 16 + channel + 1);
            mixer.add(logit(output, middle), 0);
            mixer.add(256, 0);
            int mixed = mixer.mix(((channel * bytes + part) * 8 + bit) * LEVELS + confidence, part * 256 + node);
            int a = byNode.refine(mixed, (int) (Hash.spread(Hash.of(output, confidence)) >>> 52));
            int b = byContext.refine(mixed, (int) (Hash.spread(contexts.refining() + spread) >>> 48));
            int p = (2 * Logistic.squash(mixed) + a + b) >> 2;
            int decided = coder.code((given >> bit) & 1, p);
            learn(decided, output);
            node = 2 * node + decided;
            from += decided * half;
            half >>= 1;
        }
        return node & 0xff;
    }

    /** What a network says of a decision, stretched; 0 where there is none. */
    private int logit(int output, int middle) {
        if (trained != null) {
            return trained.stretched(middle);
        }
        return network == null ? 0 : (int) (network.logit(output) * Logistic.UNIT);
    }

    private void addContexts(long spread) {
        for (int i = 0; i < hashed.length; i++) {
            slots[i] = hashed[i].find(Hash.spread(contexts.context(i) + spread));
            add(hashed[i], slots[i]);
        }
    }

    private void addMeasured(int middle, int kind) {
        for (int i = 0; i < measured.length; i++) {
            int level = Math.min(19, PixelContexts.level(expectations.error(i)));
            int distance = distance(middle - expectations.expected(i), level);
            int slot = measured[i].find(Hash.spread((distance * 32L + level) * 256 + kind));
            slots[hashed.length + i] = slot;
            add(measured[i], slot);
        }
    }

    private static int distance(int off, int level) {
        // fine beside the prediction, as coarse as its error allows
        int shift = Math.max(0, (level >> 1) - 5);
        return Math.max(-127, Math.min(127, off >> shift)) + 128;
    }

    private void add(Counters counters, int slot) {
        int grade = Mixer.grade(counters.seen(slot));
        mixer.add(Logistic.stretch(counters.slow(slot)), grade);
        mixer.add(Logistic.stretch(counters.fast(slot)), grade);
    }

    private void learn(int bit, int output) {
        for (int i = 0; i < hashed.length; i++) {
            hashed[i].update(slots[i], bit);
        }
        for (int i = 0; i < measured.length; i++) {
            measured[i].update(slots[hashed.length + i], bit);
        }
        if (network != null) {
            network.learn(output, bit);
        }
        if (trained != null) {
            trained.decide(bit);
        }
        mixer.update(bit, RATE);
        byNode.update(bit);
        byContext.update(bit);
    }
}
