package io.hourglass.bench.roof;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.ShortPointer;

/** One matrix product {@code [rows][inner] · [inner][columns]}, or one convolution, in one layout, over memory of its own. */
final class Product {
    /** A half: an ordinary number in both formats. */
    private static final float VALUE = 0.5f;

    private static final short VALUE_BF16 = 0x3f00;
    /** In the name of a loop that is there to be right and takes a thousand times as long. */
    private static final String REFERENCE = "ref";

    private static final int LEAST_RUNS = 4;
    private static final long LEAST_NANOS = 10_000_000;

    private static final memory.format_tag[] LAYOUTS = {
        memory.format_tag.ab, memory.format_tag.ba, memory.format_tag.any
    };

    private final primitive operation;
    private final IntMemoryMap arguments;

    Product(primitive operation, IntMemoryMap arguments) {
        this.operation = operation;
        this.arguments = arguments;
    }

    /**
     * The sizes and types of a product.
     *
     * @param operands the type of both factors
     * @param result the type of the result
     */
    record Sizes(long rows, long inner, long columns, memory.data_type operands, memory.data_type result) {}

    void execute(stream queue) {
        operation.execute(queue, arguments);
    }

    /** The product in the layout that is fastest here: row by row, column by column, or as oneDNN likes it, for each of the three. */
    static Product fastest(Sizes sizes, engine processor, stream queue) {
        List<Supplier<Product>> candidates = new ArrayList<>();
        for (memory.format_tag source : LAYOUTS) {
            for (memory.format_tag weights : LAYOUTS) {
                for (memory.format_tag result : LAYOUTS) {
                    candidates.add(() -> of(sizes, processor, source, weights, result));
                }
            }
        }
        return fastest(candidates, queue, sizes.operands);
    }

    /** The fastest of those that the library has. */
    static Product fastest(List<Supplier<Product>> candidates, stream queue, memory.data_type operands) {
        Product best = null;
        double least = Double.POSITIVE_INFINITY;
        RuntimeException refusal = null;
        for (Supplier<Product> candidate : candidates) {
            try {
                Product product = candidate.get();
                double nanos = product.nanos(queue, least);
                if (nanos < least) {
                    least = nanos;
                    best = product;
                }
            } catch (RuntimeException refused) {
                refusal = refused;
            }
        }
        if (best == null) {
            throw new UnsupportedOperationException("oneDNN has no product of " + operands + " here", refusal);
        }
        return best;
    }

    /** Refuses loops that are there to be right alone. */
    static void requireFast(String name) {
        if (name.contains(REFERENCE)) {
            throw new UnsupportedOperationException("this layout has a plain loop alone");
        }
    }

    private static Product of(
            Sizes sizes,
            engine processor,
            memory.format_tag source,
            memory.format_tag weights,
            memory.format_tag result) {
        var wanted = new matmul.primitive_desc(
                processor,
                new memory.desc(new long[] {sizes.rows, sizes.inner}, sizes.operands, source),
                new memory.desc(new long[] {sizes.inner, sizes.columns}, sizes.operands, weights),
                new memory.desc(new long[] {sizes.rows, sizes.columns}, sizes.result, result));
        requireFast(wanted.impl_info_str().getString());
        IntMemoryMap arguments = new IntMemoryMap();
        arguments.put(DNNL_ARG_SRC, filled(wanted.src_desc(), processor));
        arguments.put(DNNL_ARG_WEIGHTS, filled(wanted.weights_desc(), processor));
        arguments.put(DNNL_ARG_DST, filled(wanted.dst_desc(), processor));
        return new Product(new matmul(wanted), arguments);
    }

    /** Memory full of halves: what lies in fresh memory may be denormal, and then products run at a tenth of their speed. */
    static memory filled(memory.desc layout, engine processor) {
        memory room = new memory(layout, processor);
        Pointer data = room.get_data_handle();
        if (layout.get_data_type() == memory.data_type.bf16) {
            ShortPointer shorts = new ShortPointer(data).capacity(layout.get_size() / 2);
            for (long i = 0; i < shorts.capacity(); i++) {
                shorts.put(i, VALUE_BF16);
            }
        } else {
            FloatPointer floats = new FloatPointer(data).capacity(layout.get_size() / 4);
            for (long i = 0; i < floats.capacity(); i++) {
                floats.put(i, VALUE);
            }
        }
        return room;
    }

    /** The least time of a run, over runs for a while; two runs where those took more than twice the least of another layout. */
    private double nanos(stream queue, double leastOfOthers) {
        double least = Double.POSITIVE_INFINITY;
        long end = System.nanoTime() + LEAST_NANOS;
        int runs = 0;
        while (runs < LEAST_RUNS || System.nanoTime() < end) {
            long start = System.nanoTime();
            execute(queue);
            queue._wait();
            least = Math.min(least, (double) (System.nanoTime() - start));
            runs++;
            if (runs == 2 && least > 2 * leastOfOthers) {
                break;
            }
        }
        return least;
    }
}
