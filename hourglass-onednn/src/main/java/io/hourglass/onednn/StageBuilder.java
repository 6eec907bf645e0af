package io.hourglass.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;

import io.hourglass.engine.KernelChain;
import io.hourglass.network.Activation;
import io.hourglass.network.Dense;
import io.hourglass.network.Layer;
import io.hourglass.network.Network;
import io.hourglass.network.Placement;
import io.hourglass.network.Residual;
import io.hourglass.network.Shape;
import io.hourglass.network.Upsample2d;
import java.util.List;
import java.util.function.Function;

/** Makes the stages of a chain and the planes between them. */
final class StageBuilder {
    /** One in bf16, twice. */
    private static final int BF16_ONES = 0x3f803f80;

    private final Handles handles;
    private final Network network;
    private final List<Shape> shapes;
    private final int maxRows;
    private final Placement placement;
    private final int compute;
    private final List<Stage> stages;
    private final Region ones;
    private Plane plane;
    private double operations;
    private int weights;

    StageBuilder(Handles handles, Network network, KernelChain.Room room, int compute, List<Stage> stages) {
        this.handles = handles;
        this.network = network;
        this.shapes = network.shapes();
        this.maxRows = room.maxRows();
        this.placement = room.placement();
        this.compute = compute;
        this.stages = stages;
        this.ones = handles.region(room.maxRows() + 1L, compute);
        float pair = compute == dnnl_bf16 ? Float.intBitsToFloat(BF16_ONES) : 1f;
        int floats = (int) (room.maxRows() * (long) Handles.size(compute) + 3) / Float.BYTES;
        for (int i = 0; i < floats; i++) {
            ones.floats().put(i, pair);
        }
    }

    /** For a block that is one layer of a network. */
    private StageBuilder(StageBuilder around, int index, Network block) {
        this.handles = around.handles;
        this.network = block;
        this.shapes = block.shapes();
        this.maxRows = around.maxRows;
        this.placement = around.placement.within(index, block);
        this.compute = around.compute;
        this.stages = around.stages;
        this.ones = around.ones;
        this.plane = around.plane;
    }

    /** The plane that the first layer reads, in 32-bit floats as all at the ends of a chain. */
    Plane first(int from) {
        plane = plane(shapes.get(from), dnnl_f32);
        return plane;
    }

    private Plane plane(Shape shape, int type) {
        return new Plane(handles, shape.size(), maxRows, type, compute);
    }

    /** The floating-point operations of a row. */
    double operations() {
        return operations;
    }

    /** The weights of all stages. */
    int weights() {
        return weights;
    }

    /**
     * Makes the stages of the layers from one to before another.
     *
     * @return the plane that the last one writes, in 32-bit floats
     */
    Plane build(int from, int to) {
        stages(from, to, true);
        if (plane.type() != dnnl_f32) {
            Plane wide = new Plane(handles, plane.width(), maxRows, dnnl_f32, compute);
            stages.add(new SumStage.Widening(plane, wide));
            plane = wide;
        }
        return plane;
    }

    private void stages(int from, int to, boolean ending) {
        for (int i = from; i < to; i++) {
            Layer layer = network.layers().get(i);
            Shape shape = shapes.get(i);
            operations += layer.operations(shape);
            switch (Builder.of(layer)) {
                case DENSE, CONVOLUTION -> {
                    Eltwise after = fused(i + 1, to);
                    int following = i + (after == null ? 1 : 2);
                    product(i, after, isWide(following, to, ending));
                    i = following - 1;
                }
                case POOLING -> follow(i, out -> new PoolStage(layer, shape, plane, out));
                case UPSAMPLING -> follow(i, out -> new UpsampleStage((Upsample2d) layer, shape, plane, out));
                case ACTIVATION -> follow(i, out -> new ActivationStage(Eltwise.of((Activation) layer), plane, out));
                case RESIDUAL -> residual(i, (Residual) layer);
                case NOTHING -> {}
                case JAVA -> throw new IllegalArgumentException(layer + " is not for native memory");
            }
        }
    }

    /** Adds a stage that writes the type that it reads. */
    private void follow(int index, Function<Plane, Stage> stage) {
        Plane out = plane(shapes.get(index + 1), plane.type());
        stages.add(stage.apply(out));
        plane = out;
    }

    private void residual(int index, Residual layer) {
        Plane in = plane;
        int start = stages.size();
        StageBuilder block = new StageBuilder(this, index, layer.block(shapes.get(index)));
        block.stages(0, layer.layers().size(), false);
        weights += block.weights;
        Plane out = plane(shapes.get(index + 1), block.plane.type());
        stages.add(start, new SumStage.Fork(in, out));
        stages.add(new SumStage(in, block.plane, out));
        plane = out;
    }

    /** The activation at a place if a product before it can compute it too; else null. */
    private Eltwise fused(int next, int to) {
        if (next < to && network.layers().get(next) instanceof Activation activation) {
            Eltwise function = Eltwise.of(activation);
            return function != null && function.fromOutput() ? function : null;
        }
        return null;
    }

    /** Whether a product writes 32-bit floats: before an activation that is not fused, and at the end of a chain. */
    private boolean isWide(int following, int to, boolean ending) {
        for (int i = following; i < to; i++) {
            Builder next = Builder.of(network.layers().get(i));
            if (next != Builder.NOTHING) {
                return next == Builder.ACTIVATION;
            }
        }
        return ending;
    }

    private void product(int index, Eltwise after, boolean wide) {
        Plane out = plane(shapes.get(index + 1), wide ? dnnl_f32 : compute);
        boolean biased = network.parameters(index).size() > 1;
        DenseStage.Site site = new DenseStage.Site(
                handles, placement.weight(index, 0), biased ? placement.weight(index, 1) : 0, ones, index);
        network.parameters(index).forEach(parameter -> weights += parameter.length());
        Layer layer = network.layers().get(index);
        stages.add(
                layer instanceof Dense dense
                        ? new DenseStage(dense, site, plane, out, after)
                        : new ConvStage(Correlation.of(layer, shapes.get(index)), site, plane, out, after));
        plane = out;
    }
}
