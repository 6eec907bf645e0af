package io.hourglass.model;

import io.hourglass.engine.Engine;
import io.hourglass.engine.Precision;
import io.hourglass.engine.Session;
import io.hourglass.network.Mode;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A trained head: immutable, and safe to share between threads. */
public final class Predictor {
    private static final int CHUNK = 256;

    private final Head head;
    private final float[] weights;
    private final Engine engine;
    private final Queue<Session> idle = new ConcurrentLinkedQueue<>();

    /**
     * @param head what it is made of
     * @param weights those of its network, one parameter after the other; copied
     * @param engine what computes
     */
    public Predictor(Head head, float[] weights, Engine engine) {
        if (weights.length != head.network().weightCount()) {
            throw new IllegalArgumentException(
                    "this head has " + head.network().weightCount() + " weights, got " + weights.length);
        }
        this.head = head;
        this.weights = weights.clone();
        this.engine = engine;
    }

    /** What it is made of. */
    public Head head() {
        return head;
    }

    /** A copy of the weights. */
    public float[] weights() {
        return weights.clone();
    }

    /**
     * Raw outputs for codes.
     *
     * @param codes rows × code width
     * @return rows × {@link Head#targets}
     */
    public float[] outputs(float[] codes) {
        int width = head.network().input().size();
        int outputs = head.targets();
        int rows = codes.length / width;
        float[] all = new float[Math.multiplyExact(rows, outputs)];
        float[] in = new float[CHUNK * width];
        float[] out = new float[CHUNK * outputs];
        Session session = borrow();
        for (int first = 0; first < rows; first += CHUNK) {
            int count = Math.min(CHUNK, rows - first);
            System.arraycopy(codes, first * width, in, 0, count * width);
            session.forward(in, count, out, Mode.INFER, 0);
            System.arraycopy(out, 0, all, first * outputs, count * outputs);
        }
        idle.add(session);
        return all;
    }

    private Session borrow() {
        Session session = idle.poll();
        if (session == null) {
            session = engine.open(head.network(), CHUNK, Precision.F32);
            session.load(weights, new float[0]);
        }
        return session;
    }
}
