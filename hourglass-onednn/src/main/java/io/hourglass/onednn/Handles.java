package io.hourglass.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_strides;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_tag;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_destroy;

import io.hourglass.network.Shape;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.Pointer;

/** Everything native that a session holds; closing it gives all back, last first. */
final class Handles implements AutoCloseable {
    private final Deque<Runnable> owned = new ArrayDeque<>();
    private long bytes;

    /** Has something done when all is given back. */
    void own(Runnable release) {
        owned.push(release);
    }

    /** The native memory that regions hold. */
    long bytes() {
        return bytes;
    }

    static int size(int type) {
        return type == dnnl_bf16 ? Short.BYTES : Float.BYTES;
    }

    Region region(long values, int type) {
        return bytes(Math.multiplyExact(values, (long) size(type)));
    }

    Region bytes(long count) {
        Region region = new Region(count);
        bytes += region.bytes();
        own(region::free);
        return region;
    }

    /** An array of values with a stride for each dimension. */
    dnnl_memory_desc strided(int type, long[] dimensions, long[] strides) {
        dnnl_memory_desc desc = new dnnl_memory_desc();
        Library.check(
                dnnl_memory_desc_create_with_strides(desc, dimensions.length, dimensions, type, strides),
                "a description of memory");
        own(() -> dnnl_memory_desc_destroy(desc));
        return desc;
    }

    /** A matrix whose rows lie one after the other. */
    dnnl_memory_desc matrix(int type, long rows, long columns) {
        return strided(type, new long[] {rows, columns}, new long[] {columns, 1});
    }

    /** The transpose of a matrix {@code [columns][rows]} whose rows lie {@code stride} values apart. */
    dnnl_memory_desc transposed(int type, long rows, long columns, long stride) {
        return strided(type, new long[] {rows, columns}, new long[] {1, stride});
    }

    /** Images, channels last, as the library counts them: [rows][channels][height][width]. */
    dnnl_memory_desc images(int type, long rows, Shape image) {
        long h = image.at(0);
        long w = image.at(1);
        long c = image.last();
        return strided(type, new long[] {rows, c, h, w}, new long[] {h * w * c, 1, w * c, c});
    }

    /** Values one after the other. */
    dnnl_memory_desc vector(int type, long values) {
        return strided(type, new long[] {values}, new long[] {1});
    }

    /** An array whose layout a primitive may choose. */
    dnnl_memory_desc any(int type, long... dimensions) {
        dnnl_memory_desc desc = new dnnl_memory_desc();
        Library.check(
                dnnl_memory_desc_create_with_tag(desc, dimensions.length, dimensions, type, dnnl_format_tag_any),
                "a description of memory");
        own(() -> dnnl_memory_desc_destroy(desc));
        return desc;
    }

    dnnl_memory memory(dnnl_memory_desc desc, Pointer data) {
        dnnl_memory memory = new dnnl_memory();
        Library.check(dnnl_memory_create(memory, desc, Library.engine(), data), "memory");
        own(() -> dnnl_memory_destroy(memory));
        return memory;
    }

    dnnl_stream stream() {
        dnnl_stream stream = new dnnl_stream();
        Library.check(dnnl_stream_create(stream, Library.engine(), dnnl_stream_default_flags), "a stream");
        own(() -> dnnl_stream_destroy(stream));
        return stream;
    }

    @Override
    public void close() {
        while (!owned.isEmpty()) {
            owned.pop().run();
        }
    }
}
