package io.hourglass.error;

/** The data cannot be used: the message names the source, the row and column where there is one, and the text found. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what was wrong, where (source, line, column), and what would fix it
     */
    public DataException(String message) {
        super(message);
    }

    /**
     * @param message what was wrong, where, and what would fix it
     * @param cause the failure underneath
     */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
