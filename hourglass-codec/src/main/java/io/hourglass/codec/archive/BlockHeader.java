package io.hourglass.codec.archive;

import io.hourglass.codec.block.BlockKind;

/**
 * What stands before a block's payload.
 *
 * @param kind how the payload is stored
 * @param records its rows and odd lines
 * @param size the bytes it decodes to
 * @param length the bytes of the payload
 * @param checksum CRC-32C of the payload
 * @param digest the first eight bytes of the SHA-256 of the decoded bytes
 */
public record BlockHeader(BlockKind kind, int records, int size, int length, int checksum, long digest) {}
