package io.hourglass.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_data_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_weights_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_equal;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_diff_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;

import io.hourglass.network.Conv2d;
import io.hourglass.network.Padding;
import io.hourglass.network.Shape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * A convolution and the activation after it. Images stay as they are, channels last; kernels are small, so each part of a pass brings
 * them into the layout that the library likes best, and computes the kernel's gradient over its own images.
 */
final class ConvStage implements Stage {
    private final Conv2d layer;
    private final DenseStage.Site site;
    private final Shape shape;
    private final Shape result;
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
     * @param shape of an input row
     * @param activation what follows the convolution; null for nothing
     */
    ConvStage(Conv2d layer, Shape shape, DenseStage.Site site, Plane in, Plane out, Eltwise activation) {
        this.layer = layer;
        this.shape = shape;
        this.result = layer.output(shape);
        this.site = site;
        this.in = in;
        this.out = out;
        this.activation = activation;
        this.length = layer.size() * layer.size() * shape.last() * layer.filters();
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
        Eltwise after = activation;
        dnnl_primitive_desc description = forward(recorder, after);
        dnnl_memory_desc x = images(part, shape, in.compute());
        dnnl_memory_desc y = images(part, result, out.type());
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
        Part part = recorder.part();
        long[] edges = {layer.stride(), layer.stride()};
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        Library.check(
                dnnl_convolution_forward_primitive_desc_create(
                        description,
                        Library.engine(),
                        dnnl_forward_training,
                        dnnl_convolution_direct,
                        images(part, shape, in.compute()),
                        site.handles().any(in.compute(), kernelDimensions()),
                        bias == null ? null : biasDesc(),
                        images(part, result, out.type()),
                        edges,
                        new long[2],
                        before(),
                        after(),
                        recorder.attributes(after == null ? null : after.after(site.handles()))),
                "a convolution");
        recorder.keep(description);
        return description;
    }

    private long[] kernelDimensions() {
        return new long[] {layer.filters(), shape.last(), layer.size(), layer.size()};
    }

    private dnnl_memory_desc biasDesc() {
        return site.handles().vector(dnnl_f32, layer.filters());
    }

    /** The kernel as it is stored, [height][width][channels][filters]. */
    private dnnl_memory_desc stored() {
        long f = layer.filters();
        long c = shape.last();
        return site.handles().strided(dnnl_f32, kernelDimensions(), new long[] {1, f, layer.size() * c * f, c * f});
    }

    private dnnl_memory_desc images(Part part, Shape image, int type) {
        long h = image.at(0);
        long w = image.at(1);
        long c = image.last();
        return site.handles().strided(type, new long[] {part.ownRows(), c, h, w}, new long[] {h * w * c, 1, w * c, c});
    }

    private long[] before() {
        return new long[] {
            layer.padding().before(shape.at(0), layer.size(), layer.stride()),
            layer.padding().before(shape.at(1), layer.size(), layer.stride())
        };
    }

    /** The padding after the last value: what is left of what the output needs. */
    private long[] after() {
        long[] before = before();
        long[] after = new long[2];
        for (int side = 0; side < 2; side++) {
            long needed = (long) (result.at(side) - 1) * layer.stride() + layer.size() - shape.at(side);
            after[side] = layer.padding() == Padding.VALID ? 0 : Math.max(0, needed) - before[side];
        }
        return after;
    }

    /** Adds the change of the kernel's layout, if one is needed, and gives what a primitive reads. */
    private dnnl_memory kernelIn(Recorder recorder, dnnl_memory_desc wanted) {
        Handles handles = site.handles();
        dnnl_memory_desc stored = stored();
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
        dnnl_memory_desc dy = images(part, result, out.compute());
        dnnl_memory_desc dx = images(part, shape, in.type());
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        Library.check(
                dnnl_convolution_backward_data_primitive_desc_create(
                        description,
                        Library.engine(),
                        dnnl_convolution_direct,
                        dx,
                        site.handles().any(in.compute(), kernelDimensions()),
                        dy,
                        new long[] {layer.stride(), layer.stride()},
                        new long[2],
                        before(),
                        after(),
                        forward(recorder, null),
                        recorder.attributes(null)),
                "a convolution's gradient");
        recorder.keep(description);
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
        dnnl_memory_desc x = images(part, shape, in.compute());
        dnnl_memory_desc dy = images(part, result, out.compute());
        dnnl_primitive_desc description = kernelGradient(recorder, x, dy);
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
        dnnl_memory_desc stored = stored();
        recorder.reorder(
                chosen,
                dw,
                stored,
                handles.memory(stored, kernelGradients.get(part.index()).at(0)));
    }

    private dnnl_primitive_desc kernelGradient(Recorder recorder, dnnl_memory_desc x, dnnl_memory_desc dy) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        Library.check(
                dnnl_convolution_backward_weights_primitive_desc_create(
                        description,
                        Library.engine(),
                        dnnl_convolution_direct,
                        x,
                        site.handles().any(dnnl_f32, kernelDimensions()),
                        bias == null ? null : biasDesc(),
                        dy,
                        new long[] {layer.stride(), layer.stride()},
                        new long[2],
                        before(),
                        after(),
                        forward(recorder, null),
                        recorder.attributes(null)),
                "a kernel's gradient");
        recorder.keep(description);
        return description;
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
