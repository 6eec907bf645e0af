package io.hourglass.interop.onnx;

import com.google.protobuf.ByteString;
import io.hourglass.file.ProgramVersion;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A graph that is being written: nodes in order, constants, inputs and outputs. Values are known by their names. Operators are those of
 * opset 17, and of ai.onnx.ml 3 for texts; the first axis of all values is that of the rows and has the name {@code rows}.
 */
final class Graph {
    static final String ROWS = "rows";
    private static final String ML = "ai.onnx.ml";
    private static final int OPSET = 17;
    private static final int ML_OPSET = 3;
    private static final int IR_VERSION = 8;

    private static final int NODE = 1;
    private static final int NAME = 2;
    private static final int INITIALIZER = 5;
    private static final int INPUT = 11;
    private static final int OUTPUT = 12;

    private final Message message = new Message();
    private final Set<String> taken = new HashSet<>();
    private int last;

    /**
     * @param name what the graph is called
     * @param reserved the names of inputs and outputs, which nothing else takes
     */
    Graph(String name, List<String> reserved) {
        message.text(NAME, name);
        taken.addAll(reserved);
    }

    private String fresh() {
        String name = "v" + ++last;
        while (!taken.add(name)) {
            name = "v" + ++last;
        }
        return name;
    }

    /** Declares an input of [rows, sizes…]. */
    String input(String name, int type, long... sizes) {
        message.message(INPUT, declared(name, type, sizes));
        return name;
    }

    /** Makes a value an output of [rows, sizes…]. */
    void output(String name, String value, int type, long... sizes) {
        message.message(NODE, new Node("Identity", value).giving(name));
        message.message(OUTPUT, declared(name, type, sizes));
    }

    /** ValueInfoProto: name 1, type 2; of which tensor_type 1: elem_type 1, shape 2; of which dim 1: dim_value 1 or dim_param 2. */
    private static Message declared(String name, int type, long... sizes) {
        Message shape = new Message().message(1, new Message().text(2, ROWS));
        for (long size : sizes) {
            shape.message(1, new Message().integer(1, size));
        }
        Message tensor = new Message().integer(1, type).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /** Adds a node with one output. */
    String add(Node node) {
        String output = fresh();
        message.message(NODE, node.giving(output));
        return output;
    }

    /** Adds a node of which one of several outputs is used; those before it are left out where they have no name. */
    String addTaking(Node node, int used) {
        String[] outputs = new String[used + 1];
        Arrays.fill(outputs, "");
        outputs[used] = fresh();
        message.message(NODE, node.giving(outputs));
        return outputs[used];
    }

    /** Adds a node with two outputs. */
    List<String> addPair(Node node) {
        String first = fresh();
        String second = fresh();
        message.message(NODE, node.giving(first, second));
        return List.of(first, second);
    }

    /** Adds a node without attributes. */
    String add(String type, String... inputs) {
        return add(new Node(type, inputs));
    }

    String floats(float[] values, long... shape) {
        String name = fresh();
        message.message(INITIALIZER, Tensors.floats(name, values, shape));
        return name;
    }

    String number(float value) {
        return floats(new float[] {value}); // without sizes: a single number
    }

    String doubles(double[] values, long... shape) {
        String name = fresh();
        message.message(INITIALIZER, Tensors.doubles(name, values, shape));
        return name;
    }

    String number(double value) {
        return doubles(new double[] {value});
    }

    String longs(long... values) {
        String name = fresh();
        message.message(INITIALIZER, Tensors.longs(name, values, values.length));
        return name;
    }

    String strings(List<String> values) {
        String name = fresh();
        message.message(INITIALIZER, Tensors.strings(name, values));
        return name;
    }

    String cast(String value, int type) {
        return add(new Node("Cast", value).integer("to", type));
    }

    /** The values under another shape; a size of 0 keeps that of the rows. */
    String reshape(String value, List<Integer> sizes) {
        long[] shape = new long[sizes.size() + 1];
        for (int i = 0; i < sizes.size(); i++) {
            shape[i + 1] = sizes.get(i);
        }
        return add("Reshape", value, longs(shape));
    }

    /** Some of the last axis. */
    String slice(String value, int from, int to) {
        return add("Slice", value, longs(from), longs(to), longs(-1));
    }

    String concat(List<String> values) {
        return values.size() == 1
                ? values.get(0)
                : add(new Node("Concat", values.toArray(String[]::new)).integer("axis", -1));
    }

    String sum(String value, long... axes) {
        return add(new Node("ReduceSum", value, longs(axes)).integer("keepdims", 0));
    }

    /** The number of each text; NaN for others. */
    String numbered(String value, List<String> texts) {
        float[] numbers = new float[texts.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        return add(new Node("LabelEncoder", value)
                .domain(ML)
                .texts("keys_strings", texts)
                .reals("values_floats", numbers)
                .real("default_float", Float.NaN));
    }

    /** The whole file: ModelProto with ir_version 1, producer_name 2, producer_version 3, graph 7, opset_import 8. */
    ByteString file() {
        return new Message()
                .integer(1, IR_VERSION)
                .text(2, "Hourglass")
                .text(3, ProgramVersion.current())
                .message(7, message)
                .message(8, new Message().text(1, "").integer(2, OPSET))
                .message(8, new Message().text(1, ML).integer(2, ML_OPSET))
                .done();
    }
}
