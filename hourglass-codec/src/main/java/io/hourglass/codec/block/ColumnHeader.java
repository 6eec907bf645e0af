package io.hourglass.codec.block;

import io.hourglass.codec.coder.BitCoder;
import io.hourglass.codec.coder.NumberCoder;
import io.hourglass.codec.layout.ColumnForm;
import io.hourglass.codec.layout.ColumnReading;
import io.hourglass.codec.layout.NumberStyle;
import io.hourglass.codec.model.Alphabet;
import io.hourglass.codec.model.TextModel;
import java.util.Arrays;

/**
 * Codes what columns are made of: their words, numbers, and how often each occurs, roughly. One object serves all columns of
 * a block, so that later ones profit from the statistics of earlier ones.
 */
final class ColumnHeader {
    private static final int DICTIONARY_BYTES = 1 << 16;

    private final NumberCoder numbers;
    private final TextModel words;
    private final int rows;
    private final int size;

    /**
     * @param rows the block's rows: no column has more words and numbers
     * @param size the block's bytes: no word is longer
     */
    ColumnHeader(NumberCoder numbers, BitCoder coder, int rows, int size) {
        this.numbers = numbers;
        this.words = new TextModel(coder, Math.min(size, DICTIONARY_BYTES));
        this.rows = rows;
        this.size = size;
    }

    /** A form with the weights of its words and numbers: the lengths of their counts in bits. */
    record Coded(ColumnForm form, int[] wordWeights, int[] numberWeights) {
        Alphabet alphabet() {
            int[] counts = Arrays.stream(wordWeights).map(Coded::count).toArray();
            if (form.width() >= 0) {
                return Alphabet.wide(counts, form.least(), form.width());
            }
            return Alphabet.listed(
                    counts,
                    form.numbers(),
                    Arrays.stream(numberWeights).map(Coded::count).toArray());
        }

        /** Whether this says the same as another. */
        boolean isSame(Coded other) {
            return form.equals(other.form)
                    && Arrays.equals(wordWeights, other.wordWeights)
                    && Arrays.equals(numberWeights, other.numberWeights);
        }

        private static int count(int length) {
            return length == 0 ? 1 : 3 << Math.min(28, length - 1);
        }
    }

    /** Codes a column's form and weights; a decoder gives null. */
    Coded code(Coded given) {
        ColumnForm form = given == null ? null : given.form();
        boolean quoted = numbers.code(Fields.QUOTED, form != null && form.quoted());
        int kind = numbers.code(Fields.KIND, form == null ? 0 : form.width() + 2);
        if (kind == 0) {
            return new Coded(ColumnForm.text(quoted), new int[0], new int[0]);
        }
        int width = kind - 2;
        check(width <= 62, "a range of " + width + " bits");
        byte[][] texts = words(form == null ? null : form.words());
        boolean hasNumbers = numbers.code(Fields.HAS_NUMBERS, form != null && form.style() != null);
        check(hasNumbers || width < 0, "a range of numbers without numbers");
        NumberStyle style = hasNumbers ? style(form == null ? null : form.style()) : null;
        long[] listed = new long[0];
        long least = 0;
        if (width >= 0) {
            least = signed(Fields.LEAST, form == null ? 0 : form.least());
        } else if (hasNumbers) {
            listed = listed(form == null ? null : form.numbers());
        }
        check(texts.length + listed.length > 0 || width >= 0, "a column without cells");
        int[] wordWeights = weights(
                Fields.WORD_WEIGHT, texts.length + (hasNumbers ? 1 : 0), given == null ? null : given.wordWeights());
        int[] numberWeights =
                weights(Fields.NUMBER_WEIGHT, listed.length, given == null ? null : given.numberWeights());
        return new Coded(new ColumnForm(quoted, texts, style, listed, least, width), wordWeights, numberWeights);
    }

    private byte[][] words(byte[][] given) {
        int count = numbers.code(Fields.WORDS, given == null ? 0 : given.length);
        check(count <= ColumnReading.mostListed(rows), count + " words in " + rows + " rows");
        byte[][] texts = new byte[count][];
        int left = size;
        for (int i = 0; i < count; i++) {
            texts[i] = words.code(given == null ? null : given[i], 0, left);
            left -= texts[i].length;
            check(i == 0 || Arrays.compareUnsigned(texts[i - 1], texts[i]) < 0, "words that are out of order");
        }
        return texts;
    }

    private NumberStyle style(NumberStyle given) {
        int[] settings = given == null ? new int[3] : given.settings();
        int first = numbers.code(Fields.DECIMALS, settings[0]);
        int second = numbers.code(Fields.LEAST_DECIMALS, settings[1]);
        return NumberStyle.of(first, second, numbers.code(Fields.INTEGER_DIGITS, settings[2]));
    }

    private long signed(int field, long number) {
        long coded = numbers.code(field, number < 0 ? ~number << 1 | 1 : number << 1);
        return (coded & 1) != 0 ? ~(coded >>> 1) : coded >>> 1;
    }

    /** Ascending numbers: the first, then the gaps, each in the field of the length of the one before. */
    private long[] listed(long[] given) {
        int count = numbers.code(Fields.NUMBERS, given == null ? 0 : given.length);
        check(count > 0 && count <= ColumnReading.mostListed(rows), count + " numbers in " + rows + " rows");
        long[] listed = new long[count];
        listed[0] = signed(Fields.LEAST, given == null ? 0 : given[0]);
        int field = 0;
        for (int i = 1; i < count; i++) {
            long gap = numbers.code(Fields.GAP + field, given == null ? 0 : given[i] - given[i - 1] - 1);
            listed[i] = listed[i - 1] + gap + 1;
            check(listed[i] > listed[i - 1], "numbers beyond a long");
            field = (67 - Long.numberOfLeadingZeros(gap)) >> 2;
        }
        return listed;
    }

    private int[] weights(int field, int count, int[] given) {
        int[] weights = new int[count];
        int before = 0;
        for (int i = 0; i < count; i++) {
            weights[i] = numbers.code(field + before, given == null ? 0 : given[i]);
            check(weights[i] <= 31, "a count of " + weights[i] + " bits");
            before = weights[i];
        }
        return weights;
    }

    private static void check(boolean holds, String found) {
        if (!holds) {
            throw new IllegalStateException("a column says " + found);
        }
    }
}
