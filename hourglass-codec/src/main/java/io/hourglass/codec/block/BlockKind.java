package io.hourglass.codec.block;

/** How a block's bytes are stored. The order is part of the format. */
public enum BlockKind {
    /** As they are. */
    STORED,
    /** By zstd (RFC 8878). */
    ZSTD,
    /** Rows and columns, each column by its own model. */
    TABLE,
    /** Bytes, by the model of texts. */
    TEXT
}
