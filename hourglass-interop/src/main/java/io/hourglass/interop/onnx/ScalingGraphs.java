package io.hourglass.interop.onnx;

import io.hourglass.data.preparation.Linear;
import io.hourglass.data.preparation.Quantiles;
import io.hourglass.data.preparation.Scaling;
import java.util.Map;

/** Scalings of numbers as nodes over doubles. */
enum ScalingGraphs {
    /** (value - center) / scale. */
    LINEAR {
        @Override
        String apply(Graph graph, Scaling scaling, String value) {
            Linear linear = (Linear) scaling;
            return graph.add(
                    "Div", graph.add("Sub", value, graph.number(linear.center())), graph.number(linear.scale()));
        }

        @Override
        String undo(Graph graph, Scaling scaling, String value) {
            Linear linear = (Linear) scaling;
            return graph.add(
                    "Add", graph.add("Mul", value, graph.number(linear.scale())), graph.number(linear.center()));
        }
    },
    /** By rank. */
    QUANTILES {
        @Override
        String apply(Graph graph, Scaling scaling, String value) {
            Quantiles quantiles = (Quantiles) scaling;
            return interpolated(graph, value, quantiles.values(), quantiles.deviates());
        }

        @Override
        String undo(Graph graph, Scaling scaling, String value) {
            Quantiles quantiles = (Quantiles) scaling;
            return interpolated(graph, value, quantiles.deviates(), quantiles.values());
        }
    };

    private static final Map<Class<? extends Scaling>, ScalingGraphs> ALL =
            Map.of(Linear.class, LINEAR, Quantiles.class, QUANTILES);

    /** Those of a scaling. */
    static ScalingGraphs of(Scaling scaling) {
        return ALL.get(scaling.getClass());
    }

    /** Values to scaled values. */
    abstract String apply(Graph graph, Scaling scaling, String value);

    /** Scaled values to values. */
    abstract String undo(Graph graph, Scaling scaling, String value);

    /**
     * Straight lines between knots, and beyond the first and the last the slope from one to the other. The number of knots at or below a
     * value is that of its line.
     */
    private static String interpolated(Graph graph, String x, double[] from, double[] to) {
        int lines = from.length + 1;
        double[] start = new double[lines];
        double[] height = new double[lines];
        double[] slope = new double[lines];
        double outer = (to[to.length - 1] - to[0]) / (from[from.length - 1] - from[0]);
        for (int line = 0; line < lines; line++) {
            int knot = Math.max(0, line - 1);
            boolean inner = line > 0 && line < from.length;
            start[line] = from[knot];
            height[line] = to[knot];
            slope[line] = inner ? (to[line] - to[knot]) / (from[line] - from[knot]) : outer;
        }
        String column = graph.add("Unsqueeze", x, graph.longs(-1));
        String below = graph.add("GreaterOrEqual", column, graph.doubles(from, from.length));
        String line = graph.sum(graph.cast(below, Tensors.INT64), -1);
        String along = graph.add("Sub", x, graph.add("Gather", graph.doubles(start, lines), line));
        String rise = graph.add("Mul", along, graph.add("Gather", graph.doubles(slope, lines), line));
        return graph.add("Add", graph.add("Gather", graph.doubles(height, lines), line), rise);
    }
}
