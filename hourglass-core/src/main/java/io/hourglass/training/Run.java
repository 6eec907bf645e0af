package io.hourglass.training;

import io.hourglass.math.RandomStream;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Layout;
import io.hourglass.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.List;

/** A training under way: everything that a checkpoint must hold for it to go on bit for bit. */
final class Run {
    final float[] weights;
    final float[] state;
    final float[][] slots;
    final float[] bestWeights;
    final float[] bestState;
    final List<EpochReport> epochs = new ArrayList<>();
    int bestEpoch;
    int gainEpoch;
    double gainLoss = Double.POSITIVE_INFINITY;
    long step;
    double lastFiniteLoss = Double.NaN;

    private Run(float[] weights, float[] state, float[][] slots) {
        this.weights = weights;
        this.state = state;
        this.slots = slots;
        this.bestWeights = weights.clone();
        this.bestState = state.clone();
    }

    /** A run before its first update. */
    static Run fresh(AutoencoderSpec spec, Layout layout, TrainingPlan plan) {
        Optimizer optimizer = plan.updates().optimizer();
        float[][] slots = new float[optimizer.slots()][layout.trainedCount()];
        optimizer.initialise(slots);
        long seed = RandomStream.of(plan.seed(), Streams.WEIGHTS).nextLong();
        return new Run(layout.trainingWeights(spec, seed), layout.initialState(spec), slots);
    }

    /** Takes over how far another run was. */
    void resume(Checkpoints.State state, double minimumGain) {
        for (EpochReport report : state.epochs()) {
            epochs.add(report);
            noteGain(report, minimumGain);
        }
        bestEpoch = state.bestEpoch();
        step = state.step();
        lastFiniteLoss = state.lastFiniteLoss();
    }

    /** Whether all weights are numbers, so that they may be kept. */
    boolean finite() {
        return finite(weights) && finite(state);
    }

    private static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    int epochsDone() {
        return epochs.size();
    }

    double seconds() {
        return epochs.isEmpty() ? 0 : epochs.get(epochs.size() - 1).seconds();
    }

    List<Double> judgedLosses() {
        return epochs.stream().map(EpochReport::judged).toList();
    }

    /** Notes an epoch and keeps its weights if it is the best so far. */
    void ended(EpochReport report, double minimumGain) {
        epochs.add(report);
        double loss = report.judged();
        if (bestEpoch == 0 || loss < epochs.get(bestEpoch - 1).judged()) {
            bestEpoch = report.epoch();
            System.arraycopy(weights, 0, bestWeights, 0, weights.length);
            System.arraycopy(state, 0, bestState, 0, state.length);
        }
        noteGain(report, minimumGain);
    }

    private void noteGain(EpochReport report, double minimumGain) {
        double least = gainEpoch == 0 ? gainLoss : gainLoss - minimumGain * Math.abs(gainLoss);
        if (report.judged() < least) {
            gainLoss = report.judged();
            gainEpoch = report.epoch();
        }
    }

    /** The names of the streams of randomness that a seed is split into. */
    static final class Streams {
        static final long WEIGHTS = 1;
        static final long ORDER = 2;
        static final long UPDATE = 3;
        static final long VALIDATION = 4;
        static final long HEAD = 5;

        private Streams() {}
    }
}
