package io.hourglass.network;

import io.hourglass.cell.BooleanCell;
import io.hourglass.cell.CategoryCell;
import io.hourglass.cell.DenseCells;
import io.hourglass.cell.NumberCell;
import java.util.ArrayList;
import java.util.List;

/** At least one network around every kind of layer, at awkward sizes; a test compares the kinds with what {@link Layer} permits. */
public final class LayerExamples {
    private LayerExamples() {}

    /** A layer under test within a network that gives it a gradient. */
    public record Example(Network network, Class<? extends Layer> about) {
        @Override
        public String toString() {
            return about.getSimpleName() + " " + network.input() + " "
                    + network.layers().stream()
                            .map(layer -> layer.toString().replaceAll(", initializer=.*", "]"))
                            .toList();
        }
    }

    /** All of them. */
    public static List<Example> all() {
        List<Example> all = new ArrayList<>();
        Initializer glorot = new Initializer.GlorotUniform();
        for (int[] size : new int[][] {{1, 1}, {3, 2}, {5, 67}, {67, 5}, {17, 17}}) {
            add(all, Dense.class, Shape.of(size[0]), Dense.of(size[1]));
            add(all, Dense.class, Shape.of(size[0]), new Dense(size[1], true, true, glorot));
            add(
                    all,
                    Dense.class,
                    Shape.of(size[0]),
                    Dense.of(4),
                    new Dense(size[1], false, false, glorot),
                    Dense.of(3));
        }
        for (ActivationFunction function : ActivationFunction.values()) {
            add(all, Activation.class, Shape.of(7), Activation.of(function));
            add(all, Activation.class, Shape.of(3), Dense.of(5), Activation.of(function), Dense.of(2));
        }
        add(all, Activation.class, Shape.of(2, 3, 3), Activation.of(ActivationFunction.SOFTMAX));
        add(all, Dropout.class, Shape.of(9), Dense.of(8), new Dropout(0.4f), Dense.of(3));
        add(all, LayerNorm.class, Shape.of(6), Dense.of(5), new LayerNorm(1e-3f), Dense.of(3));
        add(all, LayerNorm.class, Shape.of(2, 2, 3), new LayerNorm(1e-3f));
        add(all, BatchNorm.class, Shape.of(6), Dense.of(5), new BatchNorm(0.9f, 1e-3f), Dense.of(3));
        add(all, BatchNorm.class, Shape.of(2, 2, 3), new BatchNorm(0.9f, 1e-3f));
        for (Padding padding : Padding.values()) {
            for (int stride = 1; stride <= 3; stride++) {
                add(
                        all,
                        Conv2d.class,
                        Shape.of(5, 7, 2),
                        new Conv2d(3, Window.square(3, stride, padding), true, glorot));
            }
        }
        add(
                all,
                Conv2d.class,
                Shape.of(4, 4, 1),
                new Conv2d(2, Window.square(2, 1, Padding.SAME), false, glorot),
                new Conv2d(1, Window.square(4, 1, Padding.VALID), true, glorot));
        add(all, LearntScale.class, Shape.of(2, 3, 1), new LearntScale());
        add(all, LearntScale.class, Shape.of(4), Dense.of(5), new LearntScale());
        addImageLayers(all);
        add(all, Reshape.class, Shape.of(2, 3, 1), new Reshape(Shape.of(6)), Dense.of(2));
        for (RecurrentCell cell : RecurrentCell.values()) {
            add(all, Recurrent.class, Shape.of(1, 1), new Recurrent(cell, 1, true));
            add(all, Recurrent.class, Shape.of(4, 3), new Recurrent(cell, 17, false));
            add(all, Recurrent.class, Shape.of(7, 2), new Recurrent(cell, 3, true), new Recurrent(cell, 5, true));
            add(all, Recurrent.class, Shape.of(3), new Repeat(5), new Recurrent(cell, 4, false), Dense.of(2));
        }
        add(all, Repeat.class, Shape.of(3), new Repeat(4));
        CellEncoding encoding = new CellEncoding(List.of(
                new NumberCell(0.3f, true, -1f, 1f, 1f),
                new CategoryCell(4, 0),
                new BooleanCell(0.5f, true),
                new CategoryCell(5, 3),
                new NumberCell(0f, false, -1f, 1f, 1f),
                new DenseCells(3)));
        add(all, CellEncoding.class, Shape.of(8), encoding, Dense.of(4));
        add(all, CellEncoding.class, Shape.of(3, 8), encoding, new Recurrent(RecurrentCell.GRU, 4, false));
        return all;
    }

    private static void addImageLayers(List<Example> all) {
        Initializer glorot = new Initializer.GlorotUniform();
        Window uneven = new Window(new Window.Side(2, 1, 2), new Window.Side(3, 2, 1), Padding.SAME);
        Shape image = Shape.of(5, 7, 2);
        Activation relu = Activation.of(ActivationFunction.RELU);
        Activation tanh = Activation.of(ActivationFunction.TANH);
        add(all, Conv2d.class, image, new Conv2d(3, uneven, true, glorot), relu, Conv2d.of(17, 3, 2));
        add(all, Conv2d.class, Shape.of(1, 11, 3), Conv2d.along(4, 5, 2), relu);
        for (Padding padding : Padding.values()) {
            for (int stride = 1; stride <= 3; stride++) {
                Window window = Window.square(3, stride, padding);
                add(all, ConvTranspose2d.class, Shape.of(3, 4, 2), new ConvTranspose2d(5, window, true, glorot));
                Window pooled = Window.square(2, stride, padding);
                add(all, MaxPool2d.class, image, new MaxPool2d(pooled));
                add(all, AveragePool2d.class, image, Conv2d.of(3, 3, 1), new AveragePool2d(pooled));
            }
        }
        Window wide = new Window(new Window.Side(2, 2, 2), new Window.Side(3, 1, 1), Padding.VALID);
        add(all, ConvTranspose2d.class, image, new ConvTranspose2d(3, wide, false, glorot), relu, Conv2d.of(2, 3, 1));
        add(all, MaxPool2d.class, image, Conv2d.of(17, 3, 1), MaxPool2d.of(3), Conv2d.of(3, 1, 1));
        add(all, AveragePool2d.class, image, AveragePool2d.of(3), Conv2d.of(3, 1, 1));
        add(all, Upsample2d.class, image, new Upsample2d(2, 3));
        add(all, Upsample2d.class, image, Conv2d.of(17, 3, 2), new Upsample2d(2, 1), Conv2d.of(3, 3, 1), tanh);
        add(all, Residual.class, image, Residual.of(Conv2d.of(2, 3, 1)));
        add(
                all,
                Residual.class,
                image,
                Conv2d.of(5, 3, 2),
                Residual.of(
                        Conv2d.of(9, 3, 1),
                        Activation.of(ActivationFunction.TANH),
                        Residual.of(Conv2d.of(9, 1, 1)),
                        Conv2d.of(5, 3, 1),
                        Activation.of(ActivationFunction.TANH)),
                Conv2d.of(3, 1, 1));
        add(
                all,
                Residual.class,
                Shape.of(6),
                Dense.of(5),
                Residual.of(Dense.of(7), new BatchNorm(0.9f, 1e-3f), new Dropout(0.4f), Dense.of(5)),
                Dense.of(3));
    }

    private static void add(List<Example> all, Class<? extends Layer> about, Shape input, Layer... layers) {
        all.add(new Example(Network.of(input, layers), about));
    }

    /** Rows that a network takes: cells get levels, truth values and a missing value here and there. */
    public static float[] rows(Network network, int rows, long seed) {
        var random = io.hourglass.math.RandomStream.of(seed);
        int width = network.input().size();
        float[] x = random.gaussians(rows * width);
        if (network.layers().get(0) instanceof CellEncoding encoding) {
            width = encoding.width();
            for (int r = 0; r < x.length / width; r++) {
                x[r * width + 1] = random.nextInt(5) == 0 ? Float.NaN : random.nextInt(4);
                x[r * width + 2] = random.nextInt(5) == 0 ? Float.NaN : random.nextInt(2);
                x[r * width + 3] = random.nextInt(5) == 0 ? Float.NaN : random.nextInt(5);
                x[r * width] = random.nextInt(5) == 0 ? Float.NaN : x[r * width];
            }
        }
        return x;
    }
}
