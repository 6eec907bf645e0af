package io.hourglass.bench.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.L2Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import io.hourglass.bench.contest.Contestant;
import io.hourglass.bench.contest.Conversation;
import io.hourglass.bench.contest.Job;
import io.hourglass.bench.contest.Link;
import java.util.ArrayList;
import java.util.List;

/** Trains with DJL on PyTorch. */
public final class DjlContestant implements Contestant {
    /** How PyTorch fills in between positions: it repeats them. */
    private static final int NEAREST = 0;

    private final Job job;
    private final Trainer trainer;
    private final L2Loss loss =
            new L2Loss("squared error", 1f); // its default weight of a half is not the mean squared error
    private final Shape shape;
    private int next;

    private DjlContestant(Job job) {
        this.job = job;
        this.shape = shape(job.batch(), job.shapes()[0]);
        SequentialBlock block = new SequentialBlock();
        List<Block> layers = new ArrayList<>();
        for (int layer = 0; layer < job.layers(); layer++) {
            Link link = job.link(layer);
            if (link.isDoubling()) {
                int[] to = link.to();
                block.add(LambdaBlock.singleton(images ->
                        images.getNDArrayInternal().interpolation(new long[] {to[0], to[1]}, NEAREST, false)));
            }
            if (link.isDense() && link.from().length > 1) {
                block.add(Blocks.batchFlattenBlock());
            }
            Block products = products(link);
            layers.add(products);
            block.add(products);
            block.add(layer == job.layers() - 1 ? Activation.sigmoidBlock() : Activation.reluBlock());
            if (link.isDense() && link.to().length > 1) {
                block.add(LambdaBlock.singleton(rows -> rows.reshape(shape(job.batch(), link.to()))));
            }
        }
        Model model = Model.newInstance("autoencoder", Device.cpu());
        model.setBlock(block);
        Adam adam = Adam.builder()
                .optLearningRateTracker(Tracker.fixed(job.rate()))
                .optBeta1(Job.BETA1)
                .optBeta2(Job.BETA2)
                .optEpsilon(Job.EPSILON)
                .build();
        this.trainer = model.newTrainer(
                new DefaultTrainingConfig(loss).optOptimizer(adam).optDevices(new Device[] {Device.cpu()}));
        trainer.initialize(shape);
        for (int layer = 0; layer < layers.size(); layer++) {
            fill(layers.get(layer), layer);
        }
    }

    /** Rows as DJL has them: of images the channels come first. */
    private static Shape shape(int batch, int[] sizes) {
        return sizes.length == 1 ? new Shape(batch, sizes[0]) : new Shape(batch, sizes[2], sizes[0], sizes[1]);
    }

    private static Block products(Link link) {
        if (link.isDense()) {
            return Linear.builder().setUnits(link.units()).build();
        }
        return Conv2d.builder()
                .setKernelShape(new Shape(link.side(), link.side()))
                .optStride(new Shape(link.isHalving() ? 2 : 1, link.isHalving() ? 2 : 1))
                .optPadding(new Shape(1, 1))
                .setFilters(link.units())
                .build();
    }

    /** The job's first weights; kernels are kept as [units][inputs], and in inputs and units that are images channels come first. */
    private void fill(Block block, int layer) {
        Link link = job.link(layer);
        int[] patch = {link.side(), link.side(), Link.channels(link.from())};
        int[] inputs = link.isDense() ? channelsFirst(link.from()) : channelsFirst(patch);
        int[] units = link.isDense() ? channelsFirst(link.to()) : channelsFirst(new int[] {link.units()});
        float[] kernel = job.kernel(layer);
        float[] bias = job.bias(layer);
        float[] turned = new float[kernel.length];
        float[] turnedBias = new float[bias.length];
        for (int j = 0; j < units.length; j++) {
            turnedBias[j] = bias[units[j]];
            for (int i = 0; i < inputs.length; i++) {
                turned[j * inputs.length + i] = kernel[inputs[i] * units.length + units[j]];
            }
        }
        for (Parameter parameter : block.getDirectParameters().values()) {
            parameter.getArray().set(parameter.getType() == Parameter.Type.BIAS ? turnedBias : turned);
        }
    }

    /** For each value in DJL's order its place in the job's. */
    private static int[] channelsFirst(int[] sizes) {
        int channels = Link.channels(sizes);
        int positions = Link.values(sizes) / channels;
        int[] places = new int[channels * positions];
        for (int i = 0; i < places.length; i++) {
            places[i] = sizes.length == 1 ? i : i % positions * channels + i / positions;
        }
        return places;
    }

    /**
     * Runs in a JVM of its own.
     *
     * @param arguments those of every system
     */
    public static void main(String[] arguments) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("DJL_CACHE_DIR", System.getProperty("bench.natives"));
        Conversation.run(arguments, (job, threads, precision) -> {
            System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(threads));
            System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
            return new DjlContestant(job);
        });
    }

    @Override
    public String description() {
        return "DJL " + Engine.getDjlVersion() + ", PyTorch "
                + Engine.getInstance().getVersion();
    }

    @Override
    public double train(int count) {
        double sum = 0;
        for (int step = 0; step < count; step++) {
            sum += step(job.batch(next));
            next = (next + 1) % job.batches();
        }
        return sum / count;
    }

    private double step(float[] values) {
        try (NDManager manager = trainer.getManager().newSubManager()) {
            NDArray rows = manager.create(values, shape);
            NDArray value;
            try (GradientCollector collector = trainer.newGradientCollector()) {
                NDList output = trainer.forward(new NDList(rows));
                output.attach(manager);
                value = loss.evaluate(new NDList(rows), output);
                value.attach(manager);
                collector.backward(value);
            }
            trainer.step();
            return value.getFloat();
        }
    }
}
