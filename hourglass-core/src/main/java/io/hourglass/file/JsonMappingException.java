package io.hourglass.file;

/**
 * JSON that is not well formed, or that does not say what a record needs. Whoever knows the file catches it and throws
 * what is right there: a corrupt file for a model, the data's or the caller's mistake for a user's own file.
 */
public final class JsonMappingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String reason;
    private final long offset;

    /**
     * @param path where it was noticed, for instance {@code $.layers[2].units}
     * @param reason what was needed and what was found
     */
    public JsonMappingException(String path, String reason) {
        this(path, reason, 0);
    }

    /**
     * @param path where it was noticed
     * @param reason what was needed and what was found
     * @param offset the byte offset in the text, 0 where it is not known
     */
    public JsonMappingException(String path, String reason, long offset) {
        super(path + ": " + reason);
        this.path = path;
        this.reason = reason;
        this.offset = offset;
    }

    /** Where it was noticed, as a JSONPath. */
    public String path() {
        return path;
    }

    /** What was needed and what was found. */
    public String reason() {
        return reason;
    }

    /** The byte offset in the text at which it was noticed, 0 where only the path is known. */
    public long offset() {
        return offset;
    }
}
