package io.hourglass.bench;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_matmul_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_strides;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;

import io.hourglass.engine.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * The roof: all products of a network's step (forward, kernels' gradients, and inputs' gradients but the first layer's), each in the
 * best of the layouts that were tried, with OpenMP's threads and nothing between them. What it makes is never given back.
 */
final class Products implements Steps {
    private static final int TRIALS = 30;

    private final dnnl_engine engine = new dnnl_engine();
    private final dnnl_stream stream = new dnnl_stream();
    private final int type;
    private final List<Call> calls = new ArrayList<>();
    /** A thread of its own: on one that the engine has used, OpenMP has been told to stay. */
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    private record Call(dnnl_primitive primitive, dnnl_exec_arg_t arguments) {}

    Products(int[] widths, int batch, Precision precision) {
        this.type = precision == Precision.BF16 ? dnnl_bf16 : dnnl_f32;
        check(dnnl_engine_create(engine, dnnl_cpu, 0));
        check(dnnl_stream_create(stream, engine, dnnl_stream_default_flags));
        CompletableFuture.runAsync(() -> choose(widths, batch), thread).join();
    }

    private void choose(int[] widths, int batch) {
        for (int i = 1; i < widths.length; i++) {
            int k = widths[i - 1];
            int n = widths[i];
            calls.add(best(batch, k, n, type));
            calls.add(best(k, batch, n, dnnl_f32));
            if (i > 1) {
                calls.add(best(batch, n, k, type));
            }
        }
    }

    /** The floating-point operations of a step. */
    static double operations(int[] widths, int batch) {
        double operations = 0;
        for (int i = 1; i < widths.length; i++) {
            operations += (i > 1 ? 6.0 : 4.0) * batch * widths[i - 1] * widths[i];
        }
        return operations;
    }

    /** The fastest way to multiply m x k by k x n, of both factors as they are or transposed. */
    private Call best(int m, int k, int n, int result) {
        Call best = null;
        double least = Double.POSITIVE_INFINITY;
        for (boolean left : new boolean[] {false, true}) {
            for (boolean right : new boolean[] {false, true}) {
                Call call = call(matrix(m, k, type, left), matrix(k, n, type, right), matrix(m, n, result, false));
                double time = time(() -> run(call));
                if (time < least) {
                    least = time;
                    best = call;
                }
            }
        }
        return best;
    }

    private static double time(Runnable work) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < TRIALS; i++) {
            long start = System.nanoTime();
            work.run();
            least = Math.min(least, (double) (System.nanoTime() - start));
        }
        return least;
    }

    private dnnl_memory_desc matrix(long rows, long columns, int elements, boolean transposed) {
        dnnl_memory_desc desc = new dnnl_memory_desc();
        long[] strides = transposed ? new long[] {1, rows} : new long[] {columns, 1};
        check(dnnl_memory_desc_create_with_strides(desc, 2, new long[] {rows, columns}, elements, strides));
        return desc;
    }

    private Call call(dnnl_memory_desc left, dnnl_memory_desc right, dnnl_memory_desc result) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        check(dnnl_matmul_primitive_desc_create(description, engine, left, right, null, result, null));
        dnnl_primitive primitive = new dnnl_primitive();
        check(dnnl_primitive_create(primitive, description));
        dnnl_exec_arg_t arguments = new dnnl_exec_arg_t(3);
        arguments.getPointer(0).arg(DNNL_ARG_SRC).memory(memory(left, type));
        arguments.getPointer(1).arg(DNNL_ARG_WEIGHTS).memory(memory(right, type));
        arguments.getPointer(2).arg(DNNL_ARG_DST).memory(memory(result, dnnl_f32));
        return new Call(primitive, arguments);
    }

    private dnnl_memory memory(dnnl_memory_desc desc, int elements) {
        long bytes = dnnl_memory_desc_get_size(desc);
        Pointer data = Pointer.malloc(bytes + 64);
        for (long i = 0; elements == dnnl_f32 && i < bytes / Float.BYTES; i++) {
            new FloatPointer(data).put(i, 0.01f * (i % 13));
        }
        for (long i = 0; elements == dnnl_bf16 && i < bytes / Short.BYTES; i++) {
            new ShortPointer(data).put(i, (short) (Float.floatToIntBits(0.01f * (i % 13)) >> 16));
        }
        dnnl_memory memory = new dnnl_memory();
        check(dnnl_memory_create(memory, desc, engine, data));
        return memory;
    }

    private void run(Call call) {
        check(dnnl_primitive_execute(call.primitive, stream, 3, call.arguments));
    }

    @Override
    public double run(int steps) {
        return CompletableFuture.supplyAsync(() -> timed(steps), thread).join();
    }

    private double timed(int steps) {
        long start = System.nanoTime();
        for (int i = 0; i < steps; i++) {
            calls.forEach(this::run);
        }
        return (System.nanoTime() - start) / 1e3 / steps;
    }

    private static void check(int status) {
        if (status != 0) {
            throw new IllegalStateException("oneDNN: status " + status);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
