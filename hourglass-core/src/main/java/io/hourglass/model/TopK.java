package io.hourglass.model;

import io.hourglass.network.Initializer;
import io.hourglass.network.Parameter;
import java.util.List;

/**
 * A code of which the k largest numbers are kept and the others are zero (Makhzani and Frey 2014, "k-sparse autoencoders").
 *
 * <p>A number that was kept for no row of the last 50 batches is dead: nothing would move it. After the loss proper, that of codes with
 * the k largest of the dead numbers beside the others is added (Gao et al. 2024, "Scaling and evaluating sparse autoencoders", appendix
 * A.2, where they rebuild what is left over): it teaches the dead ones to be of use.
 *
 * @param k how many are kept; all if the code has fewer
 * @param revival the weight of the loss that brings dead ones back; 0 for none
 */
public record TopK(int k, float revival) implements Bottleneck {
    /** Gao's own weight. */
    public static final float USUAL_REVIVAL = 1f / 32;

    public TopK {
        Winners.require(k, revival);
    }

    /** For each number of the code the batches since it was last kept. */
    @Override
    public List<Parameter> state(int code) {
        return List.of(Parameter.vector("idle", code, Initializer.zeros()));
    }

    @Override
    public void forward(CodeBatch batch) {
        int code = batch.code();
        for (int r = 0; r < batch.rows(); r++) {
            Winners.keep(batch.h(), batch.z(), r * code, (r + 1) * code, Math.min(k, code));
        }
        if (batch.training()) {
            Winners.count(batch, batch.state().at());
        }
    }

    @Override
    public void backward(CodeBatch batch, float[] dz, float[] dh, float scale) {
        Winners.pass(batch, dz, dh);
    }

    @Override
    public Revival revival(CodeBatch batch) {
        return Revival.of(batch, Winners.dead(batch, batch.state().at()), k, revival);
    }

    @Override
    public CodeTally tally(int code) {
        return new ActivityTally(code, 0f);
    }
}
