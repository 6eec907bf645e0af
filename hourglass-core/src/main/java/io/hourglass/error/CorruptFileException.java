package io.hourglass.error;

/** A model, archive or checkpoint that is damaged, truncated or not one of ours. */
public final class CorruptFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String section;
    private final long offset;

    /**
     * @param file the file's name as the caller gave it
     * @param section the part of the file that was being read, for instance {@code trailer} or {@code weights.safetensors}
     * @param offset the byte offset in the file at which it was noticed
     * @param reason what was wrong there
     */
    public CorruptFileException(String file, String section, long offset, String reason) {
        super(file + ": " + reason + " (section " + section + ", byte offset " + offset + ")");
        this.section = section;
        this.offset = offset;
    }

    /** The part of the file in which the damage was noticed. */
    public String section() {
        return section;
    }

    /** The byte offset in the file at which the damage was noticed. */
    public long offset() {
        return offset;
    }
}
