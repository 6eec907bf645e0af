package io.hourglass.interop.onnx;

import io.hourglass.loss.AbsoluteError;
import io.hourglass.loss.BinaryCrossEntropy;
import io.hourglass.loss.CategoricalCrossEntropy;
import io.hourglass.loss.Cauchy;
import io.hourglass.loss.CellLoss;
import io.hourglass.loss.DiscretisedLogistic;
import io.hourglass.loss.Huber;
import io.hourglass.loss.Loss;
import io.hourglass.loss.SquaredError;
import java.util.Map;
import java.util.function.Function;

/** How losses read raw outputs, as nodes. */
@FunctionalInterface
interface LossGraphs {
    /** For each loss what makes reconstructions of raw outputs. */
    Map<Class<? extends Loss>, Function<Loss, LossGraphs>> ALL = Map.of(
            SquaredError.class, loss -> (graph, raw) -> raw,
            AbsoluteError.class, loss -> (graph, raw) -> raw,
            Huber.class, loss -> (graph, raw) -> raw,
            Cauchy.class, loss -> (graph, raw) -> raw,
            BinaryCrossEntropy.class, loss -> logits(((BinaryCrossEntropy) loss).fromLogits(), "Sigmoid"),
            CategoricalCrossEntropy.class, loss -> logits(((CategoricalCrossEntropy) loss).fromLogits(), "Softmax"),
            DiscretisedLogistic.class,
                    loss -> (graph, raw) -> graph.add("Clip", raw, graph.number(0f), graph.number(1f)),
            CellLoss.class, loss -> of(((CellLoss) loss).numbers()));

    /** The reconstruction that raw outputs come to. */
    String link(Graph graph, String raw);

    /** That of a loss; of one over cells that of its numbers. */
    static LossGraphs of(Loss loss) {
        return ALL.get(loss.getClass()).apply(loss);
    }

    private static LossGraphs logits(boolean fromLogits, String type) {
        return (graph, raw) -> fromLogits ? graph.add(type, raw) : raw;
    }
}
