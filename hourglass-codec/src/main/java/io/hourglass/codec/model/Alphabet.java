package io.hourglass.codec.model;

/**
 * What the codes of a column stand for: first words, then numbers, which are either listed or a range too wide to list.
 */
public final class Alphabet {
    private static final int NO_RANGE = -1;
    private static final long[] NONE = new long[0];

    private final int[] wordWeights;
    private final long[] numbers;
    private final int[] numberWeights;
    private final long least;
    private final int width;

    private Alphabet(int[] wordWeights, long[] numbers, int[] numberWeights, long least, int width) {
        this.wordWeights = wordWeights;
        this.numbers = numbers;
        this.numberWeights = numberWeights;
        this.least = least;
        this.width = width;
    }

    /**
     * Words, and numbers that are listed.
     *
     * @param wordWeights how often each word occurs, roughly, the last one standing for all numbers if there are any
     * @param numbers in ascending order
     * @param numberWeights how often each number occurs, roughly
     */
    public static Alphabet listed(int[] wordWeights, long[] numbers, int[] numberWeights) {
        return new Alphabet(wordWeights, numbers, numberWeights, 0, NO_RANGE);
    }

    /**
     * Words, and numbers between {@code least} and {@code least} + 2^width.
     *
     * @param width bits of a number's distance from the least, 0 to 62
     */
    public static Alphabet wide(int[] wordWeights, long least, int width) {
        return new Alphabet(wordWeights, NONE, new int[0], least, width);
    }

    boolean hasNumbers() {
        return isWide() || numbers.length > 0;
    }

    boolean isWide() {
        return width != NO_RANGE;
    }

    int words() {
        return hasNumbers() ? wordWeights.length - 1 : wordWeights.length;
    }

    int[] wordWeights() {
        return wordWeights;
    }

    long[] numbers() {
        return numbers;
    }

    int[] numberWeights() {
        return numberWeights;
    }

    int width() {
        return width;
    }

    /** The number that a code stands for. */
    long number(long code) {
        return isWide() ? least + (code - words()) : numbers[(int) code - words()];
    }
}
