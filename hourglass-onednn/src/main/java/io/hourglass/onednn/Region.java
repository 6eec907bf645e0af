package io.hourglass.onednn;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** A piece of native memory, aligned to a cache line and zero at first, so that nothing uninitialised is ever computed with. */
final class Region {
    private static final int ALIGNMENT = 64;

    private final Pointer allocated;
    private final BytePointer start;
    private final long bytes;
    private final FloatBuffer floats;

    /**
     * @throws OutOfMemoryError if there is no such piece
     * @throws IllegalArgumentException if it is larger than a buffer of Java can be
     */
    Region(long bytes) {
        if (bytes > Integer.MAX_VALUE - 2 * ALIGNMENT) {
            throw new IllegalArgumentException("a batch needs " + bytes
                    + " bytes of native memory in one piece, at most 2^31 are possible; a smaller batch would do");
        }
        this.bytes = Math.max(ALIGNMENT, bytes);
        this.allocated = Pointer.malloc(this.bytes + ALIGNMENT);
        if (allocated == null || allocated.isNull()) {
            throw new OutOfMemoryError("no " + this.bytes + " bytes of native memory");
        }
        long padding = -allocated.address() & (ALIGNMENT - 1);
        this.start = new BytePointer(allocated).getPointer(padding);
        Pointer.memset(start, 0, this.bytes);
        this.floats = new BytePointer(start)
                .limit(this.bytes)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    long bytes() {
        return bytes;
    }

    /** The memory from an offset on. */
    Pointer at(long offset) {
        return start.getPointer(offset);
    }

    /** The memory as floats; only its absolute methods may be used, because threads share it. */
    FloatBuffer floats() {
        return floats;
    }

    /** Makes bytes zero. */
    void clear(long from, long count) {
        Pointer.memset(at(from), 0, count);
    }

    void free() {
        Pointer.free(allocated);
    }
}
