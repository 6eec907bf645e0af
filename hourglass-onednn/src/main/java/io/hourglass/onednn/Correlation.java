package io.hourglass.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_data_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_weights_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_deconvolution_backward_data_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_deconvolution_backward_weights_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_deconvolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_deconvolution_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;

import io.hourglass.network.Conv2d;
import io.hourglass.network.ConvTranspose2d;
import io.hourglass.network.Layer;
import io.hourglass.network.Shape;
import io.hourglass.network.Window;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * A convolution or a transposed one as the library has them: the same calls under two names.
 *
 * @param window what a position sees, or reaches
 * @param shape of an input row
 * @param result of an output row
 * @param transposed whether positions are those of the input
 * @param bias whether there is one
 */
record Correlation(Window window, Shape shape, Shape result, boolean transposed, boolean bias) {
    static Correlation of(Layer layer, Shape shape) {
        return layer instanceof Conv2d plain
                ? new Correlation(plain.window(), shape, plain.output(shape), false, plain.bias())
                : of((ConvTranspose2d) layer, shape);
    }

    private static Correlation of(ConvTranspose2d layer, Shape shape) {
        return new Correlation(layer.window(), shape, layer.output(shape), true, layer.bias());
    }

    int filters() {
        return result.last();
    }

    /** The values of the kernel. */
    int length() {
        return window.places() * shape.last() * filters();
    }

    /** The kernel as the library counts it, [filters][channels][height][width]. */
    long[] kernel() {
        return new long[] {
            filters(),
            shape.last(),
            window.vertical().size(),
            window.horizontal().size()
        };
    }

    /** The kernel as it is stored: [height][width][channels][filters], or [channels][height][width][filters] of a transposed one. */
    dnnl_memory_desc stored(Handles handles) {
        long f = filters();
        long c = shape.last();
        long wide = window.horizontal().size();
        long[] strides = transposed
                ? new long[] {1, window.vertical().size() * wide * f, wide * f, f}
                : new long[] {1, f, wide * c * f, c * f};
        return handles.strided(dnnl_f32, kernel(), strides);
    }

    /** The steps down and to the right. */
    static long[] strides(Window window) {
        return new long[] {window.vertical().stride(), window.horizontal().stride()};
    }

    /** The library counts the values that are left out. */
    private long[] gaps() {
        return new long[] {
            window.vertical().dilation() - 1L, window.horizontal().dilation() - 1L
        };
    }

    private long[] before() {
        return before(window, transposed ? result : shape);
    }

    private long[] after() {
        return transposed ? after(window, result, shape) : after(window, shape, result);
    }

    /** The zeros above and to the left of an image. */
    static long[] before(Window window, Shape image) {
        return new long[] {window.above(image.at(0)), window.left(image.at(1))};
    }

    /** The zeros below and to the right: what is left of what the positions need. */
    static long[] after(Window window, Shape image, Shape positions) {
        return new long[] {
            after(window.vertical(), image.at(0), positions.at(0)) - window.above(image.at(0)),
            after(window.horizontal(), image.at(1), positions.at(1)) - window.left(image.at(1))
        };
    }

    private static long after(Window.Side side, int length, int positions) {
        return Math.max(0, (positions - 1L) * side.stride() + side.span() - length);
    }

    dnnl_primitive_desc forward(
            dnnl_memory_desc x,
            dnnl_memory_desc w,
            dnnl_memory_desc b,
            dnnl_memory_desc y,
            dnnl_primitive_attr attributes) {
        dnnl_primitive_desc made = new dnnl_primitive_desc();
        return checked(
                made,
                transposed
                        ? dnnl_deconvolution_forward_primitive_desc_create(
                                made,
                                Library.engine(),
                                dnnl_forward_training,
                                dnnl_deconvolution_direct,
                                x,
                                w,
                                b,
                                y,
                                strides(window),
                                gaps(),
                                before(),
                                after(),
                                attributes)
                        : dnnl_convolution_forward_primitive_desc_create(
                                made,
                                Library.engine(),
                                dnnl_forward_training,
                                dnnl_convolution_direct,
                                x,
                                w,
                                b,
                                y,
                                strides(window),
                                gaps(),
                                before(),
                                after(),
                                attributes),
                "a convolution");
    }

    dnnl_primitive_desc inputGradient(
            dnnl_memory_desc dx,
            dnnl_memory_desc w,
            dnnl_memory_desc dy,
            dnnl_primitive_desc hint,
            dnnl_primitive_attr attributes) {
        dnnl_primitive_desc made = new dnnl_primitive_desc();
        return checked(
                made,
                transposed
                        ? dnnl_deconvolution_backward_data_primitive_desc_create(
                                made,
                                Library.engine(),
                                dnnl_deconvolution_direct,
                                dx,
                                w,
                                dy,
                                strides(window),
                                gaps(),
                                before(),
                                after(),
                                hint,
                                attributes)
                        : dnnl_convolution_backward_data_primitive_desc_create(
                                made,
                                Library.engine(),
                                dnnl_convolution_direct,
                                dx,
                                w,
                                dy,
                                strides(window),
                                gaps(),
                                before(),
                                after(),
                                hint,
                                attributes),
                "a convolution's gradient");
    }

    dnnl_primitive_desc kernelGradient(
            dnnl_memory_desc x,
            dnnl_memory_desc dw,
            dnnl_memory_desc db,
            dnnl_memory_desc dy,
            dnnl_primitive_desc hint,
            dnnl_primitive_attr attributes) {
        dnnl_primitive_desc made = new dnnl_primitive_desc();
        int status = transposed
                ? transposedKernelGradient(made, x, dw, db, dy, hint, attributes)
                : dnnl_convolution_backward_weights_primitive_desc_create(
                        made,
                        Library.engine(),
                        dnnl_convolution_direct,
                        x,
                        dw,
                        db,
                        dy,
                        strides(window),
                        gaps(),
                        before(),
                        after(),
                        hint,
                        attributes);
        return checked(made, status, "a kernel's gradient");
    }

    private int transposedKernelGradient(
            dnnl_primitive_desc made,
            dnnl_memory_desc x,
            dnnl_memory_desc dw,
            dnnl_memory_desc db,
            dnnl_memory_desc dy,
            dnnl_primitive_desc hint,
            dnnl_primitive_attr attributes) {
        return dnnl_deconvolution_backward_weights_primitive_desc_create(
                made,
                Library.engine(),
                dnnl_deconvolution_direct,
                x,
                dw,
                db,
                dy,
                strides(window),
                gaps(),
                before(),
                after(),
                hint,
                attributes);
    }

    private static dnnl_primitive_desc checked(dnnl_primitive_desc made, int status, String what) {
        Library.check(status, what);
        return made;
    }
}
