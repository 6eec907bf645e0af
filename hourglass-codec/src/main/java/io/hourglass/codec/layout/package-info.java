/** Bytes of separated values as lines and cells, cells as words and numbers, and all of it back to the same bytes. */
package io.hourglass.codec.layout;
