package io.hourglass.interop.onnx;

import io.hourglass.error.CorruptFileException;
import io.hourglass.error.DataException;
import io.hourglass.interop.archive.ForeignZip;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An ONNX file as it is: nodes, constants, and the input with its sizes. */
final class OnnxFile {
    private static final int GRAPH = 7;
    private static final int MOST_NODES = 5000;

    private final String source;
    private final Path folder;
    private final List<StoredNode> nodes = new ArrayList<>();
    private final Map<String, StoredTensor> constants = new HashMap<>();
    private final Map<String, List<Long>> inputs = new HashMap<>();
    private final List<String> outputs = new ArrayList<>();

    private OnnxFile(String source, Path folder) {
        this.source = source;
        this.folder = folder;
    }

    static OnnxFile read(Path path) throws IOException {
        OnnxFile file = new OnnxFile(path.toString(), path.toAbsolutePath().getParent());
        Fields model = Fields.of(path.toString(), ForeignZip.whole(path));
        List<Fields> graphs = new ArrayList<>();
        model.each("model", field -> {
            if (field.number() == GRAPH && field.content() != null) {
                graphs.add(field.content());
            }
        });
        if (graphs.size() != 1) {
            throw new CorruptFileException(path.toString(), "model", 0, "it holds no graph: it is no ONNX file");
        }
        graphs.get(0).each("graph", file::take);
        file.constants.keySet().forEach(file.inputs::remove); // older files list their constants as inputs
        return file;
    }

    private void take(Fields.Field field) {
        if (field.content() == null) {
            return;
        }
        switch (field.number()) {
            case 1 -> addNode(new StoredNode(field.content(), folder));
            case 5 -> {
                StoredTensor tensor = new StoredTensor(field.content(), folder);
                constants.put(tensor.name(), tensor);
            }
            case 11 -> declare(field.content());
            case 12 -> outputs.add(name(field.content()));
            default -> {} // names and documentation
        }
    }

    private void addNode(StoredNode node) {
        if (nodes.size() >= MOST_NODES) {
            throw new DataException(
                    source + ": the graph has more than " + MOST_NODES + " nodes; it is no chain of layers");
        }
        if (!node.type().equals("Constant")) {
            nodes.add(node);
        } else if (node.constant() != null && node.outputs().size() == 1) {
            constants.put(node.outputs().get(0), node.constant());
        }
    }

    private static String name(Fields declared) {
        String[] name = {""};
        declared.each(
                "value",
                field -> name[0] = field.number() == 1 && field.content() != null
                        ? field.content().text()
                        : name[0]);
        return name[0];
    }

    /** ValueInfoProto: type 2, of which tensor_type 1, of which shape 2, of which dim 1: dim_value 1; -1 for a size without number. */
    private void declare(Fields declared) {
        List<Long> sizes = new ArrayList<>();
        within(
                declared,
                2,
                type -> within(
                        type,
                        1,
                        tensor -> within(
                                tensor,
                                2,
                                shape -> within(shape, 1, dim -> {
                                    long[] size = {-1};
                                    dim.each("size", field -> size[0] = field.number() == 1 ? field.value() : size[0]);
                                    sizes.add(size[0]);
                                }))));
        inputs.put(name(declared), sizes);
    }

    /** What is done with a message within another. */
    @FunctionalInterface
    private interface Within {
        void take(Fields fields);
    }

    private static void within(Fields outer, int number, Within taker) {
        outer.each("value", field -> {
            if (field.number() == number && field.content() != null) {
                taker.take(field.content());
            }
        });
    }

    String source() {
        return source;
    }

    StoredTensor constant(String name) {
        return constants.get(name);
    }

    /** The name of the one input. */
    String input() {
        if (inputs.size() != 1) {
            throw new DataException(
                    source + ": the graph has " + inputs.size() + " inputs; only chains of one are imported");
        }
        return inputs.keySet().iterator().next();
    }

    /** The sizes of the input, -1 where none is told. */
    List<Long> inputSizes() {
        return inputs.get(input());
    }

    /** The nodes from the input to the output, each of which feeds one. */
    List<StoredNode> chain() {
        List<StoredNode> chain = new ArrayList<>();
        String value = input();
        for (List<StoredNode> next = fedBy(value); !next.isEmpty(); next = fedBy(value)) {
            StoredNode node = next.get(0);
            if (next.size() > 1 || chain.size() > nodes.size()) {
                throw new DataException(source + ": '" + value + "' feeds " + next.size() + " nodes ("
                        + String.join(", ", next.stream().map(StoredNode::name).toList())
                        + "); only chains of layers are imported");
            }
            chain.add(node);
            value = used(node);
        }
        return chain;
    }

    private List<StoredNode> fedBy(String value) {
        return nodes.stream().filter(node -> node.inputs().contains(value)).toList();
    }

    /** The output of a node that goes on. */
    private String used(StoredNode node) {
        for (String output : node.outputs()) {
            if (!output.isEmpty() && (outputs.contains(output) || !fedBy(output).isEmpty())) {
                return output;
            }
        }
        throw node.unsupported("nothing comes after it");
    }

    /** The number of the output of a node that goes on. */
    int usedOutput(StoredNode node) {
        return node.outputs().indexOf(used(node));
    }
}
