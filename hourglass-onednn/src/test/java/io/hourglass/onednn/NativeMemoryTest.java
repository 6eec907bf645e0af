package io.hourglass.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.engine.Engine;
import io.hourglass.engine.JavaEngine;
import io.hourglass.loss.SquaredError;
import io.hourglass.model.Adversarial;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Bottleneck;
import io.hourglass.model.Contractive;
import io.hourglass.model.NoCorruption;
import io.hourglass.model.Plain;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Dense;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import io.hourglass.optimizer.Adam;
import io.hourglass.optimizer.Clipping;
import io.hourglass.optimizer.Schedule;
import io.hourglass.training.MemoryRows;
import io.hourglass.training.Stopping;
import io.hourglass.training.Trainer;
import io.hourglass.training.TrainingListener;
import io.hourglass.training.TrainingPlan;
import io.hourglass.training.Updates;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {
    private static final int WIDTH = 6;

    /** What a training says that its sessions held outside the heap, in bytes. */
    private static long held(Engine engine, Bottleneck bottleneck) {
        AutoencoderSpec spec = new AutoencoderSpec(
                Network.of(Shape.of(WIDTH), Dense.of(5), Activation.of(ActivationFunction.TANH), Dense.of(2)),
                bottleneck,
                Network.of(Shape.of(2), Dense.of(WIDTH)),
                new SquaredError(),
                new NoCorruption());
        float[][] rows = new float[40][WIDTH];
        for (int r = 0; r < rows.length; r++) {
            rows[r][r % WIDTH] = 1f;
        }
        Updates updates = new Updates(new Adam(), 0.01f, new Schedule.Constant(), new Clipping.None());
        long[] held = {-1};
        try (engine) {
            new Trainer(spec, new TrainingPlan(1, 8, true, updates, Stopping.never(), 1), engine)
                    .listener(new TrainingListener() {
                        @Override
                        public void ended(long nativeBytes) {
                            held[0] = nativeBytes;
                        }
                    })
                    .train(MemoryRows.of(rows), null);
        }
        return held[0];
    }

    @Test
    void aTrainingSaysWhatEachOfItsSessionsHolds() {
        long plain = held(new OneDnnEngine(1), new Plain());
        assertThat(plain).isPositive();
        assertThat(held(new OneDnnEngine(1), new Contractive(0.1f)))
                .as("a second encoder")
                .isGreaterThan(plain);
        assertThat(held(new OneDnnEngine(1), new Adversarial(0.1f)))
                .as("a discriminator")
                .isGreaterThan(plain);
        assertThat(held(new JavaEngine(1), new Plain())).isZero();
    }
}
