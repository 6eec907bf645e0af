package io.hourglass.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_equal;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_diff_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * A convolution, or a transposed one, and the activation after it. Images stay as they are, channels last; kernels are small, so each part of a pass brings
 * them into the layout that the library likes best, and computes the kernel's gradient over its own images.
 */
final class ConvStage implements Stage {
    private final Correlation layer;
    private final DenseStage.Site site;
    private final Plane in;
    private final Plane out;
    private final Eltwise activation;
    private final int length;
    private final Region kernel;
    private final Region bias;
    /** The gradients of kernel and bias, of each part by itself. */
    private final List<Region> kernelGradients = new ArrayList<>();

    private final List<Region> biasGradients = new ArrayList<>();

    /**
     * @param activation what follows the convolution; null for nothing
     */
    ConvStage(Correlation layer, DenseStage.Site site, Plane in, Plane out, Eltwise activation) {
        this.layer = layer;
        this.site = site;
        this.in = in;
        this.out = out;
        this.activation = activation;
        this.length = layer.length();
        this.kernel = site.handles().region(length, dnnl_f32);
        this.bias = layer.bias() ? site.handles().region(layer.filters(), dnnl_f32) : null;
    }

    @Override
    public void load(float[] weights, Part part) {
        if (part.index() == 0) {
            kernel.floats().put(0, weights, site.kernelOffset(), length);
            if (bias != null) {
                bias.floats().put(0, weights, site.biasOffset(), layer.filters());
            }
        }
    }

    /** y = f(x * W + b). */
    @Override
    public void forward(Recorder recorder) {
        in.copyValues(recorder);
        Handles handles = site.handles();
        Part part = recorder.part();
        dnnl_primitive_desc description = forward(recorder, activation);
        dnnl_memory_desc x = input(recorder, in.compute());
        dnnl_memory_desc y = output(recorder, out.type());
        List<Recorder.Argument> arguments = new ArrayList<>();
        arguments.add(Recorder.argument(DNNL_ARG_SRC, in.own(in.readValues(), part, x, in.compute())));
        arguments.add(Recorder.argument(
                DNNL_ARG_WEIGHTS, kernelIn(recorder, Recorder.layout(description, dnnl_query_weights_md))));
        arguments.add(Recorder.argument(DNNL_ARG_DST, out.own(out.values(), part, y, out.type())));
        if (bias != null) {
            arguments.add(Recorder.argument(DNNL_ARG_BIAS, handles.memory(biasDesc(), bias.at(0))));
        }
        recorder.add("a convolution", description, arguments.toArray(new Recorder.Argument[0]));
    }

    private dnnl_primitive_desc forward(Recorder recorder, Eltwise after) {
        dnnl_primitive_desc description = layer.forward(
                input(recorder, in.compute()),
                site.handles().any(in.compute(), layer.kernel()),
                bias == null ? null : biasDesc(),
                output(recorder, out.type()),
                recorder.attributes(after == null ? null : after.after(site.handles())));
        recorder.keep(description);
        return description;
    }

    private dnnl_memory_desc biasDesc() {
        return site.handles().vector(dnnl_f32, layer.filters());
    }

    private dnnl_memory_desc input(Recorder recorder, int type) {
        return site.handles().images(type, recorder.part().ownRows(), layer.shape());
    }

    private dnnl_memory_desc output(Recorder recorder, int type) {
        return site.handles().images(type, recorder.part().ownRows(), layer.result());
    }

    /** Adds the change of the kernel's layout, if one is needed, and gives what a primitive reads. */
    private dnnl_memory kernelIn(Recorder recorder, dnnl_memory_desc wanted) {
        Handles handles = site.handles();
        dnnl_memory_desc stored = layer.stored(site.handles());
        dnnl_memory source = handles.memory(stored, kernel.at(0));
        if (dnnl_memory_desc_equal(stored, wanted) != 0) {
            return source;
        }
        Region region = handles.bytes(dnnl_memory_desc_get_size(wanted));
        dnnl_memory changed = handles.memory(wanted, region.at(0));
        recorder.reorder(stored, source, wanted, changed);
        return changed;
    }

    /** dx = the transposed convolution of dy · f'. */
    @Override
    public void backward(Recorder recorder, boolean wanted) {
        if (activation != null) {
            ActivationStage.backInPlace(recorder, activation, out);
        }
        out.copyGradients(recorder);
        if (!wanted) {
            return;
        }
        Part part = recorder.part();
        dnnl_memory_desc dy = output(recorder, out.compute());
        dnnl_memory_desc dx = input(recorder, in.type());
        dnnl_primitive_desc description = layer.inputGradient(
                dx,
                site.handles().any(in.compute(), layer.kernel()),
                dy,
                forward(recorder, null),
                recorder.attributes(null));
        recorder.add(
                "a convolution's gradient",
                description,
                Recorder.argument(DNNL_ARG_DIFF_DST, out.own(out.readGradients(), part, dy, out.compute())),
                Recorder.argument(
                        DNNL_ARG_WEIGHTS, kernelIn(recorder, Recorder.layout(description, dnnl_query_weights_md))),
                Recorder.argument(DNNL_ARG_DIFF_SRC, in.own(in.gradients(), part, dx, in.type())));
    }

    /** dW = Σ patchᵀ · dy, db = Σ dy, over the part's own images. */
    @Override
    public void gradient(Recorder recorder) {
        Handles handles = site.handles();
        Part part = recorder.part();
        while (kernelGradients.size() <= part.index()) {
            kernelGradients.add(handles.region(length, dnnl_f32));
            biasGradients.add(handles.region(layer.filters(), dnnl_f32));
        }
        dnnl_memory_desc x = input(recorder, in.compute());
        dnnl_memory_desc dy = output(recorder, out.compute());
        dnnl_primitive_desc description = layer.kernelGradient(
                x,
                handles.any(dnnl_f32, layer.kernel()),
                bias == null ? null : biasDesc(),
                dy,
                forward(recorder, null),
                recorder.attributes(null));
        dnnl_memory_desc chosen = Recorder.layout(description, dnnl_query_diff_weights_md);
        Region region = handles.bytes(dnnl_memory_desc_get_size(chosen));
        dnnl_memory dw = handles.memory(chosen, region.at(0));
        List<Recorder.Argument> arguments = new ArrayList<>();
        arguments.add(Recorder.argument(DNNL_ARG_SRC, in.own(in.readValues(), part, x, in.compute())));
        arguments.add(Recorder.argument(DNNL_ARG_DIFF_DST, out.own(out.readGradients(), part, dy, out.compute())));
        arguments.add(Recorder.argument(DNNL_ARG_DIFF_WEIGHTS, dw));
        if (bias != null) {
            dnnl_memory db =
                    handles.memory(biasDesc(), biasGradients.get(part.index()).at(0));
            arguments.add(Recorder.argument(DNNL_ARG_DIFF_BIAS, db));
        }
        recorder.add("a kernel's gradient", description, arguments.toArray(new Recorder.Argument[0]));
        dnnl_memory_desc stored = layer.stored(site.handles());
        recorder.reorder(
                chosen,
                dw,
                stored,
                handles.memory(stored, kernelGradients.get(part.index()).at(0)));
    }

    @Override
    public void collectSums(Gradient gradient, int parts) {
        for (int p = 0; p < parts; p++) {
            take(gradient, kernelGradients.get(p), length, site.kernelOffset(), p);
            if (bias != null) {
                take(gradient, biasGradients.get(p), layer.filters(), site.biasOffset(), p);
            }
        }
    }

    private static void take(Gradient gradient, Region region, int count, int at, int part) {
        if (part == 0) {
            gradient.take(region, 0, count, at);
        } else {
            gradient.add(region, 0, count, at);
        }
    }
}
