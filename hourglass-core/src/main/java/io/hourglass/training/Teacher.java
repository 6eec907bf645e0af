package io.hourglass.training;

import io.hourglass.engine.Engine;
import io.hourglass.engine.Precision;
import io.hourglass.engine.Session;
import io.hourglass.loss.LossBatch;
import io.hourglass.math.RandomStream;
import io.hourglass.model.Head;
import io.hourglass.model.Layout;
import io.hourglass.network.Mode;
import io.hourglass.optimizer.Optimizer;
import java.util.Arrays;

/** The head at work: it learns from the codes of a batch what its rows are, and tells the encoder what would make that easier. */
final class Teacher implements AutoCloseable {
    private static final long DROPOUT = 5;

    private final Head head;
    private final Supervision supervision;
    private final Session session;
    private final int code;
    private final float[] dCodes;
    private final double[] rowLoss;
    private final LossBatch batch;
    /** The outputs for all validation rows, where they are judged together; else empty. */
    private final float[] judged;

    Teacher(Supervision supervision, Layout layout, int maxRows, Engine engine, Precision precision) {
        this.supervision = supervision;
        this.head = supervision.lesson().head();
        this.session = engine.open(head.network(), layout.head(), maxRows, precision);
        this.code = head.network().input().size();
        this.dCodes = new float[maxRows * code];
        this.batch = LossBatch.of(maxRows, head.targets(), head.targets(), true);
        this.rowLoss = batch.rowLoss();
        boolean together = supervision.judge().isPresent() && supervision.validation() != null;
        this.judged = new float[together ? supervision.validation().count() * head.targets() : 0];
    }

    void load(float[] weights, float[] state) {
        session.load(weights, state);
    }

    /**
     * Computes loss and gradients of a batch.
     *
     * @param wanted its rows
     * @param codes those of its rows
     * @param dz d loss / d codes: the head's is added
     * @param gradient the block, where the head's own gradient goes
     * @param adding whether it is added to what is there
     * @return the sum of the rows' losses
     */
    double train(Feed.Wanted wanted, float[] codes, float[] dz, float[] gradient, boolean adding) {
        int rows = wanted.to() - wanted.from();
        long key = RandomStream.of(wanted.key(), DROPOUT).nextLong();
        double sum = losses(wanted, supervision.training(), codes, Mode.TRAIN, key);
        float[] slopes = batch.gradient();
        for (int i = 0; i < rows * head.targets(); i++) {
            slopes[i] = (slopes[i] / rows + Optimizer.FLUSH) - Optimizer.FLUSH; // no denormals on the way back
        }
        session.backward(slopes, gradient, dCodes, adding);
        for (int i = 0; i < rows * code; i++) {
            dz[i] += dCodes[i];
        }
        return sum;
    }

    /** The sum of the losses of rows in use. */
    double judge(Feed.Wanted wanted, float[] codes) {
        double sum = losses(wanted, supervision.validation(), codes, Mode.INFER, 0);
        if (judged.length > 0) {
            int rows = wanted.to() - wanted.from();
            System.arraycopy(batch.output(), 0, judged, wanted.from() * head.targets(), rows * head.targets());
        }
        return sum;
    }

    /** What the validation rows come to, all of them judged: the sum of their losses, unless there is another judge. */
    double verdict(double sum) {
        return judged.length == 0
                ? sum
                : supervision.judge().orElseThrow().loss(judged)
                        * supervision.validation().count();
    }

    private double losses(Feed.Wanted wanted, Rows truth, float[] codes, Mode mode, long key) {
        int rows = wanted.to() - wanted.from();
        for (int r = 0; r < rows; r++) {
            truth.copy(wanted.order()[wanted.from() + r], batch.target(), r * head.targets());
        }
        session.forward(codes, rows, batch.output(), mode, key);
        head.loss().evaluate(batch, 0, rows);
        return Arrays.stream(rowLoss, 0, rows).sum();
    }

    /** What the autoencoder's own loss counts beside the head's. */
    float reconstruction(double nat) {
        return (float) (head.reconstruction() / nat);
    }

    long nativeBytes() {
        return session.nativeBytes();
    }

    @Override
    public void close() {
        session.close();
    }
}
