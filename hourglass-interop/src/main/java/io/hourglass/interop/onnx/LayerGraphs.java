package io.hourglass.interop.onnx;

import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.AveragePool2d;
import io.hourglass.network.BatchNorm;
import io.hourglass.network.CellEncoding;
import io.hourglass.network.Conv2d;
import io.hourglass.network.ConvTranspose2d;
import io.hourglass.network.Dense;
import io.hourglass.network.Dropout;
import io.hourglass.network.Layer;
import io.hourglass.network.LayerNorm;
import io.hourglass.network.LearntScale;
import io.hourglass.network.MaxPool2d;
import io.hourglass.network.Network;
import io.hourglass.network.Placement;
import io.hourglass.network.Recurrent;
import io.hourglass.network.Repeat;
import io.hourglass.network.Reshape;
import io.hourglass.network.Residual;
import io.hourglass.network.Shape;
import io.hourglass.network.Upsample2d;
import java.util.Arrays;
import java.util.Map;

/** Layers as nodes. Values keep the order that they have here, [rows, height, width, channels]. */
final class LayerGraphs {
    /** Adds the nodes of a layer and gives what comes out. */
    @FunctionalInterface
    interface Translation {
        String add(Graph graph, Spot spot, String x);
    }

    static final Map<Class<? extends Layer>, Translation> ALL = Map.ofEntries(
            Map.entry(Activation.class, LayerGraphs::activation),
            Map.entry(AveragePool2d.class, WindowGraphs::averagePool),
            Map.entry(BatchNorm.class, LayerGraphs::batchNorm),
            Map.entry(CellEncoding.class, LayerGraphs::encoding),
            Map.entry(Conv2d.class, WindowGraphs::convolution),
            Map.entry(ConvTranspose2d.class, WindowGraphs::transposed),
            Map.entry(Dense.class, LayerGraphs::dense),
            Map.entry(Dropout.class, (graph, spot, x) -> x),
            Map.entry(LayerNorm.class, LayerGraphs::layerNorm),
            Map.entry(LearntScale.class, LayerGraphs::learntScale),
            Map.entry(MaxPool2d.class, WindowGraphs::maxPool),
            Map.entry(Recurrent.class, StepGraphs::recurrent),
            Map.entry(Repeat.class, StepGraphs::repeat),
            Map.entry(Reshape.class, LayerGraphs::reshape),
            Map.entry(Residual.class, LayerGraphs::residual),
            Map.entry(Upsample2d.class, WindowGraphs::upsample));

    private static final float SELU_SCALE = 1.050701f;
    private static final float SELU_ALPHA = 1.6732632f;
    private static final float INVERSE_ROOT_TWO = 0.70710677f;

    private LayerGraphs() {}

    /**
     * A layer at its place.
     *
     * @param network the network that it is part of
     * @param layer its number there
     * @param placement where the network's parameters lie
     * @param blocks the model's values
     */
    record Spot(Network network, int layer, Placement placement, Blocks blocks) {
        <L extends Layer> L as(Class<L> type) {
            return type.cast(network.layers().get(layer));
        }

        Shape input() {
            return network.shapes().get(layer);
        }

        Shape output() {
            return network.shapes().get(layer + 1);
        }

        /** One of its trained parameters. */
        float[] weight(int parameter) {
            int at = placement.weight(layer, parameter);
            return Arrays.copyOfRange(
                    blocks.weights,
                    at,
                    at + network.parameters(layer).get(parameter).length());
        }

        /** One of its parameters that no gradient moves. */
        float[] state(int parameter) {
            int at = placement.state(layer, parameter);
            return Arrays.copyOfRange(
                    blocks.state, at, at + network.state(layer).get(parameter).length());
        }
    }

    /** A model's values. */
    record Blocks(float[] weights, float[] state) {}

    /** Adds the layers of a network from one on. */
    static String network(Graph graph, Network network, int from, Placement placement, Blocks blocks, String x) {
        String value = x;
        for (int i = from; i < network.layers().size(); i++) {
            Translation translation = ALL.get(network.layers().get(i).getClass());
            value = translation.add(graph, new Spot(network, i, placement, blocks), value);
        }
        return value;
    }

    private static String activation(Graph graph, Spot spot, String x) {
        Activation layer = spot.as(Activation.class);
        return activation(graph, layer.function(), layer.alpha(), x);
    }

    private static String activation(Graph graph, ActivationFunction function, float alpha, String x) {
        return switch (function) {
            case LINEAR -> x;
            case RELU -> graph.add("Relu", x);
            case RELU6 -> graph.add("Clip", x, graph.number(0f), graph.number(6f));
            case LEAKY_RELU -> graph.add(new Node("LeakyRelu", x).real("alpha", alpha));
            case ELU -> graph.add(new Node("Elu", x).real("alpha", alpha));
            case SELU -> graph.add(new Node("Selu", x).real("alpha", SELU_ALPHA).real("gamma", SELU_SCALE));
            case GELU -> gelu(graph, x);
            case SILU -> graph.add("Mul", x, graph.add("Sigmoid", x));
            case MISH -> graph.add("Mul", x, graph.add("Tanh", graph.add("Softplus", x)));
            case SIGMOID -> graph.add("Sigmoid", x);
            case TANH -> graph.add("Tanh", x);
            case SOFTSIGN -> graph.add("Softsign", x);
            case SOFTPLUS -> graph.add("Softplus", x);
            case SOFTMAX -> graph.add(new Node("Softmax", x).integer("axis", -1));
        };
    }

    /** x · ½ (1 + erf(x / √2)). */
    private static String gelu(Graph graph, String x) {
        String erf = graph.add("Erf", graph.add("Mul", x, graph.number(INVERSE_ROOT_TWO)));
        String share = graph.add("Mul", graph.add("Add", erf, graph.number(1f)), graph.number(0.5f));
        return graph.add("Mul", x, share);
    }

    private static String dense(Graph graph, Spot spot, String x) {
        Dense layer = spot.as(Dense.class);
        int inputs = spot.input().size();
        String flat = spot.input().dimensions().size() == 1
                ? x
                : graph.reshape(x, Shape.of(inputs).dimensions());
        String kernel = layer.tied()
                ? graph.floats(spot.weight(0), layer.units(), inputs)
                : graph.floats(spot.weight(0), inputs, layer.units());
        Node product = layer.bias()
                ? new Node("Gemm", flat, kernel, graph.floats(spot.weight(1), layer.units()))
                : new Node("Gemm", flat, kernel);
        return graph.add(product.integer("transB", layer.tied() ? 1 : 0));
    }

    /** γ (x - μ) / √(σ² + ε) + β over the last axis. */
    private static String batchNorm(Graph graph, Spot spot, String x) {
        float epsilon = spot.as(BatchNorm.class).epsilon();
        float[] factor = spot.weight(0);
        float[] variance = spot.state(1);
        for (int i = 0; i < factor.length; i++) {
            factor[i] *= 1f / (float) Math.sqrt(variance[i] + epsilon);
        }
        String centred = graph.add("Sub", x, vector(graph, spot.state(0)));
        return graph.add("Add", graph.add("Mul", centred, vector(graph, factor)), vector(graph, spot.weight(1)));
    }

    private static String vector(Graph graph, float[] values) {
        return graph.floats(values, values.length);
    }

    private static String layerNorm(Graph graph, Spot spot, String x) {
        return graph.add(new Node("LayerNormalization", x, vector(graph, spot.weight(0)), vector(graph, spot.weight(1)))
                .integer("axis", -1)
                .real("epsilon", spot.as(LayerNorm.class).epsilon()));
    }

    /** The number behind a row's values is for the loss alone: in use nobody reads it. */
    private static String learntScale(Graph graph, Spot spot, String x) {
        if (spot.layer != spot.network.layers().size() - 1) {
            throw new IllegalArgumentException(
                    "a learnt scale within a network (layer " + spot.layer + ") cannot be written to ONNX");
        }
        return x;
    }

    private static String reshape(Graph graph, Spot spot, String x) {
        return graph.reshape(x, spot.output().dimensions());
    }

    private static String residual(Graph graph, Spot spot, String x) {
        Network block = spot.as(Residual.class).block(spot.input());
        Placement within = spot.placement.within(spot.layer, block);
        return graph.add("Add", network(graph, block, 0, within, spot.blocks, x), x);
    }

    private static String encoding(Graph graph, Spot spot, String x) {
        throw new IllegalArgumentException(
                "cells that are encoded within a network (layer " + spot.layer + ") cannot be written to ONNX");
    }
}
