package io.hourglass.plan;

import io.hourglass.model.Bottleneck;
import io.hourglass.model.Variational;
import io.hourglass.model.VectorQuantized;
import java.util.Optional;

/**
 * What some kinds ask of their codes.
 *
 * @param l1 the weight of a sparse code's sum; empty for the usual one
 * @param rho the rate that each number of a sparse code is drawn to, instead of a penalty on the sum
 * @param k the numbers that are kept of a code; empty for a quarter, but at least four
 * @param codebook the entries of a codebook; empty for the usual number
 * @param freeBits the divergence in nats that each number of a variational code has for nothing
 * @param warmUp the updates over which the weight of the divergence rises
 */
public record CodePlan(
        Optional<Float> l1,
        Optional<Float> rho,
        Optional<Integer> k,
        Optional<Integer> codebook,
        float freeBits,
        int warmUp) {
    private static final int SHARE = 4;
    private static final int FEWEST_KEPT = 4;
    /** An entry of a codebook stands for at most so many numbers of a code. */
    private static final int WIDEST_ENTRY = 4;

    public CodePlan {
        if (l1.isPresent() && rho.isPresent()) {
            throw new IllegalArgumentException(
                    "a sparse code has a penalty on its sum, l1, or a target rate, rho; got both");
        }
    }

    /** Everything as usual. */
    public static CodePlan usual() {
        return new CodePlan(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0f, 0);
    }

    /** The same with so many numbers kept of a code. */
    public CodePlan withK(int kept) {
        return new CodePlan(l1, rho, Optional.of(kept), codebook, freeBits, warmUp);
    }

    /** The same with so many entries of a codebook. */
    public CodePlan withCodebook(int entries) {
        return new CodePlan(l1, rho, k, Optional.of(entries), freeBits, warmUp);
    }

    /** The same with a target rate. */
    public CodePlan withRho(float rate) {
        return new CodePlan(l1, Optional.of(rate), k, codebook, freeBits, warmUp);
    }

    int kept(int code) {
        int kept = k.orElseGet(() -> Math.min(code, Math.max(FEWEST_KEPT, code / SHARE)));
        if (kept > code) {
            throw new IllegalArgumentException("of a code of " + code + " numbers " + kept
                    + " cannot be kept; give a smaller --k or a wider --code");
        }
        return kept;
    }

    Bottleneck variational(float beta) {
        return new Variational(beta, freeBits, warmUp);
    }

    /** Entries as wide as possible, up to four numbers, of which the code is a multiple. */
    Bottleneck quantised(int code, float commitment) {
        int width = WIDEST_ENTRY;
        while (code % width != 0) {
            width--;
        }
        return new VectorQuantized(codebook.orElse(VectorQuantized.USUAL_ENTRIES), width, commitment);
    }
}
