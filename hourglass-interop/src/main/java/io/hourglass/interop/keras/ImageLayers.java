package io.hourglass.interop.keras;

import static io.hourglass.interop.keras.Grid.IMAGE;
import static io.hourglass.interop.keras.Grid.STEPS;

import io.hourglass.network.AveragePool2d;
import io.hourglass.network.Conv2d;
import io.hourglass.network.ConvTranspose2d;
import io.hourglass.network.Initializer;
import io.hourglass.network.Layer;
import io.hourglass.network.MaxPool2d;
import io.hourglass.network.Padding;
import io.hourglass.network.Shape;
import io.hourglass.network.Upsample2d;
import io.hourglass.network.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Layers with a window, over images or, as over images of height 1, along the steps of a series. */
final class ImageLayers {
    static final Map<String, Layers.Translation> ALL = Map.ofEntries(
            Map.entry("Conv1D", item -> convolution(item, STEPS)),
            Map.entry("Conv2D", item -> convolution(item, IMAGE)),
            Map.entry("Conv1DTranspose", item -> transposed(item, STEPS)),
            Map.entry("Conv2DTranspose", item -> transposed(item, IMAGE)),
            Map.entry("MaxPooling1D", item -> pooling(item, STEPS, MaxPool2d::new)),
            Map.entry("MaxPooling2D", item -> pooling(item, IMAGE, MaxPool2d::new)),
            Map.entry("AveragePooling1D", item -> pooling(item, STEPS, AveragePool2d::new)),
            Map.entry("AveragePooling2D", item -> pooling(item, IMAGE, AveragePool2d::new)),
            Map.entry("GlobalMaxPooling1D", item -> global(item, STEPS, MaxPool2d::new)),
            Map.entry("GlobalMaxPooling2D", item -> global(item, IMAGE, MaxPool2d::new)),
            Map.entry("GlobalAveragePooling1D", item -> global(item, STEPS, AveragePool2d::new)),
            Map.entry("GlobalAveragePooling2D", item -> global(item, IMAGE, AveragePool2d::new)),
            Map.entry("UpSampling1D", item -> upsampling(item, STEPS)),
            Map.entry("UpSampling2D", item -> upsampling(item, IMAGE)));

    private ImageLayers() {}

    /** Keras' kernel [height, width, channels, filters] is the one here, row by row. */
    private static void convolution(Item item, Grid grid) {
        if (item.number("groups", 1) != 1) {
            throw item.unsupported("groups have no counterpart");
        }
        int filters = item.count("filters");
        boolean bias = item.flag("use_bias", true);
        grid.enter(item);
        List<Integer> shape = grid.sizes(item, "kernel_size");
        shape.add(item.chain().shape().last());
        shape.add(filters);
        List<float[]> weights = weights(item, shape, filters, bias);
        Conv2d layer = new Conv2d(filters, grid.window(item, "kernel_size", 1), bias, new Initializer.GlorotUniform());
        item.chain().add(item.path(), layer, weights, List.of());
        grid.leave(item);
        item.addActivation();
    }

    private static List<float[]> weights(Item item, List<Integer> shape, int filters, boolean bias) {
        List<float[]> weights = new ArrayList<>();
        weights.add(item.read(0, "kernel", shape.toArray(Integer[]::new)));
        if (bias) {
            weights.add(item.read(1, "bias", filters));
        }
        return weights;
    }

    private static void transposed(Item item, Grid grid) {
        if (item.has("output_padding")) {
            throw item.unsupported("output_padding has no counterpart");
        }
        int filters = item.count("filters");
        boolean bias = item.flag("use_bias", true);
        grid.enter(item);
        int channels = item.chain().shape().last();
        List<Integer> shape = grid.sizes(item, "kernel_size");
        shape.add(filters);
        shape.add(channels);
        List<float[]> weights = weights(item, shape, filters, bias);
        weights.set(0, channelsFirst(weights.get(0), channels));
        Window window = grid.window(item, "kernel_size", 1);
        if (window.vertical().dilation() > 1 || window.horizontal().dilation() > 1) {
            throw item.unsupported("a dilation has no counterpart");
        }
        item.chain()
                .add(
                        item.path(),
                        new ConvTranspose2d(filters, window, bias, new Initializer.GlorotUniform()),
                        weights,
                        List.of());
        grid.leave(item);
        item.addActivation();
    }

    /** Keras' [height, width, filters, channels] as [channels][height · width · filters]. */
    private static float[] channelsFirst(float[] kernel, int channels) {
        float[] turned = new float[kernel.length];
        int patch = kernel.length / channels;
        for (int i = 0; i < kernel.length; i++) {
            turned[i % channels * patch + i / channels] = kernel[i];
        }
        return turned;
    }

    private static void pooling(Item item, Grid grid, Function<Window, Layer> pool) {
        grid.enter(item);
        item.chain().add(item.path(), pool.apply(grid.window(item, "pool_size", 2)));
        grid.leave(item);
    }

    private static void global(Item item, Grid grid, Function<Window, Layer> pool) {
        grid.enter(item);
        Shape shape = item.chain().shape();
        Window whole =
                new Window(new Window.Side(shape.at(0), 1, 1), new Window.Side(shape.at(1), 1, 1), Padding.VALID);
        item.chain().add(item.path(), pool.apply(whole));
        if (!item.flag("keepdims", false)) {
            item.chain().reshape(item.path(), Shape.of(shape.last()));
        } else {
            grid.leave(item);
        }
    }

    private static void upsampling(Item item, Grid grid) {
        String way = item.text("interpolation", "nearest");
        if (!way.equals("nearest")) {
            throw item.unsupported("interpolation '" + way + "' has no counterpart");
        }
        item.requireUsual(Set.of());
        grid.enter(item);
        List<Integer> sizes = grid.sizes(item, "size");
        int horizontal = sizes.get(sizes.size() - 1);
        item.chain().add(item.path(), new Upsample2d(grid == IMAGE ? sizes.get(0) : 1, horizontal));
        grid.leave(item);
    }
}
