package io.hourglass.cli;

/** Whoever read standard output has enough, as in {@code hourglass … | head}: the program ends, and that is no failure. */
final class ReaderGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReaderGoneException(Throwable cause) {
        super("standard output was closed by its reader", cause);
    }
}
