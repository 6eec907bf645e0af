package io.hourglass.codec.coder;

import java.util.Arrays;

/**
 * Two logistic mixers over the same stretched probabilities, averaged (Mahoney, "Adaptive weighing of context models for
 * lossless data compression", 2005). Each has sets of weights, of which one is used at a time; within a set, an input has one
 * weight for each grade of confidence. Weights have 16 fractional bits.
 */
public final class Mixer {
    /** Grades of confidence. */
    public static final int GRADES = 12;

    private static final int WEIGHT_LIMIT = 1 << 20;
    private static final byte[] GRADE = grades();

    private final int inputs;
    private final int[] stretched;
    private final int[] place;
    private final int[][] weights;
    private final int[][] age;
    private final int[] base = new int[2];
    private final int[] chosen = new int[2];
    private final int[] output = new int[2];
    private int count;

    /**
     * @param inputs the greatest number of inputs
     * @param sets how many sets of weights each of the two has
     * @param weight what every weight starts with, in units of 1 / 65536
     */
    public Mixer(int inputs, int[] sets, int weight) {
        this.inputs = inputs;
        stretched = new int[inputs];
        place = new int[inputs];
        weights = new int[2][];
        age = new int[2][];
        for (int m = 0; m < 2; m++) {
            weights[m] = new int[sets[m] * inputs * GRADES];
            Arrays.fill(weights[m], weight);
            age[m] = new int[sets[m]];
        }
    }

    private static byte[] grades() {
        byte[] grades = new byte[1024];
        int[] from = {0, 1, 2, 3, 5, 8, 13, 22, 40, 80, 200, 600, 1024};
        for (int grade = 0; grade < GRADES; grade++) {
            Arrays.fill(grades, from[grade], from[grade + 1], (byte) grade);
        }
        return grades;
    }

    /** The grade of a counter that was seen so often. */
    public static int grade(int seen) {
        return GRADE[seen];
    }

    /**
     * Lets every weight of one input start elsewhere.
     *
     * @param input its place in the order of adding
     * @param weight in units of 1 / 65536
     */
    public void start(int input, int weight) {
        for (int[] all : weights) {
            for (int from = input * GRADES; from < all.length; from += inputs * GRADES) {
                Arrays.fill(all, from, from + GRADES, weight);
            }
        }
    }

    /** Begins the inputs of a decision. */
    public void begin() {
        count = 0;
    }

    /** Adds an input with its grade of confidence. */
    public void add(int input, int grade) {
        stretched[count] = input;
        place[count] = count * GRADES + grade;
        count++;
    }

    /** The mixed, stretched probability with the given sets of weights. */
    public int mix(int first, int second) {
        chosen[0] = first;
        chosen[1] = second;
        for (int m = 0; m < 2; m++) {
            base[m] = chosen[m] * inputs * GRADES;
            int[] w = weights[m];
            int from = base[m];
            long sum = 0;
            for (int i = 0; i < count; i++) {
                sum += (long) w[from + place[i]] * stretched[i];
            }
            output[m] = (int) Math.max(-Logistic.LIMIT, Math.min(Logistic.LIMIT, sum >> 16));
        }
        return (output[0] + output[1]) >> 1;
    }

    /** What the input at a place of the order of adding has put into the logit that was mixed last. */
    public double part(int i) {
        long weight = (long) weights[0][base[0] + place[i]] + weights[1][base[1] + place[i]];
        return weight * stretched[i] / (2.0 * BitCoder.ONE * Logistic.UNIT);
    }

    /** Learns the bit of the decision that was mixed last. */
    public void update(int bit, int rate) {
        for (int m = 0; m < 2; m++) {
            int seen = age[m][chosen[m]]++;
            int error = (bit << 16) - Logistic.squash(output[m]);
            int scaled = (int) (((long) error * (rate + rate * 24 / (4 + (seen >> 3)))) >> 12);
            int[] w = weights[m];
            int from = base[m];
            for (int i = 0; i < count; i++) {
                int at = from + place[i];
                int changed = w[at] + (int) (((long) stretched[i] * scaled + (1 << 13)) >> 14);
                w[at] = Math.max(-WEIGHT_LIMIT, Math.min(WEIGHT_LIMIT, changed));
            }
        }
    }
}
