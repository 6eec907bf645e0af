package io.hourglass.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_matmul_primitive_desc_create;

import io.hourglass.network.Dense;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * A dense layer and the activation after it. All matrices lie row by row, as they do in the model's block, and products read them
 * transposed where they must: the library's kernels copy into their own layout block by block at no cost that could be measured
 * ({@code docs/adr/0011-onednn.md}).
 */
final class DenseStage implements Stage {
    private final Dense layer;
    private final Site site;
    private final Plane in;
    private final Plane out;
    private final Eltwise activation;
    /** The kernel as it is stored: [inputs][units], or [units][inputs] of a tied layer. */
    private final int storedRows;

    private final int storedColumns;
    private final Region kernel;
    private final Region readKernel;
    private final Region bias;
    private Region kernelGradient;
    private Region biasGradient;

    /**
     * Where a stage stands.
     *
     * @param handles what owns its native memory
     * @param kernelOffset where its kernel lies in the flat block
     * @param biasOffset where its bias lies; not looked at without one
     * @param ones a row of ones in the session's arithmetic, as long as a batch
     * @param index the layer's place in its network
     */
    record Site(Handles handles, int kernelOffset, int biasOffset, Region ones, int index) {}

    /**
     * @param activation what follows the product; null for nothing
     */
    DenseStage(Dense layer, Site site, Plane in, Plane out, Eltwise activation) {
        this.layer = layer;
        this.site = site;
        this.in = in;
        this.out = out;
        this.activation = activation;
        this.storedRows = layer.tied() ? layer.units() : in.width();
        this.storedColumns = layer.tied() ? in.width() : layer.units();
        Handles handles = site.handles;
        this.kernel = handles.region((long) storedRows * storedColumns, dnnl_f32);
        this.readKernel =
                in.compute() == dnnl_f32 ? kernel : handles.region((long) storedRows * storedColumns, in.compute());
        this.bias = layer.bias() ? handles.region(layer.units(), dnnl_f32) : null;
    }

    @Override
    public void load(float[] weights, Part part) {
        int from = part.from(storedRows) * storedColumns;
        int to = part.to(storedRows) * storedColumns;
        kernel.floats().put(from, weights, site.kernelOffset + from, to - from);
        if (bias != null && part.index() == 0) {
            bias.floats().put(0, weights, site.biasOffset, layer.units());
        }
    }

    @Override
    public void afterLoad(Recorder recorder) {
        int from = recorder.part().from(storedRows);
        int rows = recorder.part().to(storedRows) - from;
        if (readKernel == kernel || rows == 0) {
            return;
        }
        Handles handles = site.handles;
        dnnl_memory_desc wide = handles.matrix(dnnl_f32, rows, storedColumns);
        dnnl_memory_desc narrow = handles.matrix(in.compute(), rows, storedColumns);
        long first = (long) from * storedColumns;
        recorder.reorder(
                wide,
                handles.memory(wide, kernel.at(first * Float.BYTES)),
                narrow,
                handles.memory(narrow, readKernel.at(first * Handles.size(in.compute()))));
    }

    /** The kernel as [inputs][units], or its transpose, whichever way it is stored. */
    private dnnl_memory_desc kernelDesc(boolean transposed) {
        Handles handles = site.handles;
        int rows = transposed ? layer.units() : in.width();
        int columns = transposed ? in.width() : layer.units();
        return layer.tied() == transposed
                ? handles.matrix(in.compute(), rows, columns)
                : handles.transposed(in.compute(), rows, columns, rows);
    }

    /** y = f(x · W + b). */
    @Override
    public void forward(Recorder recorder) {
        in.copyValues(recorder);
        Handles handles = site.handles;
        Part part = recorder.part();
        dnnl_memory_desc x = handles.matrix(in.compute(), part.ownRows(), in.width());
        dnnl_memory_desc w = kernelDesc(false);
        dnnl_memory_desc y = handles.matrix(out.type(), part.ownRows(), out.width());
        dnnl_memory_desc b = bias == null ? null : handles.matrix(dnnl_f32, 1, out.width());
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        Library.check(
                dnnl_matmul_primitive_desc_create(
                        description,
                        Library.engine(),
                        x,
                        w,
                        b,
                        y,
                        recorder.attributes(activation == null ? null : activation.after(handles))),
                "a product");
        List<Recorder.Argument> arguments = new ArrayList<>();
        arguments.add(Recorder.argument(DNNL_ARG_SRC, in.own(in.readValues(), part, x, in.compute())));
        arguments.add(Recorder.argument(DNNL_ARG_WEIGHTS, handles.memory(w, readKernel.at(0))));
        arguments.add(Recorder.argument(DNNL_ARG_DST, out.own(out.values(), part, y, out.type())));
        if (b != null) {
            arguments.add(Recorder.argument(DNNL_ARG_BIAS, handles.memory(b, bias.at(0))));
        }
        recorder.add("a product", description, arguments.toArray(new Recorder.Argument[0]));
    }

    /** dx = (dy · f') · Wᵀ. */
    @Override
    public void backward(Recorder recorder, boolean wanted) {
        if (activation != null) {
            ActivationStage.backInPlace(recorder, activation, out);
        }
        out.copyGradients(recorder);
        if (wanted) {
            Handles handles = site.handles;
            Part part = recorder.part();
            dnnl_memory_desc dy = handles.matrix(out.compute(), part.ownRows(), out.width());
            dnnl_memory_desc dx = handles.matrix(in.type(), part.ownRows(), in.width());
            dnnl_memory_desc w = kernelDesc(true);
            product(
                    recorder,
                    new Matrix(dy, out.own(out.readGradients(), part, dy, out.compute())),
                    new Matrix(w, handles.memory(w, readKernel.at(0))),
                    new Matrix(dx, in.own(in.gradients(), part, dx, in.type())));
        }
    }

    /** dW = xᵀ · dy, or dyᵀ · x where W is stored transposed, a share of its rows; db = 1 · dy. */
    @Override
    public void gradient(Recorder recorder) {
        Handles handles = site.handles;
        Part part = recorder.part();
        prepareGradients();
        int type = in.compute();
        Region left = layer.tied() ? out.readGradients() : in.readValues();
        Region right = layer.tied() ? in.readValues() : out.readGradients();
        int from = part.from(storedRows);
        int rows = part.to(storedRows) - from;
        if (rows > 0) {
            dnnl_memory_desc a = handles.transposed(type, rows, part.rows(), storedRows);
            dnnl_memory_desc b = handles.matrix(type, part.rows(), storedColumns);
            dnnl_memory_desc c = handles.matrix(dnnl_f32, rows, storedColumns);
            product(
                    recorder,
                    new Matrix(a, handles.memory(a, left.at((long) from * Handles.size(type)))),
                    new Matrix(b, handles.memory(b, right.at(0))),
                    new Matrix(c, handles.memory(c, kernelGradient.at((long) from * storedColumns * Float.BYTES))));
        }
        if (bias != null && ownsBias(part)) {
            dnnl_memory_desc a = handles.matrix(type, 1, part.rows());
            dnnl_memory_desc b = handles.matrix(type, part.rows(), out.width());
            dnnl_memory_desc c = handles.matrix(dnnl_f32, 1, out.width());
            product(
                    recorder,
                    new Matrix(a, handles.memory(a, site.ones.at(0))),
                    new Matrix(b, handles.memory(b, out.readGradients().at(0))),
                    new Matrix(c, handles.memory(c, biasGradient.at(0))));
        }
    }

    private boolean ownsBias(Part part) {
        return site.index % part.count() == part.index();
    }

    private void prepareGradients() {
        if (kernelGradient == null) {
            kernelGradient = site.handles.region((long) storedRows * storedColumns, dnnl_f32);
            biasGradient = bias == null ? null : site.handles.region(layer.units(), dnnl_f32);
        }
    }

    private record Matrix(dnnl_memory_desc desc, dnnl_memory memory) {}

    private static void product(Recorder recorder, Matrix left, Matrix right, Matrix result) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        Library.check(
                dnnl_matmul_primitive_desc_create(
                        description,
                        Library.engine(),
                        left.desc,
                        right.desc,
                        null,
                        result.desc,
                        recorder.attributes(null)),
                "a product");
        recorder.add(
                "a product",
                description,
                Recorder.argument(DNNL_ARG_SRC, left.memory),
                Recorder.argument(DNNL_ARG_WEIGHTS, right.memory),
                Recorder.argument(DNNL_ARG_DST, result.memory));
    }

    @Override
    public void collect(Gradient gradient, Part part) {
        int from = part.from(storedRows) * storedColumns;
        int to = part.to(storedRows) * storedColumns;
        gradient.take(kernelGradient, from, to - from, site.kernelOffset + from);
        if (bias != null && ownsBias(part)) {
            gradient.take(biasGradient, 0, layer.units(), site.biasOffset);
        }
    }
}
