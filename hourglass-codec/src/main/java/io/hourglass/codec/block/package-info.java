/** One block of a table as one arithmetic code, and back. */
package io.hourglass.codec.block;
