package io.hourglass.interop.onnx;

import io.hourglass.Hourglass;
import io.hourglass.cell.Cell;
import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.preparation.PreparedColumn;
import io.hourglass.label.Classifier;
import io.hourglass.label.Label;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Layout;
import io.hourglass.network.CellEncoding;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import io.hourglass.use.Detector;
import io.hourglass.use.Member;
import io.hourglass.use.ScoreProfile;
import io.hourglass.use.Scorer;
import io.hourglass.use.Threshold;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;

/** The graphs of a model: raw columns in, codes, raw columns and scores out. */
final class ModelGraphs {
    static final String CODE = "code";
    static final String ERROR = "error";
    static final String SCORE = "score";
    static final String ANOMALY = "anomaly";

    /** No value counts more in a score. */
    private static final float MOST = 1e30f;

    private final Preparation preparation;
    private final AutoencoderSpec spec;
    private final Layout layout;
    private final LayerGraphs.Blocks blocks;
    private final CodeGraphs.Codes codes;
    private final LossGraphs link;
    private final int steps;

    ModelGraphs(Hourglass model) {
        this(model.preparation(), model.autoencoder());
    }

    private ModelGraphs(Preparation preparation, Autoencoder autoencoder) {
        this.preparation = preparation;
        this.spec = autoencoder.spec();
        this.layout = Layout.of(spec);
        this.blocks = new LayerGraphs.Blocks(autoencoder.weights(), autoencoder.state());
        this.codes = new CodeGraphs.Codes(spec, layout, blocks);
        this.link = LossGraphs.of(spec.loss());
        this.steps = spec.steps();
    }

    private List<PreparedColumn> columns() {
        return preparation.columns();
    }

    private List<PreparedColumn> learnt() {
        return columns().stream().filter(column -> column.cell().isPresent()).toList();
    }

    private Graph started(String name, String... outputs) {
        List<String> reserved = names();
        for (String each : List.of(CODE, ERROR, SCORE, ANOMALY)) {
            reserved.add(ofRow(each));
        }
        reserved.addAll(List.of(outputs));
        return new Graph(name, reserved);
    }

    /** The names of inputs, and of outputs that are columns. */
    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (PreparedColumn column : columns()) {
            names.add(ColumnForm.name(column));
            names.add(ColumnForm.output(column));
        }
        return names;
    }

    /** The name of what is said of a row as a whole: with {@code row.} before it where a column has that name. */
    private String ofRow(String name) {
        List<String> others = names();
        String free = name;
        while (others.contains(free)) {
            free = "row." + free;
        }
        return free;
    }

    private long[] sizes() {
        return new long[] {steps};
    }

    /** Raw columns to codes. */
    Graph encoder() {
        Graph graph = started("encoder");
        graph.output(ofRow(CODE), symbols(graph, prepared(graph)), Tensors.FLOAT, spec.symbolWidth());
        return graph;
    }

    /** Codes to raw columns. */
    Graph decoder() {
        Graph graph = started("decoder");
        String symbols = graph.input(ofRow(CODE), Tensors.FLOAT, spec.symbolWidth());
        giveBack(graph, rebuilt(graph, symbols, null), symbols);
        return graph;
    }

    /** Raw columns to raw columns and the squared error of each row; of several members by the mean of what they rebuild. */
    static Graph reconstruct(Hourglass model) {
        List<Autoencoder> members = model.ensemble().members();
        ModelGraphs first = new ModelGraphs(model);
        Graph graph = first.started("reconstruct");
        List<String> prepared = first.prepared(graph);
        String symbols = first.symbols(graph, prepared);
        List<CellForm.Rebuilt> rebuilt = first.rebuilt(graph, symbols, prepared);
        if (members.size() > 1) {
            for (Autoencoder each : members.subList(1, members.size())) {
                ModelGraphs member = new ModelGraphs(model.preparation(), each);
                List<CellForm.Rebuilt> other = member.rebuilt(graph, member.symbols(graph, prepared), prepared);
                Iterator<CellForm.Rebuilt> next = other.iterator();
                rebuilt =
                        linked(rebuilt, sum -> graph.add("Add", sum, next.next().linked()));
            }
            String count = graph.number((float) members.size());
            rebuilt = linked(rebuilt, sum -> graph.add("Div", sum, count));
        }
        first.giveBack(graph, rebuilt, symbols);
        graph.output(first.ofRow(ERROR), first.error(graph, rebuilt), Tensors.DOUBLE, 1);
        return graph;
    }

    /** Raw columns to scores, by whatever scores the rows of a model; of several members their mean. */
    static Graph score(Hourglass model) {
        Detector scoring = model.scoring();
        ModelGraphs first = new ModelGraphs(scoring.preparation(), scoring.autoencoder());
        Graph graph = first.started(SCORE);
        List<String> prepared = first.prepared(graph);
        String score = first.score(graph, prepared, scoring.profile());
        for (Member each : scoring.members()) {
            ModelGraphs member = new ModelGraphs(scoring.preparation(), each.autoencoder());
            score = graph.add("Add", score, member.score(graph, prepared, each.profile()));
        }
        if (!scoring.members().isEmpty()) {
            score = graph.add("Div", score, graph.number(1.0 + scoring.members().size()));
        }
        double threshold = Threshold.usual().in(scoring.profile());
        graph.output(first.ofRow(SCORE), score, Tensors.DOUBLE, 1);
        String above = graph.add("Greater", score, graph.number(threshold));
        graph.output(first.ofRow(ANOMALY), graph.cast(above, Tensors.INT64), Tensors.INT64, 1);
        return graph;
    }

    /** Raw columns to the label that was learnt. */
    Graph classifier(Classifier classifier) {
        Label label = classifier.label();
        Graph graph = started("classify", LabelGraphs.output(label), LabelGraphs.probabilities(label));
        String code = CodeGraphs.read(graph, codes, symbols(graph, prepared(graph)));
        LabelGraphs.add(graph, classifier, code);
        return graph;
    }

    /** The same with other reconstructions, made of those that they have. */
    private static List<CellForm.Rebuilt> linked(List<CellForm.Rebuilt> rebuilt, UnaryOperator<String> change) {
        return rebuilt.stream()
                .map(each -> new CellForm.Rebuilt(each.target(), each.raw(), change.apply(each.linked())))
                .toList();
    }

    private String score(Graph graph, List<String> prepared, ScoreProfile profile) {
        return score(graph, rebuilt(graph, symbols(graph, prepared), prepared), Scorer.weights(spec, profile));
    }

    /** A value for each cell: [rows, 1], of windows [rows, steps, 1], of images their pixels. */
    private List<String> prepared(Graph graph) {
        List<String> values = new ArrayList<>();
        for (PreparedColumn column : learnt()) {
            String value = ColumnForm.of(column).prepare(graph, column, sizes());
            values.add(steps == 1 ? value : graph.add("Unsqueeze", value, graph.longs(2)));
        }
        return values;
    }

    private String symbols(Graph graph, List<String> prepared) {
        Network encoder = spec.encoder();
        boolean cells = !encoder.layers().isEmpty() && encoder.layers().get(0) instanceof CellEncoding;
        String x = cells
                ? encoded(graph, prepared)
                : graph.reshape(prepared.get(0), encoder.input().dimensions());
        String h = LayerGraphs.network(graph, encoder, cells ? 1 : 0, layout.encoder(), blocks, x);
        String flat = graph.reshape(h, Shape.of(encoder.output().size()).dimensions());
        return CodeGraphs.add(graph, codes, flat);
    }

    private String encoded(Graph graph, List<String> prepared) {
        LayerGraphs.Spot spot = new LayerGraphs.Spot(spec.encoder(), 0, layout.encoder(), blocks);
        List<String> inputs = new ArrayList<>();
        int tables = 0;
        for (int i = 0; i < prepared.size(); i++) {
            Cell cell = spec.stepCells().get(i);
            float[] table = cell.embedding() > 0 ? spot.weight(tables++) : null;
            inputs.add(CellForm.of(cell).encode(graph, cell, prepared.get(i), table));
        }
        return graph.concat(inputs);
    }

    /** For each cell its prepared value, where there is one, and what it is rebuilt as. */
    private List<CellForm.Rebuilt> rebuilt(Graph graph, String symbols, List<String> prepared) {
        Network decoder = spec.decoder();
        String z = graph.reshape(
                CodeGraphs.read(graph, codes, symbols), decoder.input().dimensions());
        String raw = LayerGraphs.network(graph, decoder, 0, layout.decoder(), blocks, z);
        if (dense()) {
            return List.of(image(graph, raw, prepared));
        }
        int outputs = spec.stepCells().stream().mapToInt(Cell::outputs).sum();
        String rows = graph.reshape(raw, steps == 1 ? List.of(outputs) : List.of(steps, outputs));
        List<CellForm.Rebuilt> all = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < spec.stepCells().size(); i++) {
            Cell cell = spec.stepCells().get(i);
            String own = graph.slice(rows, at, at + cell.outputs());
            String linked = CellForm.of(cell).link(graph, own, link);
            all.add(new CellForm.Rebuilt(prepared == null ? null : prepared.get(i), own, linked));
            at += cell.outputs();
        }
        return all;
    }

    private boolean dense() {
        return spec.stepCells().size() == 1 && CellForm.of(spec.stepCells().get(0)) == CellForm.DENSE;
    }

    private CellForm.Rebuilt image(Graph graph, String raw, List<String> prepared) {
        int values = spec.outputWidth();
        String flat = graph.reshape(raw, List.of(values));
        String linked = link.link(graph, flat);
        String target = prepared == null ? null : graph.reshape(prepared.get(0), List.of(values));
        return new CellForm.Rebuilt(target, flat, linked);
    }

    private void giveBack(Graph graph, List<CellForm.Rebuilt> rebuilt, String like) {
        int cell = 0;
        for (PreparedColumn column : columns()) {
            boolean constant = column.cell().isEmpty();
            String linked = constant ? like : rebuilt.get(cell++).linked();
            boolean single = steps > 1 && !constant && column.cell().get().outputs() == 1;
            String value = single ? graph.add("Squeeze", linked, graph.longs(2)) : linked;
            ColumnForm.of(column).giveBack(graph, column, value, sizes());
        }
    }

    /** Over what is not missing, levels as zeros and ones; over all steps of a window. */
    private String error(Graph graph, List<CellForm.Rebuilt> rebuilt) {
        List<String> targets = new ArrayList<>();
        List<String> linked = new ArrayList<>();
        for (int i = 0; i < rebuilt.size(); i++) {
            Cell cell = spec.stepCells().get(i);
            targets.add(CellForm.of(cell).expand(graph, cell, rebuilt.get(i).target()));
            linked.add(rebuilt.get(i).linked());
        }
        String target = graph.concat(targets);
        String residual = graph.add("Sub", graph.concat(linked), target);
        String square = graph.add("Mul", residual, residual);
        return total(graph, graph.add("Where", graph.add("IsNaN", target), graph.number(0f), square));
    }

    /** The sum of a row's values as a double, [rows, 1]. */
    private String total(Graph graph, String values) {
        long[] axes = steps > 1 ? new long[] {1, 2} : new long[] {1};
        return graph.reshape(graph.sum(graph.cast(values, Tensors.DOUBLE), axes), List.of(1));
    }

    private String score(Graph graph, List<CellForm.Rebuilt> rebuilt, float... weights) {
        String target;
        String parts;
        if (dense()) {
            target = rebuilt.get(0).target();
            String residual = graph.add("Sub", rebuilt.get(0).linked(), target);
            parts = graph.add("Mul", graph.add("Mul", residual, residual), graph.floats(weights, weights.length));
        } else {
            List<String> each = new ArrayList<>();
            for (int i = 0; i < rebuilt.size(); i++) {
                Cell cell = spec.stepCells().get(i);
                each.add(CellForm.of(cell).part(graph, cell, rebuilt.get(i), weights[i]));
            }
            target = graph.concat(rebuilt.stream().map(CellForm.Rebuilt::target).toList());
            parts = graph.concat(each);
        }
        String most = graph.number(MOST);
        String capped = graph.add("Where", graph.add("Less", parts, most), parts, most);
        String missing = graph.add("IsNaN", target);
        String sum = total(graph, graph.add("Where", missing, graph.number(0f), capped));
        String present = total(graph, graph.cast(graph.add("Not", missing), Tensors.DOUBLE));
        return graph.add("Div", sum, graph.add("Max", present, graph.number(1.0)));
    }
}
