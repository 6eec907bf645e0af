package io.hourglass.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.ChildJvm;
import io.hourglass.engine.Engines;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a JVM in the middle of an epoch and goes on from what it left. */
class CheckpointKillTest {
    private static final int EPOCHS = 5;
    private static final int KILLED_IN = 4;

    private static TrainingResult train(Path folder, TrainingListener listener) {
        Trainer trainer = new Trainer(Samples.everything(), Samples.plan(EPOCHS, 16), Engines.java()).listener(listener);
        if (folder != null) {
            trainer.checkpoints(folder, true);
        }
        return trainer.train(Samples.cells(100, 1), Samples.cells(30, 2));
    }

    /** The child: it says when it is in the middle of an epoch, and waits there to be killed. */
    static final class Training {
        private Training() {}

        public static void main(String[] arguments) {
            train(Path.of(arguments[0]), new TrainingListener() {
                @Override
                public void updated(int epoch, int rowsDone, int rows, double loss) {
                    if (epoch == KILLED_IN && rowsDone > rows / 2) {
                        System.out.println("middle");
                        waitToBeKilled();
                    }
                }
            });
        }

        private static void waitToBeKilled() {
            try {
                Thread.sleep(120_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void aTrainingKilledInTheMiddleOfAnEpochGoesOnBitForBit(@TempDir Path folder) throws Exception {
        Process child = ChildJvm.start(List.of(), Training.class, folder.toString());
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("middle");
        } finally {
            child.destroyForcibly();
            assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        int[] first = {0};
        TrainingResult resumed = train(folder, new TrainingListener() {
            @Override
            public void updated(int epoch, int rowsDone, int rows, double loss) {
                first[0] = first[0] == 0 ? epoch : first[0];
            }
        });
        assertThat(first[0]).as("the epoch it went on with").isEqualTo(KILLED_IN);
        TrainingResult unbroken = train(null, new TrainingListener() {});
        assertThat(resumed.model().weights()).isEqualTo(unbroken.model().weights());
        assertThat(resumed.model().state()).isEqualTo(unbroken.model().state());
        assertThat(resumed.history().epochs().stream().map(EpochReport::loss).toList())
                .isEqualTo(unbroken.history().epochs().stream().map(EpochReport::loss).toList());
    }
}
