package io.hourglass.training;

import io.hourglass.engine.Engine;
import io.hourglass.engine.JavaEngine;
import io.hourglass.file.Hashing;
import io.hourglass.loss.LossBatch;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Swap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/** A training and what comes of it as one digest of bits; a program of its own, so that other JVMs can be asked. */
public final class TrainingBits {
    private TrainingBits() {}

    /** Prints the digest of a small training on one thread. */
    public static void main(String[] arguments) {
        System.out.println(small(1));
    }

    /** The digest of three epochs of a small network of all layers. */
    static String small(int threads) {
        return of(Samples.everything(), 90, Samples.plan(3, 32), threads);
    }

    /** The digest of three epochs of a network that is large enough for threads to share its batches. */
    static String large(int threads) {
        return of(Samples.everything(new Swap(0.1f), 20), 700, Samples.plan(3, 500), threads);
    }

    /** Weights, state, losses by epoch, codes and losses by row. */
    static String of(AutoencoderSpec spec, int rows, TrainingPlan plan, int threads) {
        try (Engine engine = new JavaEngine(threads)) {
            TrainingResult result =
                    new Trainer(spec, plan, engine).train(Samples.cells(rows, 1), Samples.cells(40, 2));
            MessageDigest digest = Hashing.sha256();
            add(digest, result.model().weights());
            add(digest, result.model().state());
            for (EpochReport report : result.history().epochs()) {
                add(digest, report.loss());
                add(digest, report.validationLoss());
            }
            MemoryRows fresh = Samples.cells(30, 3);
            float[] values = new float[30 * fresh.width()];
            for (int r = 0; r < 30; r++) {
                fresh.copy(r, values, r * fresh.width());
            }
            LossBatch scored = result.model().losses(values);
            add(digest, result.model().encode(values));
            add(digest, scored.output());
            add(digest, scored.rowLoss());
            add(digest, result.model().generate(10, 1));
            return Hashing.hex(digest.digest());
        }
    }

    private static void add(MessageDigest digest, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        digest.update(bytes);
    }

    private static void add(MessageDigest digest, double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        digest.update(bytes);
    }
}
