package io.hourglass.bench.h2o;

import hex.deeplearning.DeepLearning;
import hex.deeplearning.DeepLearningModel;
import hex.deeplearning.DeepLearningModel.DeepLearningParameters;
import io.hourglass.bench.contest.Contestant;
import io.hourglass.bench.contest.Conversation;
import io.hourglass.bench.contest.Job;
import java.util.Arrays;
import water.DKV;
import water.H2O;
import water.H2OStarter;
import water.Key;
import water.fvec.Frame;
import water.fvec.Vec;

/**
 * Trains with H2O-3, as far as it can do the same: its autoencoder has tanh, its own weights and its own updates, one row each. So
 * only the speed compares, by rows: a call trains a new model on as many rows as the job's updates would take.
 */
public final class H2oContestant implements Contestant {
    private final Job job;
    private final Frame frame;

    private H2oContestant(Job job) {
        this.job = job;
        int width = job.widths()[0];
        String[] names = new String[width];
        Vec[] columns = new Vec[width];
        for (int c = 0; c < width; c++) {
            double[] values = new double[job.rows().length / width];
            for (int r = 0; r < values.length; r++) {
                values[r] = job.rows()[r * width + c];
            }
            names[c] = "x" + c;
            columns[c] = Vec.makeVec(values, Vec.newKey());
        }
        this.frame = new Frame(Key.make("rows"), names, columns);
        DKV.put(frame);
    }

    /**
     * Runs in a JVM of its own.
     *
     * @param arguments those of every system
     */
    public static void main(String[] arguments) {
        Conversation.run(arguments, (job, threads, precision) -> {
            String[] settings = {
                "-disable_web",
                "-disable_net",
                "-ip",
                "127.0.0.1",
                "-nthreads",
                String.valueOf(threads),
                "-ice_root",
                System.getProperty("bench.natives"),
                "-name",
                "bench" + ProcessHandle.current().pid()
            };
            H2OStarter.start(settings, true);
            return new H2oContestant(job);
        });
    }

    @Override
    public String description() {
        return "H2O-3 " + H2O.ABV.projectVersion();
    }

    @Override
    public double train(int count) {
        DeepLearningParameters settings = new DeepLearningParameters();
        settings._train = frame._key;
        settings._autoencoder = true;
        settings._hidden = Arrays.copyOfRange(job.widths(), 1, job.widths().length - 1);
        settings._activation = DeepLearningParameters.Activation.Tanh;
        settings._epochs = (double) count * job.batch() / frame.numRows();
        settings._train_samples_per_iteration = -1; // all rows before it looks up
        settings._score_interval = 1e9;
        settings._overwrite_with_best_model = false;
        DeepLearningModel model = new DeepLearning(settings).trainModel().get();
        model.delete();
        return Double.NaN;
    }
}
