package io.hourglass.bench.roof;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import io.hourglass.bench.contest.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;

/**
 * A convolution forward, its gradient of the kernel and that of the input; images channels last, or as oneDNN likes them, whichever is
 * faster.
 *
 * @param link what is convolved; doubled images are there already
 * @param batch the images
 * @param type of images and kernels; gradients of kernels are f32
 * @param processor where
 */
record Convolution(Link link, int batch, memory.data_type type, engine processor) {
    private static final memory.format_tag[] LAYOUTS = {memory.format_tag.nhwc, memory.format_tag.any};

    private long stride() {
        return link.isHalving() ? 2 : 1;
    }

    private memory.desc source(memory.format_tag layout) {
        long side = link.isDoubling() ? 2 : 1;
        int[] from = link.from();
        return new memory.desc(new long[] {batch, Link.channels(from), side * from[0], side * from[1]}, type, layout);
    }

    private memory.desc result(memory.format_tag layout) {
        int[] to = link.to();
        return new memory.desc(new long[] {batch, Link.channels(to), to[0], to[1]}, type, layout);
    }

    private memory.desc kernel(memory.data_type elements) {
        long[] sizes = {link.units(), Link.channels(link.from()), link.side(), link.side()};
        return new memory.desc(sizes, elements, memory.format_tag.any);
    }

    private long[] strides() {
        return new long[] {stride(), stride()};
    }

    private static long[] border() {
        return new long[] {1, 1};
    }

    Product forward(stream queue) {
        return fastest(queue, layout -> {
            var wanted = description(layout);
            Product.requireFast(wanted.impl_info_str().getString());
            IntMemoryMap arguments = new IntMemoryMap();
            arguments.put(DNNL_ARG_SRC, Product.filled(wanted.src_desc(), processor));
            arguments.put(DNNL_ARG_WEIGHTS, Product.filled(wanted.weights_desc(), processor));
            arguments.put(DNNL_ARG_DST, Product.filled(wanted.dst_desc(), processor));
            return new Product(new convolution_forward(wanted), arguments);
        });
    }

    private convolution_forward.primitive_desc description(memory.format_tag layout) {
        return new convolution_forward.primitive_desc(
                processor,
                dnnl.prop_kind.forward_training,
                dnnl.algorithm.convolution_direct,
                source(layout),
                kernel(type),
                result(layout),
                strides(),
                border(),
                border());
    }

    Product kernelGradient(stream queue) {
        return fastest(queue, layout -> {
            var wanted = new convolution_backward_weights.primitive_desc(
                    processor,
                    dnnl.algorithm.convolution_direct,
                    source(layout),
                    kernel(memory.data_type.f32),
                    result(layout),
                    strides(),
                    border(),
                    border(),
                    description(layout));
            Product.requireFast(wanted.impl_info_str().getString());
            IntMemoryMap arguments = new IntMemoryMap();
            arguments.put(DNNL_ARG_SRC, Product.filled(wanted.src_desc(), processor));
            arguments.put(DNNL_ARG_DIFF_DST, Product.filled(wanted.diff_dst_desc(), processor));
            arguments.put(DNNL_ARG_DIFF_WEIGHTS, Product.filled(wanted.diff_weights_desc(), processor));
            return new Product(new convolution_backward_weights(wanted), arguments);
        });
    }

    Product inputGradient(stream queue) {
        return fastest(queue, layout -> {
            var wanted = new convolution_backward_data.primitive_desc(
                    processor,
                    dnnl.algorithm.convolution_direct,
                    source(layout),
                    kernel(type),
                    result(layout),
                    strides(),
                    border(),
                    border(),
                    description(layout));
            Product.requireFast(wanted.impl_info_str().getString());
            IntMemoryMap arguments = new IntMemoryMap();
            arguments.put(DNNL_ARG_DIFF_DST, Product.filled(wanted.diff_dst_desc(), processor));
            arguments.put(DNNL_ARG_WEIGHTS, Product.filled(wanted.weights_desc(), processor));
            arguments.put(DNNL_ARG_DIFF_SRC, Product.filled(wanted.diff_src_desc(), processor));
            return new Product(new convolution_backward_data(wanted), arguments);
        });
    }

    private Product fastest(stream queue, Function<memory.format_tag, Product> maker) {
        List<Supplier<Product>> candidates = new ArrayList<>();
        for (memory.format_tag layout : LAYOUTS) {
            candidates.add(() -> maker.apply(layout));
        }
        return Product.fastest(candidates, queue, type);
    }
}
