package io.hourglass.model;

import io.hourglass.network.Initializer;
import io.hourglass.network.Parameter;
import java.util.List;

/**
 * A code of which k numbers a row are kept on average and the others are zero: in training the largest of the whole batch (Bussmann,
 * Leask and Nanda 2024, "BatchTopK sparse autoencoders"), so that a row that needs more may have more; in use those above a threshold, the
 * mean over the last batches of the least number kept. Dead numbers are brought back as in {@link TopK}.
 *
 * @param k how many are kept of a row, on average; all if the code has fewer
 * @param revival the weight of the loss that brings dead ones back; 0 for none
 */
public record BatchTopK(int k, float revival) implements Bottleneck {
    /** The batches over which the threshold is a mean, about. */
    private static final float MEMORY = 100f;

    public BatchTopK {
        Winners.require(k, revival);
    }

    /** The threshold, the batches it was learnt from, and for each number of the code the batches since it was last kept. */
    @Override
    public List<Parameter> state(int code) {
        return List.of(
                Parameter.vector("threshold", 1, Initializer.zeros()),
                Parameter.vector("batches", 1, Initializer.zeros()),
                Parameter.vector("idle", code, Initializer.zeros()));
    }

    private static int idle(CodeBatch batch) {
        return batch.state().at() + 2;
    }

    @Override
    public void forward(CodeBatch batch) {
        float[] h = batch.h();
        float[] state = batch.state().block();
        int at = batch.state().at();
        if (batch.training()) {
            int all = batch.rows() * batch.code();
            float least = Winners.keep(h, batch.z(), 0, all, batch.rows() * Math.min(k, batch.code()));
            state[at + 1] = Math.min(MEMORY, state[at + 1] + 1f);
            state[at] += (least - state[at]) / state[at + 1];
            Winners.count(batch, idle(batch));
        } else {
            for (int i = 0; i < batch.rows() * batch.code(); i++) {
                batch.z()[i] = h[i] >= state[at] ? h[i] : 0f;
            }
        }
    }

    @Override
    public void backward(CodeBatch batch, float[] dz, float[] dh, float scale) {
        Winners.pass(batch, dz, dh);
    }

    @Override
    public Revival revival(CodeBatch batch) {
        return Revival.of(batch, Winners.dead(batch, idle(batch)), k, revival);
    }

    @Override
    public CodeTally tally(int code) {
        return new ActivityTally(code, 0f);
    }
}
