package io.hourglass.interop.chain;

/** What the rows of an imported model are. */
enum RowForm {
    /** Columns of numbers. */
    NUMBERS,
    /** One column of images. */
    IMAGES,
    /** Windows of a series. */
    WINDOWS
}
