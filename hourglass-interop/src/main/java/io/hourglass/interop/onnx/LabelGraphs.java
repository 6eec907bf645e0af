package io.hourglass.interop.onnx;

import io.hourglass.label.Classifier;
import io.hourglass.label.Label;
import io.hourglass.model.Predictor;
import io.hourglass.network.Network;
import io.hourglass.network.Placement;

/** What a model tells of rows as nodes. */
final class LabelGraphs {
    private static final String PROBABILITIES = ".probabilities";

    private LabelGraphs() {}

    /** What the label is called as an output: its column, which is no input. */
    static String output(Label label) {
        return label.column().name();
    }

    /** What the probabilities of its classes are called as an output. */
    static String probabilities(Label label) {
        return output(label) + PROBABILITIES;
    }

    /** Makes of codes, [rows, code], the label's outputs: of classes texts and probabilities, softmax(logits / temperature), else a number. */
    static void add(Graph graph, Classifier classifier, String codes) {
        Predictor predictor = classifier.predictor();
        Network head = predictor.head().network();
        LayerGraphs.Blocks blocks = new LayerGraphs.Blocks(predictor.weights(), new float[0]);
        String raw = LayerGraphs.network(graph, head, 0, Placement.following(head, 0, 0), blocks, codes);
        String outputs = graph.cast(raw, Tensors.DOUBLE);
        Label label = classifier.label();
        if (label.isNumber()) {
            String scaled = graph.add("Mul", outputs, graph.number(label.deviation()));
            graph.output(output(label), graph.add("Add", scaled, graph.number(label.mean())), Tensors.DOUBLE, 1);
            return;
        }
        String logits = graph.add("Div", outputs, graph.number(classifier.told().temperature()));
        String shares = graph.add(new Node("Softmax", logits).integer("axis", -1));
        String best = graph.add(new Node("ArgMax", shares).integer("axis", -1).integer("keepdims", 1));
        String text = graph.add("Gather", graph.strings(label.classes()), best);
        graph.output(output(label), text, Tensors.STRING, 1);
        graph.output(probabilities(label), shares, Tensors.DOUBLE, label.outputs());
    }
}
