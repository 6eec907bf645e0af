package io.hourglass.codec.model;

/**
 * A known cell near the one that is coded: of a column, in the same row or a neighbouring one. As a number it is four times
 * the column's number plus the place.
 */
final class Feature {
    static final int PLACES = 4;
    static final int SYMBOL = 0;
    static final int BIN = 1;
    static final int BEFORE = 2;
    static final int AFTER = 3;

    private final Column column;
    private final int[] cells;
    private final int shift;
    private final int place;

    /** The feature of a number, whose column is known. */
    Feature(Known known, int number) {
        place = number % PLACES;
        column = known.column(number / PLACES);
        cells = place == BIN ? column.bins() : column.symbols();
        shift = place == BEFORE ? -1 : place == AFTER ? 1 : 0;
    }

    /** The feature's value for a row; 0 beyond the first and the last row. */
    int of(int row) {
        int at = row + shift;
        return at >= 0 && at < cells.length ? cells[at] + 1 : 0;
    }

    Column column() {
        return column;
    }

    int shift() {
        return shift;
    }

    /** One more than the greatest value. */
    int size() {
        return (place == BIN ? column.binCount() : column.symbolCount()) + 1;
    }

    /** The number in the feature's row, or NaN for a word or where there is no row. */
    double number(int row) {
        int at = row + shift;
        return at >= 0 && at < cells.length ? column.values()[at] : Double.NaN;
    }

    static Feature[] of(Known known, int[] numbers) {
        Feature[] features = new Feature[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            features[i] = new Feature(known, numbers[i]);
        }
        return features;
    }
}
