package io.hourglass.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_primitive_desc_create;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * The end of a residual block: its output added to its input.
 *
 * @param around the block's input
 * @param through the block's output
 * @param out their sum
 */
record SumStage(Plane around, Plane through, Plane out) implements Stage {
    @Override
    public void forward(Recorder recorder) {
        add(recorder, new Term(around, around.values()), new Term(through, through.values()), out, out.values());
    }

    /** The block gets the sum's gradient; {@link Fork} gives it to the input. */
    @Override
    public void backward(Recorder recorder, boolean wanted) {
        copyGradients(recorder, out, through);
    }

    private record Term(Plane plane, Region region) {}

    private static dnnl_memory_desc desc(Recorder recorder, Plane plane) {
        return recorder.handles().matrix(plane.type(), recorder.part().ownRows(), plane.width());
    }

    private static void add(Recorder recorder, Term a, Term b, Plane sum, Region region) {
        Part part = recorder.part();
        dnnl_memory_desc first = desc(recorder, a.plane);
        dnnl_memory_desc second = desc(recorder, b.plane);
        dnnl_memory_desc result = desc(recorder, sum);
        dnnl_primitive_desc made = new dnnl_primitive_desc();
        Library.check(
                dnnl_binary_primitive_desc_create(
                        made, Library.engine(), dnnl_binary_add, first, second, result, recorder.attributes(null)),
                "a sum");
        recorder.add(
                "a sum",
                made,
                Recorder.argument(DNNL_ARG_SRC_0, a.plane.own(a.region, part, first, a.plane.type())),
                Recorder.argument(DNNL_ARG_SRC_1, b.plane.own(b.region, part, second, b.plane.type())),
                Recorder.argument(DNNL_ARG_DST, sum.own(region, part, result, sum.type())));
    }

    /** Adds a copy of the part's gradients of one plane to another's, which may be of another type. */
    static void copyGradients(Recorder recorder, Plane from, Plane to) {
        dnnl_memory_desc source = desc(recorder, from);
        dnnl_memory_desc target = desc(recorder, to);
        recorder.reorder(
                source,
                from.own(from.gradients(), recorder.part(), source, from.type()),
                target,
                to.own(to.gradients(), recorder.part(), target, to.type()));
    }

    /** The start of a residual block: on the way back the gradient that went around the block is added. */
    record Fork(Plane in, Plane out) implements Stage {
        @Override
        public void forward(Recorder recorder) {
            // both ways read the same plane
        }

        @Override
        public void backward(Recorder recorder, boolean wanted) {
            if (wanted) {
                add(recorder, new Term(in, in.gradients()), new Term(out, out.gradients()), in, in.gradients());
            }
        }
    }

    /** The end of a chain, in 32-bit floats. */
    record Widening(Plane in, Plane out) implements Stage {
        @Override
        public void forward(Recorder recorder) {
            dnnl_memory_desc source = desc(recorder, in);
            dnnl_memory_desc target = desc(recorder, out);
            Part part = recorder.part();
            recorder.reorder(
                    source,
                    in.own(in.values(), part, source, in.type()),
                    target,
                    out.own(out.values(), part, target, out.type()));
        }

        @Override
        public void backward(Recorder recorder, boolean wanted) {
            copyGradients(recorder, out, in);
        }
    }
}
