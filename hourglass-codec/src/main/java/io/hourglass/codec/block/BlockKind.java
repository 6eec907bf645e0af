package io.hourglass.codec.block;

/** How a block's bytes are stored. */
public enum BlockKind {
    /** As they are. */
    STORED(0),
    /** By zstd (RFC 8878). */
    ZSTD(1),
    /** Rows and columns, each column by its own model. */
    TABLE(2),
    /** Bytes, by the model of texts. */
    TEXT(3),
    /** Images of one size, by the model of pixels. */
    IMAGES(4);

    private final int code;

    BlockKind(int code) {
        this.code = code;
    }

    /** What stands for it in an archive. */
    public int code() {
        return code;
    }

    /** The kind of a code, or null if there is none. */
    public static BlockKind of(int code) {
        for (BlockKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        return null;
    }
}
