package io.hourglass.bench.jmh;

import org.openjdk.jmh.annotations.Param;

/** One layer in a session; backward with the gradient of its inputs. */
public class LayerBench extends SessionBench {
    /** Which layer, by the name in {@link LayerToMeasure}. */
    @Param
    public LayerToMeasure layer;

    @Override
    Pieces pieces() {
        return new Pieces(layer.network(), batch, engine, threads);
    }
}
