package io.hourglass.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_backward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/** An activation by itself: one whose slope needs its input, or that follows no product. */
record ActivationStage(Eltwise function, Plane in, Plane out) implements Stage {
    @Override
    public void forward(Recorder recorder) {
        dnnl_memory_desc desc = desc(recorder, out);
        recorder.add(
                "an activation",
                forwardDescription(recorder, function, desc),
                Recorder.argument(DNNL_ARG_SRC, in.own(in.values(), recorder.part(), desc, in.type())),
                Recorder.argument(DNNL_ARG_DST, out.own(out.values(), recorder.part(), desc, out.type())));
    }

    /** dx = dy · f'(x), or f' from y. */
    @Override
    public void backward(Recorder recorder, boolean wanted) {
        if (wanted) {
            back(recorder, function, in, out, in);
        }
    }

    /** Adds the backward pass of an activation that a product before it has computed in place: dy becomes d loss / d x in place. */
    static void backInPlace(Recorder recorder, Eltwise function, Plane out) {
        back(recorder, function, null, out, out);
    }

    private static void back(Recorder recorder, Eltwise function, Plane in, Plane out, Plane to) {
        Part part = recorder.part();
        dnnl_memory_desc desc = desc(recorder, out);
        dnnl_primitive_desc forward = forwardDescription(recorder, function, desc);
        recorder.keep(forward);
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        Library.check(
                dnnl_eltwise_backward_primitive_desc_create(
                        description,
                        Library.engine(),
                        function.algorithm(),
                        desc,
                        desc,
                        desc,
                        function.alpha(),
                        0f,
                        forward,
                        recorder.attributes(null)),
                "an activation's gradient");
        Recorder.Argument seen = function.fromOutput()
                ? Recorder.argument(DNNL_ARG_DST, out.own(out.values(), part, desc, out.type()))
                : Recorder.argument(DNNL_ARG_SRC, in.own(in.values(), part, desc, in.type()));
        recorder.add(
                "an activation's gradient",
                description,
                seen,
                Recorder.argument(DNNL_ARG_DIFF_DST, out.own(out.gradients(), part, desc, out.type())),
                Recorder.argument(DNNL_ARG_DIFF_SRC, to.own(to.gradients(), part, desc, to.type())));
    }

    private static dnnl_memory_desc desc(Recorder recorder, Plane plane) {
        return recorder.handles().vector(plane.type(), (long) recorder.part().ownRows() * plane.width());
    }

    private static dnnl_primitive_desc forwardDescription(Recorder recorder, Eltwise function, dnnl_memory_desc desc) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        Library.check(
                dnnl_eltwise_forward_primitive_desc_create(
                        description,
                        Library.engine(),
                        dnnl_forward_training,
                        function.algorithm(),
                        desc,
                        desc,
                        function.alpha(),
                        0f,
                        recorder.attributes(null)),
                "an activation");
        return description;
    }
}
