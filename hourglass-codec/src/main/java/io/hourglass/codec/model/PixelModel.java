package io.hourglass.codec.model;

import io.hourglass.codec.coder.BitCoder;
import io.hourglass.codec.coder.Counters;
import io.hourglass.codec.coder.Logistic;
import io.hourglass.codec.coder.Mixer;
import io.hourglass.codec.coder.ProbabilityMap;

/**
 * Codes the samples of images, one after another, each byte from its uppermost bit: the probabilities that many contexts of
 * neighbouring pixels give are mixed, after Mahoney, "Adaptive weighing of context models for lossless data compression"
 * (2005), with those of least squares (Meyer and Tischer, "TMW", 1997) and of a network, both learnt while coding.
 */
public final class PixelModel {
    private static final int HASHED = 15;
    private static final int MEASURED = 8;
    private static final int WINDOW_ROWS = 3;
    private static final int MOST_PLACES = 64;
    private static final int LEVELS = 16;
    private static final int RATE = 300;
    private static final double[] GROWTH = {1 / 0.998, 1 / 0.9998};

    private final BitCoder coder;
    private final int channels;
    private final int bytes;
    /** Which byte of two is the upper one. */
    private final int upper;

    private final int most;
    private final Counters[] hashed = new Counters[HASHED];
    private final Counters[] measured = new Counters[MEASURED];
    private final Mixer mixer;
    private final ProbabilityMap byNode;
    private final ProbabilityMap byContext;
    private final LeastSquares[][] squares;
    private final ConditionalNetwork network;
    private final PixelNeighbours around;
    private final int[] expected = new int[MEASURED];
    private final int[][] errors = new int[MEASURED][];
    private final int[] error = new int[MEASURED];
    private final long[] contexts = new long[HASHED];
    private final int[] p = new int[PixelNeighbours.PREDICTIONS];
    private final int[] slots = new int[HASHED + MEASURED];
    private SamplePlane[] planes;
    private int[][] means;
    private int images;
    private int width;
    private int height;

    /**
     * @param coder takes the decisions, or gives them
     * @param format what a pixel is
     * @param size the bytes that will be coded, roughly: tables are made for them
     */
    public PixelModel(BitCoder coder, PixelFormat format, int size) {
        this.coder = coder;
        channels = format.channels();
        bytes = format.bytes();
        upper = format.bigEndian() ? 0 : 1;
        most = (1 << 8 * bytes) - 1;
        int bits = Math.max(12, Math.min(20, 34 - Integer.numberOfLeadingZeros(Math.max(1, size))));
        for (int i = 0; i < HASHED; i++) {
            hashed[i] = new Counters(bits, 400);
        }
        for (int i = 0; i < MEASURED; i++) {
            measured[i] = new Counters(Math.min(bits, 16), 1000);
        }
        int inputs = 2 * (HASHED + MEASURED) + 2;
        mixer = new Mixer(inputs, new int[] {channels * bytes * 8 * LEVELS, 256 * bytes}, 9000);
        byNode = new ProbabilityMap(1 << 12, 6);
        byContext = new ProbabilityMap(1 << 16, 6);
        squares = new LeastSquares[channels][GROWTH.length];
        for (LeastSquares[] row : squares) {
            for (int i = 0; i < row.length; i++) {
                row[i] = new LeastSquares(PixelNeighbours.INPUTS, GROWTH[i], 8);
            }
        }
        around = new PixelNeighbours(most);
        network = new ConditionalNetwork(
                channels * (2 * MOST_PLACES + 1) + windowInputs(), channels * bytes * 256, windowInputs() + 3);
    }

    private int windowInputs() {
        return channels * (WINDOW_ROWS * (2 * SamplePlane.MARGIN + 1) + SamplePlane.MARGIN + 1) + 3;
    }

    /**
     * Codes one image.
     *
     * @param image its samples, pixel by pixel in rows, channel by channel; a decoder fills them in
     * @param from where its first byte is
     * @param imageWidth pixels of a row
     * @param imageHeight rows
     */
    public void code(byte[] image, int from, int imageWidth, int imageHeight) {
        begin(imageWidth, imageHeight);
        int at = from;
        for (int y = 0; y < height; y++) {
            for (SamplePlane plane : planes) {
                plane.begin();
            }
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < channels; channel++) {
                    put(image, at, sample(x, y, channel, get(image, at)));
                    at += bytes;
                }
            }
            for (SamplePlane plane : planes) {
                plane.end();
            }
        }
        images++;
    }

    private int get(byte[] image, int at) {
        if (bytes == 1) {
            return image[at] & 0xff;
        }
        return (image[at + upper] & 0xff) << 8 | image[at + 1 - upper] & 0xff;
    }

    private void put(byte[] image, int at, int value) {
        if (bytes == 2) {
            image[at + upper] = (byte) (value >> 8);
            image[at + 1 - upper] = (byte) value;
        } else {
            image[at] = (byte) value;
        }
    }

    private void begin(int imageWidth, int imageHeight) {
        if (planes == null || imageWidth != width || imageHeight != height) {
            width = imageWidth;
            height = imageHeight;
            planes = new SamplePlane[channels];
            means = new int[channels][width * height];
            for (int i = 0; i < channels; i++) {
                planes[i] = new SamplePlane(width);
            }
            for (int i = 0; i < MEASURED; i++) {
                errors[i] = new int[channels * (width + 2)];
            }
            images = 0;
        }
        for (SamplePlane plane : planes) {
            plane.clear();
        }
    }

    private int mean(int channel, int x, int y) {
        return x >= width || y >= height ? 0 : means[channel][y * width + x] >> 8;
    }

    private int sample(int x, int y, int channel, int given) {
        SamplePlane plane = planes[channel];
        int at = plane.place(x);
        around.look(planes, channel, at, mean(channel, x, y));
        feedNetwork(x, y, channel, at);
        predict(channel, x);
        int value = 0;
        for (int part = 0; part < bytes; part++) {
            int shift = 8 * (bytes - 1 - part);
            contexts(x, y, channel, value, part);
            value = value << 8 | codeByte(given >> shift & 0xff, channel, value, part);
        }
        network.finish();
        learn(channel, x, y, value);
        plane.samples()[at] = value;
        return value;
    }

    private void feedNetwork(int x, int y, int channel, int at) {
        float scale = 2f / most;
        network.begin();
        int row = 0;
        network.add(row++, 1);
        for (int c = 0; c < channels; c++) {
            int[] s = planes[c].samples();
            int stride = planes[c].stride();
            for (int up = WINDOW_ROWS; up > 0; up--) {
                for (int side = -SamplePlane.MARGIN; side <= SamplePlane.MARGIN; side++) {
                    network.add(row++, s[at - up * stride + side] * scale - 1);
                }
            }
            for (int side = SamplePlane.MARGIN; side > 0; side--) {
                network.add(row++, s[at - side] * scale - 1);
            }
            if (c < channel) {
                network.add(row, s[at] * scale - 1);
            }
            row++;
        }
        network.add(row++, mean(channel, x, y) * scale - 1);
        network.add(row++, mean(channel, x + 1, y) * scale - 1);
        row += channel * (2 * MOST_PLACES + 1);
        network.add(row++, 1);
        if (width <= MOST_PLACES && height <= MOST_PLACES) {
            network.add(row + x, 1);
            network.add(row + MOST_PLACES + y, 1);
        }
        network.compute();
    }

    private void predict(int channel, int x) {
        for (int i = 0; i < GROWTH.length; i++) {
            double predicted = squares[channel][i].predict(around.inputs);
            expected[i] = (int) Math.max(0, Math.min(most * 8.0, predicted * 8 + 0.5));
        }
        expected[2] = around.predictions[7] * 8;
        expected[3] = around.predictions[4] * 8;
        expected[4] = around.predictions[5] * 8;
        expected[5] = around.predictions[6] * 8;
        expected[6] = around.predictions[3] * 8;
        expected[7] = (expected[0] + expected[1]) >> 1;
        for (int i = 0; i < MEASURED; i++) {
            int[] row = errors[i];
            int e = channel * (width + 2) + x;
            // the row above from here to the right, and this row up to here
            error[i] = (2 * row[e] + row[e + 1] + row[e + 2]) >> 2;
        }
    }

    private void learn(int channel, int x, int y, int value) {
        for (LeastSquares one : squares[channel]) {
            one.learn(around.inputs, value);
        }
        for (int i = 0; i < MEASURED; i++) {
            int e = channel * (width + 2) + x;
            int off = Math.abs(expected[i] - 8 * value) * 4;
            errors[i][e + 1] = (errors[i][e] + errors[i][e + 1] + 2 * off) >> 2;
        }
        int place = y * width + x;
        means[channel][place] += ((value << 8) - means[channel][place]) / Math.min(images + 1, 250);
    }

    /** A prediction as it bears on one byte, the bytes above being known. */
    private int view(int prediction, int above, int part) {
        return part == bytes - 1 ? Math.max(0, Math.min(255, prediction - (above << 8))) : prediction >> 8;
    }

    private void contexts(int x, int y, int channel, int above, int part) {
        PixelNeighbours a = around;
        int w = view(a.west, above, part);
        int n = view(a.north, above, part);
        int nw = view(a.northWest, above, part);
        int ne = view(a.northEast, above, part);
        int ww = view(a.westWest, above, part);
        int nn = view(a.northNorth, above, part);
        int mean = view(a.mean, above, part);
        for (int i = 0; i < p.length; i++) {
            p[i] = view(a.predictions[i], above, part);
        }
        int least = view(expected[7] + 4 >> 3, above, part);
        int texture = Math.min(15, level(a.texture * 8));
        int level = level(error[7]);
        int beside = bytes == 1 ? a.beside : a.beside >> 8;
        int place = width <= MOST_PLACES && height <= MOST_PLACES ? y * width + x + 1 : 0;
        put(0, place, 0, 0, 0);
        put(1, w, n, 0, 0);
        put(2, w >> 2, n >> 2, nw >> 2, ne >> 2);
        put(3, p[7], texture, 0, 0);
        put(4, w, ww, 0, beside);
        put(5, n, nn, beside >> 3, 0);
        put(6, p[1], w >> 3, 0, 0);
        put(7, least, level, 0, 0);
        put(8, least, p[7] >> 2, beside >> 4, 0);
        put(9, mean, w >> 2, n >> 2, 0);
        put(10, p[3], n - nw >> 2, 0, 0);
        put(11, w, ne, nw >> 3, n >> 1);
        put(12, p[5], p[6] >> 1, 0, 0);
        put(13, joined(w, n, nw), ne, ww, nn);
        put(14, place, (w + n) >> 4, beside >> 4, 0);
        long base = Hash.of(channel * 2L + part, part == 0 ? 0 : above + 1);
        for (int i = 0; i < HASHED; i++) {
            contexts[i] = Hash.of(contexts[i], base);
        }
    }

    private static long joined(int a, int b, int c) {
        return (long) a << 16 | b << 8 | c;
    }

    private void put(int index, long a, int b, int c, int d) {
        contexts[index] = Hash.of(Hash.of(index, a << 16 | b), (long) c << 16 | d & 0xffff);
    }

    /** A size on a scale of halves of powers of two. */
    private static int level(int size) {
        int x = size + 1;
        int length = 31 - Integer.numberOfLeadingZeros(x);
        return 2 * length + (length == 0 ? 0 : x >> (length - 1) & 1);
    }

    private int codeByte(int given, int channel, int above, int part) {
        int node = 1;
        int from = 0;
        int half = 128;
        int low = bytes - 1 - part;
        int confidence = Math.min(LEVELS - 1, level(error[7]) * 3 >> 2);
        for (int bit = 7; bit >= 0; bit--) {
            long spread = node * 0x9e3779b97f4a7c15L;
            // eighths of a sample: where the interval of this decision divides
            int middle = ((above << 8 | from + half) << (8 * low)) * 8 - 4;
            mixer.begin();
            for (int i = 0; i < HASHED; i++) {
                slots[i] = hashed[i].find(Hash.spread(contexts[i] + spread));
                add(hashed[i], slots[i]);
            }
            for (int i = 0; i < MEASURED; i++) {
                int level = Math.min(19, level(error[i]));
                int distance = distance(middle - expected[i], level);
                long context = ((distance * 32L + level) * 8 + bit) * 2 + part;
                slots[HASHED + i] = measured[i].find(Hash.spread(context * 16 + channel + 1));
                add(measured[i], slots[HASHED + i]);
            }
            int output = (channel * bytes + part) * 256 + node;
            mixer.add((int) (network.logit(output) * Logistic.UNIT), 0);
            mixer.add(256, 0);
            int mixed = mixer.mix(((channel * bytes + part) * 8 + bit) * LEVELS + confidence, part * 256 + node);
            int a = byNode.refine(mixed, (int) (Hash.spread(Hash.of(output, confidence)) >>> 52));
            int b = byContext.refine(mixed, (int) (Hash.spread(contexts[7] + spread) >>> 48));
            int p = (2 * Logistic.squash(mixed) + a + b) >> 2;
            int decided = coder.code(given >> bit & 1, p);
            learnBit(decided, output);
            node = 2 * node + decided;
            from += decided * half;
            half >>= 1;
        }
        return node & 0xff;
    }

    private int distance(int off, int level) {
        // fine beside the prediction, as coarse as its error allows
        int shift = Math.max(0, (level >> 1) - 5);
        return Math.max(-127, Math.min(127, off >> shift)) + 128;
    }

    private void add(Counters counters, int slot) {
        int grade = Mixer.grade(counters.seen(slot));
        mixer.add(Logistic.stretch(counters.slow(slot)), grade);
        mixer.add(Logistic.stretch(counters.fast(slot)), grade);
    }

    private void learnBit(int bit, int output) {
        for (int i = 0; i < HASHED; i++) {
            hashed[i].update(slots[i], bit);
        }
        for (int i = 0; i < MEASURED; i++) {
            measured[i].update(slots[HASHED + i], bit);
        }
        network.learn(output, bit);
        mixer.update(bit, RATE);
        byNode.update(bit);
        byContext.update(bit);
    }
}
