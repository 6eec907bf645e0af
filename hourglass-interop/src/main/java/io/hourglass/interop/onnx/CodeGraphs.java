package io.hourglass.interop.onnx;

import io.hourglass.model.Adversarial;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.BatchTopK;
import io.hourglass.model.Binary;
import io.hourglass.model.Bottleneck;
import io.hourglass.model.Contractive;
import io.hourglass.model.Layout;
import io.hourglass.model.Plain;
import io.hourglass.model.Sparse;
import io.hourglass.model.SparseRate;
import io.hourglass.model.TopK;
import io.hourglass.model.Variational;
import io.hourglass.model.VectorQuantized;
import io.hourglass.model.Wasserstein;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Bottlenecks in use as nodes. */
final class CodeGraphs {
    /** Adds the nodes that make a code as it is written down, [rows, symbols], of the encoder's outputs, [rows, outputs]. */
    @FunctionalInterface
    interface Translation {
        String add(Graph graph, Codes codes, String h);
    }

    static final Map<Class<? extends Bottleneck>, Translation> ALL = Map.ofEntries(
            Map.entry(Adversarial.class, (graph, codes, h) -> h),
            Map.entry(BatchTopK.class, CodeGraphs::aboveThreshold),
            Map.entry(
                    Binary.class,
                    (graph, codes, h) -> graph.cast(graph.add("Greater", h, graph.number(0f)), Tensors.FLOAT)),
            Map.entry(Contractive.class, (graph, codes, h) -> h),
            Map.entry(Plain.class, (graph, codes, h) -> h),
            Map.entry(Sparse.class, (graph, codes, h) -> graph.add("Relu", h)),
            Map.entry(SparseRate.class, (graph, codes, h) -> graph.add("Sigmoid", h)),
            Map.entry(TopK.class, CodeGraphs::largest),
            Map.entry(Variational.class, (graph, codes, h) -> graph.slice(h, 0, codes.spec.codeWidth())),
            Map.entry(VectorQuantized.class, CodeGraphs::nearest),
            Map.entry(Wasserstein.class, (graph, codes, h) -> h));

    private CodeGraphs() {}

    /** A model's bottleneck with its state. */
    record Codes(AutoencoderSpec spec, Layout layout, LayerGraphs.Blocks blocks) {
        float[] state(int parameter) {
            return Arrays.copyOfRange(
                    blocks.state(), layout.bottleneckState(parameter), layout.bottleneckState(parameter + 1));
        }
    }

    static String add(Graph graph, Codes codes, String h) {
        return ALL.get(codes.spec.bottleneck().getClass()).add(graph, codes, h);
    }

    private static String aboveThreshold(Graph graph, Codes codes, String h) {
        String least = graph.number(codes.state(0)[0]);
        return graph.add("Where", graph.add("GreaterOrEqual", h, least), h, graph.number(0f));
    }

    /** Of equals ONNX' TopK keeps the first too. */
    private static String largest(Graph graph, Codes codes, String h) {
        int k = Math.min(((TopK) codes.spec.bottleneck()).k(), codes.spec.codeWidth());
        List<String> kept = graph.addPair(new Node("TopK", h, graph.longs(k)));
        String zeros = graph.add("ConstantOfShape", graph.add("Shape", h));
        return graph.add(new Node("ScatterElements", zeros, kept.get(1), kept.get(0)).integer("axis", 1));
    }

    private static String nearest(Graph graph, Codes codes, String h) {
        VectorQuantized book = (VectorQuantized) codes.spec.bottleneck();
        int symbols = codes.spec.symbolWidth();
        String vectors = graph.reshape(h, List.of(symbols, 1, book.width()));
        String difference = graph.add("Sub", vectors, book(graph, codes, book));
        String distance = graph.sum(graph.add("Mul", difference, difference), -1);
        String entry =
                graph.add(new Node("ArgMin", distance).integer("axis", -1).integer("keepdims", 0));
        return graph.cast(entry, Tensors.FLOAT);
    }

    private static String book(Graph graph, Codes codes, VectorQuantized book) {
        return graph.floats(codes.state(0), book.entries(), book.width());
    }

    /** The code, [rows, code], that was written down. */
    static String read(Graph graph, Codes codes, String symbols) {
        if (!(codes.spec.bottleneck() instanceof VectorQuantized book)) {
            return symbols;
        }
        String entries = graph.add("Gather", book(graph, codes, book), graph.cast(symbols, Tensors.INT64));
        return graph.reshape(entries, List.of(codes.spec.codeWidth()));
    }
}
