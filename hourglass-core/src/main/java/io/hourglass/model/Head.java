package io.hourglass.model;

import io.hourglass.loss.Loss;
import io.hourglass.network.Network;

/**
 * What tells from a code what a row is: a class, or a number.
 *
 * @param network codes to raw outputs; it keeps no state
 * @param loss how far outputs are from targets, of which one that is NaN does not count
 * @param reconstruction what a nat of the reconstruction counts beside one of the head while both are learnt, from 0 on
 */
public record Head(Network network, Loss loss, float reconstruction) {
    public Head {
        if (network.stateCount() > 0) {
            throw new IllegalArgumentException("a head keeps no state, so it has no batch normalisation");
        }
        if (!(reconstruction >= 0f && reconstruction < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a reconstruction counts 0 or more, got " + reconstruction);
        }
        int outputs = network.output().size();
        if (loss.outputs(outputs) != outputs) {
            throw new IllegalArgumentException("a head's loss takes as many outputs as targets");
        }
    }

    /** The values that say what is true of a row. */
    public int targets() {
        return network.output().size();
    }
}
