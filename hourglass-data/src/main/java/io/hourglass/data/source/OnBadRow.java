package io.hourglass.data.source;

/** What to do with a row of a text file that cannot be understood. */
public enum OnBadRow {
    /** The first one is an error. */
    FAIL,
    /** They are left out and counted. */
    SKIP
}
