package io.hourglass.bench.dl4j;

import io.hourglass.bench.contest.Contestant;
import io.hourglass.bench.contest.Conversation;
import io.hourglass.bench.contest.Job;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Trains with Deeplearning4j on ND4J's processor backend. */
public final class Dl4jContestant implements Contestant {
    private final Job job;
    private final MultiLayerNetwork network;
    private int next;

    private Dl4jContestant(Job job) {
        this.job = job;
        int last = job.layers() - 1;
        var layers = new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .updater(new Adam(job.rate(), Job.BETA1, Job.BETA2, Job.EPSILON))
                .list();
        for (int layer = 0; layer < last; layer++) {
            layers.layer(new DenseLayer.Builder()
                    .nIn(job.widths()[layer])
                    .nOut(job.widths()[layer + 1])
                    .activation(Activation.RELU)
                    .build());
        }
        layers.layer(new OutputLayer.Builder(LossFunction.MSE)
                .nIn(job.widths()[last])
                .nOut(job.widths()[last + 1])
                .activation(Activation.SIGMOID)
                .build());
        this.network = new MultiLayerNetwork(layers.build());
        network.init();
        for (int layer = 0; layer <= last; layer++) {
            network.setParam(layer + "_W", array(job.kernel(layer), job.widths()[layer], job.widths()[layer + 1]));
            network.setParam(layer + "_b", array(job.bias(layer), 1, job.widths()[layer + 1]));
        }
    }

    private static INDArray array(float[] values, int rows, int columns) {
        return Nd4j.create(values, new long[] {rows, columns}, 'c');
    }

    /**
     * Runs in a JVM of its own.
     *
     * @param arguments those of every system
     */
    public static void main(String[] arguments) {
        System.setProperty("org.bytedeco.javacpp.cachedir", System.getProperty("bench.natives"));
        Conversation.run(arguments, (job, threads, precision) -> new Dl4jContestant(job));
    }

    @Override
    public String description() {
        return "Deeplearning4j " + MultiLayerNetwork.class.getPackage().getImplementationVersion() + ", ND4J with "
                + Nd4j.getExecutioner().getEnvironmentInformation().getProperty("blas.vendor");
    }

    @Override
    public double train(int count) {
        double sum = 0;
        for (int step = 0; step < count; step++) {
            INDArray rows = array(job.batch(next), job.batch(), job.widths()[0]);
            network.fit(rows, rows);
            sum += network.score();
            next = (next + 1) % job.batches();
        }
        return sum / count;
    }
}
