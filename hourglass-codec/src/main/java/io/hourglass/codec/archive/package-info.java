/** The archive file: its header, blocks and trailer. */
package io.hourglass.codec.archive;
