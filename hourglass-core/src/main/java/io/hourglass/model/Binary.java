package io.hourglass.model;

import io.hourglass.math.RandomStream;
import io.hourglass.math.StrictFunctions;
import java.util.Optional;

/**
 * A code of zeros and ones (Salakhutdinov and Hinton 2009, "Semantic hashing"): in training a number is 1 with the probability {@code p =
 * sigmoid(h)}, and the gradient passes as if it were p (Bengio, Léonard and Courville 2013, section 4, the straight-through estimator); in
 * use it is 1 where p is above ½.
 */
public record Binary() implements Bottleneck {
    @Override
    public void forward(CodeBatch batch) {
        int code = batch.code();
        for (int r = 0; r < batch.rows(); r++) {
            RandomStream random = RandomStream.of(batch.key(), r);
            for (int i = r * code; i < (r + 1) * code; i++) {
                float p = StrictFunctions.sigmoid(batch.h()[i]);
                boolean one = batch.training() ? random.nextFloat() < p : batch.h()[i] > 0f;
                batch.z()[i] = one ? 1f : 0f;
            }
        }
    }

    /** dh = dz p (1 - p). */
    @Override
    public void backward(CodeBatch batch, float[] dz, float[] dh, float scale) {
        for (int i = 0; i < batch.rows() * batch.code(); i++) {
            float p = StrictFunctions.sigmoid(batch.h()[i]);
            dh[i] = dz[i] * p * (1f - p);
        }
    }

    @Override
    public Optional<String> objection(float symbol) {
        return symbol == 0f || symbol == 1f ? Optional.empty() : Optional.of("it must be 0 or 1");
    }

    @Override
    public boolean binary() {
        return true;
    }

    @Override
    public CodeTally tally(int code) {
        return new BitTally(code);
    }
}
