package io.hourglass.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_resampling_backward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_resampling_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_resampling_nearest;

import io.hourglass.network.Shape;
import io.hourglass.network.Upsample2d;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/** Positions repeated. */
record UpsampleStage(Upsample2d layer, Shape shape, Plane in, Plane out) implements Stage {
    private dnnl_memory_desc input(Recorder recorder) {
        return recorder.handles().images(in.type(), recorder.part().ownRows(), shape);
    }

    private dnnl_memory_desc output(Recorder recorder) {
        return recorder.handles().images(out.type(), recorder.part().ownRows(), layer.output(shape));
    }

    private float[] factors() {
        return new float[] {layer.vertical(), layer.horizontal()};
    }

    private dnnl_primitive_desc description(Recorder recorder) {
        dnnl_primitive_desc made = new dnnl_primitive_desc();
        Library.check(
                dnnl_resampling_forward_primitive_desc_create(
                        made,
                        Library.engine(),
                        dnnl_forward_training,
                        dnnl_resampling_nearest,
                        factors(),
                        input(recorder),
                        output(recorder),
                        recorder.attributes(null)),
                "an upsampling");
        recorder.keep(made);
        return made;
    }

    @Override
    public void forward(Recorder recorder) {
        Part part = recorder.part();
        recorder.add(
                "an upsampling",
                description(recorder),
                Recorder.argument(DNNL_ARG_SRC, in.own(in.values(), part, input(recorder), in.type())),
                Recorder.argument(DNNL_ARG_DST, out.own(out.values(), part, output(recorder), out.type())));
    }

    @Override
    public void backward(Recorder recorder, boolean wanted) {
        if (!wanted) {
            return;
        }
        Part part = recorder.part();
        dnnl_primitive_desc made = new dnnl_primitive_desc();
        Library.check(
                dnnl_resampling_backward_primitive_desc_create(
                        made,
                        Library.engine(),
                        dnnl_resampling_nearest,
                        factors(),
                        input(recorder),
                        output(recorder),
                        description(recorder),
                        recorder.attributes(null)),
                "an upsampling's gradient");
        recorder.add(
                "an upsampling's gradient",
                made,
                Recorder.argument(DNNL_ARG_DIFF_DST, out.own(out.gradients(), part, output(recorder), out.type())),
                Recorder.argument(DNNL_ARG_DIFF_SRC, in.own(in.gradients(), part, input(recorder), in.type())));
    }
}
