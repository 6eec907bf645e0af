package io.hourglass.interop.onnx;

import io.hourglass.interop.onnx.LayerGraphs.Spot;
import io.hourglass.network.AveragePool2d;
import io.hourglass.network.Conv2d;
import io.hourglass.network.ConvTranspose2d;
import io.hourglass.network.MaxPool2d;
import io.hourglass.network.Shape;
import io.hourglass.network.Upsample2d;
import io.hourglass.network.Window;

/** Layers with windows; ONNX has channels first, so that each turns the axes and turns them back. */
final class WindowGraphs {
    private WindowGraphs() {}

    private static String channelsFirst(Graph graph, String x) {
        return graph.add(new Node("Transpose", x).integers("perm", 0, 3, 1, 2));
    }

    private static String channelsLast(Graph graph, String x) {
        return graph.add(new Node("Transpose", x).integers("perm", 0, 2, 3, 1));
    }

    static String convolution(Graph graph, Spot spot, String x) {
        Conv2d layer = spot.as(Conv2d.class);
        Window window = layer.window();
        int channels = spot.input().last();
        int places = window.vertical().size() * window.horizontal().size();
        String kernel = graph.floats(
                turned(spot.weight(0), places * channels, layer.filters(), places, channels),
                layer.filters(),
                channels,
                window.vertical().size(),
                window.horizontal().size());
        String in = channelsFirst(graph, x);
        Node node = layer.bias()
                ? new Node("Conv", in, kernel, graph.floats(spot.weight(1), layer.filters()))
                : new Node("Conv", in, kernel);
        return channelsLast(graph, graph.add(moving(node, window, spot.input(), spot.output(), true)));
    }

    /** [places · channels][filters] as [filters][channels][places]. */
    private static float[] turned(float[] kernel, int rows, int filters, int places, int channels) {
        float[] turned = new float[kernel.length];
        for (int row = 0; row < rows; row++) {
            int place = row / channels;
            int channel = row % channels;
            for (int f = 0; f < filters; f++) {
                turned[(f * channels + channel) * places + place] = kernel[row * filters + f];
            }
        }
        return turned;
    }

    static String transposed(Graph graph, Spot spot, String x) {
        ConvTranspose2d layer = spot.as(ConvTranspose2d.class);
        Window window = layer.window();
        int channels = spot.input().last();
        int places = window.vertical().size() * window.horizontal().size();
        float[] stored = spot.weight(0); // [channels][places · filters]
        float[] turned = new float[stored.length]; // [channels][filters][places]
        for (int i = 0; i < stored.length; i++) {
            int within = i % (places * layer.filters());
            int filter = within % layer.filters();
            int place = within / layer.filters();
            turned[(i / (places * layer.filters()) * layer.filters() + filter) * places + place] = stored[i];
        }
        String kernel = graph.floats(
                turned,
                channels,
                layer.filters(),
                window.vertical().size(),
                window.horizontal().size());
        String in = channelsFirst(graph, x);
        Node node = layer.bias()
                ? new Node("ConvTranspose", in, kernel, graph.floats(spot.weight(1), layer.filters()))
                : new Node("ConvTranspose", in, kernel);
        return channelsLast(graph, graph.add(moving(node, window, spot.output(), spot.input(), true)));
    }

    static String maxPool(Graph graph, Spot spot, String x) {
        Window window = spot.as(MaxPool2d.class).window();
        Node node = new Node("MaxPool", channelsFirst(graph, x));
        return channelsLast(graph, graph.add(moving(node, window, spot.input(), spot.output(), false)));
    }

    static String averagePool(Graph graph, Spot spot, String x) {
        Window window = spot.as(AveragePool2d.class).window();
        Node node = new Node("AveragePool", channelsFirst(graph, x)).integer("count_include_pad", 0);
        return channelsLast(graph, graph.add(moving(node, window, spot.input(), spot.output(), false)));
    }

    /**
     * The attributes of a window.
     *
     * @param image what it moves over
     * @param positions where it stops
     * @param gaps whether the operator knows of dilations
     */
    private static Node moving(Node node, Window window, Shape image, Shape positions, boolean gaps) {
        Window.Side down = window.vertical();
        Window.Side along = window.horizontal();
        int above = window.above(image.at(0));
        int left = window.left(image.at(1));
        node.integers("kernel_shape", down.size(), along.size())
                .integers("strides", down.stride(), along.stride())
                .integers(
                        "pads",
                        above,
                        left,
                        after(down, image.at(0), positions.at(0), above),
                        after(along, image.at(1), positions.at(1), left));
        return gaps ? node.integers("dilations", down.dilation(), along.dilation()) : node;
    }

    private static int after(Window.Side side, int size, int positions, int before) {
        int span = (side.size() - 1) * side.dilation() + 1;
        return Math.max(0, (positions - 1) * side.stride() + span - size - before);
    }

    static String upsample(Graph graph, Spot spot, String x) {
        Upsample2d layer = spot.as(Upsample2d.class);
        String scales = graph.floats(new float[] {1f, 1f, layer.vertical(), layer.horizontal()}, 4);
        return channelsLast(
                graph,
                graph.add(new Node("Resize", channelsFirst(graph, x), "", scales)
                        .text("mode", "nearest")
                        .text("coordinate_transformation_mode", "asymmetric")
                        .text("nearest_mode", "floor")));
    }
}
