package io.hourglass.codec.block;

/** The numbers of a block's header fields: each has statistics of its own. */
final class Fields {
    static final int ROWS = 0;
    static final int OPEN = 1;
    static final int ODD_LINES = 2;
    static final int ODD_ROW = 3;
    static final int ODD_LENGTH = 4;
    static final int DELIMITER = 5;
    static final int CARRIAGE_RETURN = 6;
    static final int COLUMNS = 7;
    static final int ORDER = 8;
    static final int QUOTED = 9;
    static final int KIND = 10;
    static final int HAS_NUMBERS = 11;
    static final int WORDS = 12;
    static final int NUMBERS = 13;
    static final int DECIMALS = 14;
    static final int LEAST_DECIMALS = 15;
    static final int INTEGER_DIGITS = 16;
    static final int LEAST = 17;
    /** The first of five. */
    static final int PLAN = 18;
    /** The first of 32, by the length of the count before. */
    static final int WORD_WEIGHT = 32;

    static final int NUMBER_WEIGHT = 64;
    /** The first of 17, by a quarter of the length of the gap before. */
    static final int GAP = 96;

    private Fields() {}
}
