package io.hourglass.bench.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
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
import java.util.ArrayList;
import java.util.List;

/** Trains with DJL on PyTorch. */
public final class DjlContestant implements Contestant {
    private final Job job;
    private final Trainer trainer;
    private final L2Loss loss =
            new L2Loss("squared error", 1f); // its default weight of a half is not the mean squared error
    private final Shape shape;
    private int next;

    private DjlContestant(Job job) {
        this.job = job;
        this.shape = new Shape(job.batch(), job.widths()[0]);
        SequentialBlock block = new SequentialBlock();
        List<Linear> layers = new ArrayList<>();
        for (int layer = 0; layer < job.layers(); layer++) {
            Linear linear = Linear.builder().setUnits(job.widths()[layer + 1]).build();
            layers.add(linear);
            block.add(linear);
            block.add(layer == job.layers() - 1 ? Activation.sigmoidBlock() : Activation.reluBlock());
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

    /** The job's first weights; a linear layer keeps its kernel as [units][inputs]. */
    private void fill(Linear linear, int layer) {
        int inputs = job.widths()[layer];
        int units = job.widths()[layer + 1];
        float[] kernel = job.kernel(layer);
        float[] transposed = new float[kernel.length];
        for (int i = 0; i < inputs; i++) {
            for (int j = 0; j < units; j++) {
                transposed[j * inputs + i] = kernel[i * units + j];
            }
        }
        for (Parameter parameter : linear.getDirectParameters().values()) {
            boolean bias = parameter.getType() == Parameter.Type.BIAS;
            parameter.getArray().set(bias ? job.bias(layer) : transposed);
        }
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
