package io.hourglass.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_avg_exclude_padding;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_backward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_max;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_workspace_md;

import io.hourglass.network.AveragePool2d;
import io.hourglass.network.Layer;
import io.hourglass.network.MaxPool2d;
import io.hourglass.network.Shape;
import io.hourglass.network.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/** The greatest or the mean value in a window. */
final class PoolStage implements Stage {
    private final Window window;
    private final boolean greatest;
    private final Shape shape;
    private final Shape result;
    private final Plane in;
    private final Plane out;
    /** Where the greatest values stood, by part. */
    private final Map<Part, dnnl_memory> chosen = new HashMap<>();

    PoolStage(Layer layer, Shape shape, Plane in, Plane out) {
        this.greatest = layer instanceof MaxPool2d;
        this.window = layer instanceof MaxPool2d max ? max.window() : ((AveragePool2d) layer).window();
        this.shape = shape;
        this.result = layer.output(shape);
        this.in = in;
        this.out = out;
    }

    private dnnl_primitive_desc forwardDescription(Recorder recorder) {
        dnnl_primitive_desc made = new dnnl_primitive_desc();
        int rows = recorder.part().ownRows();
        Library.check(
                dnnl_pooling_forward_primitive_desc_create(
                        made,
                        Library.engine(),
                        dnnl_forward_training,
                        algorithm(),
                        recorder.handles().images(in.type(), rows, shape),
                        recorder.handles().images(out.type(), rows, result),
                        Correlation.strides(window),
                        sizes(),
                        new long[2],
                        Correlation.before(window, shape),
                        Correlation.after(window, shape, result),
                        recorder.attributes(null)),
                "a pooling");
        recorder.keep(made);
        return made;
    }

    private int algorithm() {
        return greatest ? dnnl_pooling_max : dnnl_pooling_avg_exclude_padding;
    }

    private long[] sizes() {
        return new long[] {window.vertical().size(), window.horizontal().size()};
    }

    @Override
    public void forward(Recorder recorder) {
        Part part = recorder.part();
        dnnl_primitive_desc description = forwardDescription(recorder);
        List<Recorder.Argument> arguments = new ArrayList<>();
        dnnl_memory_desc x = recorder.handles().images(in.type(), part.ownRows(), shape);
        dnnl_memory_desc y = recorder.handles().images(out.type(), part.ownRows(), result);
        arguments.add(Recorder.argument(DNNL_ARG_SRC, in.own(in.values(), part, x, in.type())));
        arguments.add(Recorder.argument(DNNL_ARG_DST, out.own(out.values(), part, y, out.type())));
        if (greatest) {
            dnnl_memory_desc places = Recorder.layout(description, dnnl_query_workspace_md);
            Region region = recorder.handles().bytes(dnnl_memory_desc_get_size(places));
            chosen.put(part, recorder.handles().memory(places, region.at(0)));
            arguments.add(Recorder.argument(DNNL_ARG_WORKSPACE, chosen.get(part)));
        }
        recorder.add("a pooling", description, arguments.toArray(new Recorder.Argument[0]));
    }

    @Override
    public void backward(Recorder recorder, boolean wanted) {
        if (!wanted) {
            return;
        }
        Part part = recorder.part();
        dnnl_memory_desc dx = recorder.handles().images(in.type(), part.ownRows(), shape);
        dnnl_memory_desc dy = recorder.handles().images(out.type(), part.ownRows(), result);
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        Library.check(
                dnnl_pooling_backward_primitive_desc_create(
                        description,
                        Library.engine(),
                        algorithm(),
                        dx,
                        dy,
                        Correlation.strides(window),
                        sizes(),
                        new long[2],
                        Correlation.before(window, shape),
                        Correlation.after(window, shape, result),
                        forwardDescription(recorder),
                        recorder.attributes(null)),
                "a pooling's gradient");
        List<Recorder.Argument> arguments = new ArrayList<>();
        arguments.add(Recorder.argument(DNNL_ARG_DIFF_DST, out.own(out.gradients(), part, dy, out.type())));
        arguments.add(Recorder.argument(DNNL_ARG_DIFF_SRC, in.own(in.gradients(), part, dx, in.type())));
        if (greatest) {
            arguments.add(Recorder.argument(DNNL_ARG_WORKSPACE, chosen.get(part)));
        }
        recorder.add("a pooling's gradient", description, arguments.toArray(new Recorder.Argument[0]));
    }
}
