package io.hourglass.interop.onnx;

import io.hourglass.data.preparation.PreparedBoolean;
import io.hourglass.data.preparation.PreparedCategory;
import io.hourglass.data.preparation.PreparedColumn;
import io.hourglass.data.preparation.PreparedConstant;
import io.hourglass.data.preparation.PreparedImage;
import io.hourglass.data.preparation.PreparedNumber;
import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.NumberColumn;
import java.util.List;
import java.util.Map;

/**
 * Columns as inputs and outputs: numbers and instants (seconds since 1970) as doubles, NaN where missing; categories and truth values as
 * texts, where any other text is missing; images as floats.
 */
enum ColumnForm {
    NUMBER {
        @Override
        String prepare(Graph graph, PreparedColumn column, long[] sizes) {
            PreparedNumber number = (PreparedNumber) column;
            String value = graph.input(name(column), Tensors.DOUBLE, sizes);
            String missing = graph.add("IsNaN", value);
            String scaled = ScalingGraphs.of(number.scaling()).apply(graph, number.scaling(), value);
            String within = within(graph, scaled, FARTHEST);
            String prepared = graph.add("Where", missing, graph.number(Double.NaN), within);
            return graph.cast(prepared, Tensors.FLOAT);
        }

        @Override
        void giveBack(Graph graph, PreparedColumn column, String reconstruction, long[] sizes) {
            PreparedNumber number = (PreparedNumber) column;
            String scaled = graph.cast(reconstruction, Tensors.DOUBLE);
            String value = ScalingGraphs.of(number.scaling()).undo(graph, number.scaling(), scaled);
            graph.output(output(column), within(graph, value, Float.MAX_VALUE), Tensors.DOUBLE, sizes);
        }

        private String within(Graph graph, String value, double limit) {
            return graph.add("Clip", value, graph.number(-limit), graph.number(limit));
        }
    },
    TRUTH {
        @Override
        String prepare(Graph graph, PreparedColumn column, long[] sizes) {
            return graph.numbered(graph.input(name(column), Tensors.STRING, sizes), texts(column));
        }

        @Override
        void giveBack(Graph graph, PreparedColumn column, String reconstruction, long[] sizes) {
            String one = graph.cast(graph.add("GreaterOrEqual", reconstruction, graph.number(0.5f)), Tensors.INT64);
            graph.output(output(column), graph.add("Gather", graph.strings(texts(column)), one), Tensors.STRING, sizes);
        }

        private List<String> texts(PreparedColumn column) {
            BooleanColumn truth = (BooleanColumn) column.column();
            return List.of(truth.falseText(), truth.trueText());
        }
    },
    CATEGORY {
        @Override
        String prepare(Graph graph, PreparedColumn column, long[] sizes) {
            return graph.numbered(
                    graph.input(name(column), Tensors.STRING, sizes), ((PreparedCategory) column).levels());
        }

        @Override
        void giveBack(Graph graph, PreparedColumn column, String reconstruction, long[] sizes) {
            boolean window = sizes[0] > 1;
            String best = graph.add(
                    new Node("ArgMax", reconstruction).integer("axis", -1).integer("keepdims", window ? 0 : 1));
            String text = graph.add("Gather", graph.strings(((PreparedCategory) column).levels()), best);
            graph.output(output(column), text, Tensors.STRING, sizes);
        }
    },
    IMAGE {
        @Override
        String prepare(Graph graph, PreparedColumn column, long[] sizes) {
            return graph.input(name(column), Tensors.FLOAT, sizes(column));
        }

        @Override
        void giveBack(Graph graph, PreparedColumn column, String reconstruction, long[] sizes) {
            ImageColumn image = (ImageColumn) column.column();
            String shaped = graph.reshape(reconstruction, List.of(image.height(), image.width(), image.channels()));
            graph.output(output(column), shaped, Tensors.FLOAT, sizes(column));
        }

        private long[] sizes(PreparedColumn column) {
            ImageColumn image = (ImageColumn) column.column();
            return new long[] {image.height(), image.width(), image.channels()};
        }
    },
    /** What training saw one value of: given back, and no input. */
    CONSTANT {
        @Override
        String prepare(Graph graph, PreparedColumn column, long[] sizes) {
            return "";
        }

        @Override
        void giveBack(Graph graph, PreparedColumn column, String like, long[] sizes) {
            String text = ((PreparedConstant) column).text().orElse("");
            boolean number = column.column() instanceof NumberColumn && !(column.column() instanceof BooleanColumn);
            String rows = graph.add("Slice", graph.add("Shape", like), graph.longs(0), graph.longs(1));
            String shape = graph.add(new Node("Concat", rows, graph.longs(sizes)).integer("axis", 0));
            String zeros = graph.cast(graph.add("ConstantOfShape", shape), Tensors.INT64);
            String constant = number
                    ? graph.doubles(new double[] {value((NumberColumn) column.column(), text)}, 1)
                    : graph.strings(List.of(text));
            graph.output(
                    output(column),
                    graph.add("Gather", constant, zeros),
                    number ? Tensors.DOUBLE : Tensors.STRING,
                    sizes);
        }

        private double value(NumberColumn column, String text) {
            return text.isEmpty() ? Double.NaN : column.parse(text);
        }
    };

    /** Prepared values stay within this. */
    private static final double FARTHEST = 1e15;

    static final Map<Class<? extends PreparedColumn>, ColumnForm> ALL = Map.of(
            PreparedNumber.class, NUMBER,
            PreparedBoolean.class, TRUTH,
            PreparedCategory.class, CATEGORY,
            PreparedImage.class, IMAGE,
            PreparedConstant.class, CONSTANT);

    /** The form of a column. */
    static ColumnForm of(PreparedColumn column) {
        return ALL.get(column.getClass());
    }

    /** What a column is called as an input. */
    static String name(PreparedColumn column) {
        return column.column().name();
    }

    /** What a column is called as an output: no two values of a graph have one name. */
    static String output(PreparedColumn column) {
        return name(column) + ".reconstructed";
    }

    /**
     * Declares the column's input and adds what prepares it.
     *
     * @param sizes of the input behind the rows: 1, or the steps of a window
     */
    abstract String prepare(Graph graph, PreparedColumn column, long[] sizes);

    /** Adds what makes values of the reconstruction, in the original units, and declares the output. */
    abstract void giveBack(Graph graph, PreparedColumn column, String reconstruction, long[] sizes);
}
