package io.hourglass.interop.onnx;

import io.hourglass.cell.BooleanCell;
import io.hourglass.cell.CategoryCell;
import io.hourglass.cell.Cell;
import io.hourglass.cell.DenseCells;
import io.hourglass.cell.NumberCell;
import java.util.Map;

/** How each kind of cell enters a network and how its outputs are read, as nodes; prepared values are [rows, …, 1], NaN where missing. */
enum CellForm {
    /** A scaled number. */
    NUMBER {
        @Override
        String encode(Graph graph, Cell cell, String value, float[] table) {
            NumberCell number = (NumberCell) cell;
            return filled(graph, value, number.fill(), number.indicator());
        }

        @Override
        String part(Graph graph, Cell cell, Rebuilt rebuilt, float weight) {
            String residual = graph.add("Sub", rebuilt.linked(), rebuilt.target());
            return graph.add("Mul", graph.add("Mul", residual, residual), graph.number(weight));
        }
    },
    /** A value of 0 or 1. */
    TRUTH {
        @Override
        String encode(Graph graph, Cell cell, String value, float[] table) {
            BooleanCell truth = (BooleanCell) cell;
            return filled(graph, value, truth.fill(), truth.indicator());
        }

        @Override
        String link(Graph graph, String raw, LossGraphs numbers) {
            return graph.add("Sigmoid", raw);
        }

        /** softplus(y) - t y. */
        @Override
        String part(Graph graph, Cell cell, Rebuilt rebuilt, float weight) {
            String product = graph.add("Mul", rebuilt.target(), rebuilt.raw());
            return graph.add("Sub", graph.add("Softplus", rebuilt.raw()), product);
        }
    },
    /** One of several levels, by index. */
    LEVEL {
        @Override
        String encode(Graph graph, Cell cell, String value, float[] table) {
            String chosen = oneHot(graph, cell, value);
            return cell.embedding() == 0
                    ? chosen
                    : graph.add("MatMul", chosen, graph.floats(table, cell.outputs(), cell.embedding()));
        }

        @Override
        String link(Graph graph, String raw, LossGraphs numbers) {
            return graph.add(new Node("Softmax", raw).integer("axis", -1));
        }

        @Override
        String expand(Graph graph, Cell cell, String value) {
            String missing = graph.add("IsNaN", value);
            return graph.add("Where", missing, graph.number(Float.NaN), oneHot(graph, cell, value));
        }

        /** -ln softmax(y) of the level. */
        @Override
        String part(Graph graph, Cell cell, Rebuilt rebuilt, float weight) {
            String shares = graph.add(new Node("LogSoftmax", rebuilt.raw()).integer("axis", -1));
            String own = graph.add("Mul", shares, oneHot(graph, cell, rebuilt.target()));
            return graph.add("Neg", graph.add(new Node("ReduceSum", own, graph.longs(-1)).integer("keepdims", 1)));
        }

        /** Nothing equals what is missing. */
        private String oneHot(Graph graph, Cell cell, String value) {
            float[] levels = new float[cell.outputs()];
            for (int i = 0; i < levels.length; i++) {
                levels[i] = i;
            }
            return graph.cast(graph.add("Equal", value, graph.floats(levels, levels.length)), Tensors.FLOAT);
        }
    },
    /** Values that enter as they are. */
    DENSE {
        @Override
        String encode(Graph graph, Cell cell, String value, float[] table) {
            return value;
        }

        @Override
        String part(Graph graph, Cell cell, Rebuilt rebuilt, float weight) {
            throw new IllegalStateException("the values of dense cells are scored together");
        }
    };

    private static final Map<Class<? extends Cell>, CellForm> ALL = Map.of(
            NumberCell.class, NUMBER, BooleanCell.class, TRUTH, CategoryCell.class, LEVEL, DenseCells.class, DENSE);

    /**
     * What a cell was given and how it was rebuilt.
     *
     * @param target the prepared value
     * @param raw the network's outputs
     * @param linked the reconstruction
     */
    record Rebuilt(String target, String raw, String linked) {}

    /** The form of a cell. */
    static CellForm of(Cell cell) {
        return ALL.get(cell.getClass());
    }

    /** The network's inputs. */
    abstract String encode(Graph graph, Cell cell, String value, float[] table);

    /** The reconstruction that raw outputs come to. */
    String link(Graph graph, String raw, LossGraphs numbers) {
        return numbers.link(graph, raw);
    }

    /** The prepared value in the reconstruction's terms. */
    String expand(Graph graph, Cell cell, String value) {
        return value;
    }

    /** What the value counts in a score; nothing that matters where it is missing. */
    abstract String part(Graph graph, Cell cell, Rebuilt rebuilt, float weight);

    private static String filled(Graph graph, String value, float fill, boolean indicator) {
        String missing = graph.add("IsNaN", value);
        String present = graph.add("Where", missing, graph.number(fill), value);
        return indicator
                ? graph.add(new Node("Concat", present, graph.cast(missing, Tensors.FLOAT)).integer("axis", -1))
                : present;
    }
}
