package io.hourglass.bench.jmh;

import io.hourglass.engine.Engine;
import io.hourglass.engine.Engines;
import io.hourglass.engine.Precision;
import io.hourglass.engine.Session;
import io.hourglass.math.RandomStream;
import io.hourglass.network.Mode;
import io.hourglass.network.Network;
import io.hourglass.network.Placement;

/** An open session with rows to run through it. */
final class Pieces implements AutoCloseable {
    private static final long SEED = 1;

    private final Engine engine;
    private final Session session;
    private final int rows;
    private final float[] x;
    private final float[] y;
    private final float[] dy;
    private final float[] dx;
    private final float[] gradient;
    private long step;

    Pieces(Network network, int rows, String engineName, int threads) {
        this.rows = rows;
        this.x = normal(rows * network.input().size());
        this.dy = normal(rows * network.output().size());
        this.y = new float[dy.length];
        this.dx = new float[x.length];
        float[] weights = network.initialWeights(SEED);
        this.gradient = new float[weights.length];
        this.engine = Engines.open(engineName, threads, line -> {});
        this.session = engine.open(network, rows, Precision.F32);
        Placement placement = Placement.following(network, 0, 0);
        float[] state = new float[placement.stateEnd()];
        network.initialiseState(state, placement);
        session.load(weights, state);
    }

    private static float[] normal(int count) {
        RandomStream random = RandomStream.of(SEED, count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }

    float[] forward() {
        session.forward(x, rows, y, Mode.TRAIN, step++);
        return y;
    }

    float[] forwardAndBackward() {
        forward();
        session.backward(dy, gradient, dx);
        return dx;
    }

    @Override
    public void close() {
        session.close();
        engine.close();
    }
}
