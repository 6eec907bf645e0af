package io.hourglass.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;

import io.hourglass.engine.KernelChain;
import io.hourglass.engine.Precision;
import io.hourglass.engine.Session;
import io.hourglass.kernel.Workers;
import io.hourglass.network.Mode;
import io.hourglass.network.Network;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_stream;

/**
 * Some layers of a network, one after the other, in native memory from the first to the last.
 *
 * <p>A pass has parts, each with rows of its own and a thread of its own that goes through all stages without waiting for others; the
 * gradients of kernels are shared out by rows of the kernels when all have gone back. Passes have as many rows as the session has room
 * for, or a power of two: fewer rows are filled up with zeros, whose gradients are zero. So there are few sets of primitives, whatever
 * numbers of rows come.
 */
final class NativeChain implements Session {
    /** The floating-point operations of a forward pass that are worth a thread: some 25 microseconds. */
    private static final double WORTH_A_THREAD = 2.5e6;
    /** Weights below this number are copied by one thread. */
    private static final int MANY_WEIGHTS = 1 << 17;
    /** What makes {@link Workers} give each part a thread. */
    private static final double ALWAYS = 1e9;

    /** Gives back what a session holds that nobody closed and nobody can reach: a model keeps idle ones as long as it lives. */
    private static final Cleaner CLEANER = Cleaner.create();

    private final Handles handles = new Handles();
    private final Cleaner.Cleanable release = CLEANER.register(this, handles::close);
    private final Workers workers;
    private final int maxRows;
    private final double operations;
    private final int mostParts;
    private final List<Stage> stages = new ArrayList<>();
    private final Plane first;
    private final Plane last;
    private final Program[] programs = new Program[33];
    private final dnnl_stream[] streams;
    private final float[][] chunks;
    private final Part[] loadParts;
    private final Call[][] afterLoad;
    private Program current;
    private int rows;

    NativeChain(Network network, int from, int to, KernelChain.Room room, Precision precision) {
        this.maxRows = room.maxRows();
        this.workers = room.workers();
        this.mostParts = OpenMp.isControlled() ? workers.threads() : 1;
        this.streams = new dnnl_stream[mostParts];
        this.chunks = new float[mostParts][Gradient.CHUNK];
        try {
            for (int p = 0; p < mostParts; p++) {
                streams[p] = handles.stream();
            }
            StageBuilder builder = new StageBuilder(
                    handles, network, room, precision == Precision.BF16 ? dnnl_bf16 : dnnl_f32, stages);
            this.first = builder.first(from);
            this.last = builder.build(from, to);
            this.operations = builder.operations();
            this.loadParts = Program.parts(maxRows, builder.weights() < MANY_WEIGHTS ? 1 : mostParts);
            this.afterLoad = new Call[loadParts.length][];
            OpenMp.oneThread();
            for (Part part : loadParts) {
                Recorder recorder = new Recorder(handles, part);
                stages.forEach(stage -> stage.afterLoad(recorder));
                afterLoad[part.index()] = recorder.finish();
            }
        } catch (RuntimeException | Error e) {
            release.clean();
            throw e;
        }
    }

    @Override
    public long nativeBytes() {
        return handles.bytes();
    }

    /** Runs something for each part, on a thread of its own. */
    private void each(Part[] parts, Work work) {
        try {
            if (parts.length == 1) {
                OpenMp.oneThread();
                work.run(parts[0]);
                return;
            }
            workers.run(parts.length, ALWAYS, (from, to) -> {
                OpenMp.oneThread();
                for (int p = from; p < to; p++) {
                    work.run(parts[p]);
                }
            });
        } finally {
            Reference.reachabilityFence(this); // the cleaner must not be first
        }
    }

    private interface Work {
        void run(Part part);
    }

    @Override
    public void load(float[] weights, float[] state) {
        each(loadParts, part -> {
            for (Stage stage : stages) {
                stage.load(weights, part);
            }
            Call.run(afterLoad[part.index()], streams[part.index()]);
        });
    }

    @Override
    public void forward(float[] x, int count, float[] y, Mode mode, long key) {
        rows = count;
        current = program(count);
        each(current.parts(), part -> {
            fill(first.values(), first.width(), x, part);
            Call.run(current.forward(part.index()), streams[part.index()]);
            take(last.values(), last.width(), y, part);
        });
    }

    /** The program for a number of rows: their own if they are as many as there is room for, else that of a power of two. */
    private Program program(int count) {
        int bits = count == maxRows ? 32 : 32 - Integer.numberOfLeadingZeros(count - 1);
        int room = bits == 32 || bits == 31 ? maxRows : Math.min(maxRows, 1 << bits);
        int place = room == maxRows ? 32 : bits;
        if (programs[place] == null) {
            int parts = (int) Math.max(1, Math.min(Math.min(mostParts, room), room * operations / WORTH_A_THREAD));
            programs[place] = new Program(handles, stages, room, parts);
        }
        return programs[place];
    }

    private void fill(Region region, int width, float[] from, Part part) {
        int start = part.firstRow();
        int end = start + part.ownRows();
        int real = Math.max(start, Math.min(end, rows));
        if (real > start) {
            region.floats().put(start * width, from, start * width, (real - start) * width);
        }
        if (real < end) {
            region.clear((long) real * width * Float.BYTES, (long) (end - real) * width * Float.BYTES);
        }
    }

    private void take(Region region, int width, float[] to, Part part) {
        int start = part.firstRow();
        int real = Math.max(start, Math.min(start + part.ownRows(), rows));
        if (real > start) {
            region.floats().get(start * width, to, start * width, (real - start) * width);
        }
    }

    @Override
    public void backward(float[] dy, float[] gradient, float[] dx, boolean adding) {
        boolean wanted = dx != null;
        current.prepareBackward(wanted);
        each(current.parts(), part -> {
            fill(last.gradients(), last.width(), dy, part);
            Call.run(current.backward(wanted, part.index()), streams[part.index()]);
            if (wanted) {
                take(first.gradients(), first.width(), dx, part);
            }
        });
        each(current.parts(), part -> {
            Call.run(current.gradient(part.index()), streams[part.index()]);
            for (Stage stage : stages) {
                stage.collect(new Gradient(gradient, adding, chunks[part.index()]), part);
            }
        });
        for (Stage stage : stages) {
            stage.collectSums(new Gradient(gradient, adding, chunks[0]), current.parts().length);
        }
    }

    @Override
    public void close() {
        release.clean();
    }
}
