package io.hourglass.data.table;

/**
 * Two values, stored as 0 and 1.
 *
 * @param name the column's name
 * @param falseText the text of 0
 * @param trueText the text of 1
 */
public record BooleanColumn(String name, String falseText, String trueText) implements NumberColumn {
    /** Checks that the two texts differ. */
    public BooleanColumn {
        Names.check(name);
        if (falseText.isBlank() || trueText.isBlank() || falseText.equals(trueText)) {
            throw new IllegalArgumentException("the texts of boolean column '" + name
                    + "': needed two different ones, got '" + falseText + "' and '" + trueText + "'");
        }
    }

    @Override
    public boolean isQuantity() {
        return false;
    }

    @Override
    public BooleanColumn named(String other) {
        return new BooleanColumn(other, falseText, trueText);
    }

    @Override
    public String kind() {
        return "boolean";
    }

    /** Whether the texts are 0 and 1, so that the column can also be read as numbers. */
    public boolean isZeroOne() {
        return falseText.equals("0") && trueText.equals("1");
    }

    @Override
    public double parse(String text) {
        String word = text.strip();
        if (word.equals(falseText)) {
            return 0;
        }
        if (word.equals(trueText)) {
            return 1;
        }
        if (isZeroOne()) {
            double value = NumberText.parse(word);
            if (value == 0 || value == 1) {
                return value == 0 ? 0 : 1;
            }
        }
        throw new IllegalArgumentException("neither '" + falseText + "' nor '" + trueText + "'");
    }

    @Override
    public String format(double value) {
        return value >= 0.5 ? trueText : falseText;
    }
}
