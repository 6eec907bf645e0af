package io.hourglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.engine.Engines;
import io.hourglass.error.TrainingDivergedException;
import io.hourglass.loss.SquaredError;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.NoCorruption;
import io.hourglass.model.Plain;
import io.hourglass.network.Dense;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import org.junit.jupiter.api.Test;

class StoppingTest {
    private static final AutoencoderSpec SPEC = Samples.plain(6, 2, new SquaredError());

    private static TrainingResult train(TrainingPlan plan, Rows x, Rows validation) {
        return new Trainer(SPEC, plan, Engines.java()).train(x, validation);
    }

    /** Few rows to learn by heart, and others to judge by: the loss of those has a least value. */
    private static TrainingResult overfit(TrainingPlan plan) {
        return train(plan, MemoryRows.of(Samples.plane(4, 6, 1)), MemoryRows.of(Samples.plane(60, 6, 2)));
    }

    @Test
    void theWeightsOfTheBestEpochComeOut() {
        TrainingResult result = overfit(Samples.plan(120, 4));
        History history = result.history();
        assertThat(history.bestEpoch()).isLessThan(120);
        double least = history.epochs().stream()
                .mapToDouble(EpochReport::validationLoss)
                .min()
                .orElseThrow();
        assertThat(history.best().validationLoss()).isEqualTo(least);
        double sum = 0;
        for (float[] row : Samples.plane(60, 6, 2)) {
            sum += result.model().losses(row).rowLoss()[0];
        }
        assertThat(sum / 60).isCloseTo(least, within(1e-7));
        TrainingResult shorter = overfit(Samples.plan(history.bestEpoch(), 4));
        assertThat(result.model().weights()).isEqualTo(shorter.model().weights());
    }

    @Test
    void patienceEndsTrainingSoManyEpochsAfterTheBest() {
        for (int patience : new int[] {1, 3, 7}) {
            History history = overfit(Samples.stopping(Samples.plan(400, 4), Stopping.patience(patience)))
                    .history();
            assertThat(history.stopped()).isEqualTo(History.Stopped.PATIENCE);
            assertThat(history.epochs()).hasSize(history.bestEpoch() + patience);
        }
    }

    @Test
    void aGainThatIsTooSmallDoesNotCount() {
        TrainingPlan plan = Samples.stopping(Samples.plan(400, 4), new Stopping(5, 0.5, Double.POSITIVE_INFINITY));
        History history = overfit(plan).history();
        History patient = overfit(Samples.stopping(Samples.plan(400, 4), Stopping.patience(5)))
                .history();
        assertThat(history.epochs().size()).isLessThan(patient.epochs().size());
        double least =
                history.epochs().stream().mapToDouble(EpochReport::judged).min().orElseThrow();
        assertThat(history.best().judged()).as("the best is kept even so").isEqualTo(least);
    }

    @Test
    void withoutValidationRowsTheTrainingLossIsJudged() {
        History history = train(
                        Samples.stopping(Samples.plan(2000, 64, "adam", 0.1f), Stopping.patience(3)),
                        MemoryRows.of(Samples.plane(64, 6, 1)),
                        null)
                .history();
        assertThat(history.stopped()).isEqualTo(History.Stopped.PATIENCE);
        assertThat(history.best().validationLoss()).isNaN();
        assertThat(history.best().judged()).isEqualTo(history.best().loss());
    }

    @Test
    void aTimeLimitEndsTrainingWithinAnEpochAfterAtLeastOneUpdate() {
        TrainingPlan plan = Samples.stopping(Samples.plan(50, 1), new Stopping(0, 0, 1e-9));
        TrainingResult result = train(plan, MemoryRows.of(Samples.plane(50, 6, 1)), null);
        assertThat(result.history().stopped()).isEqualTo(History.Stopped.TIME);
        assertThat(result.history().epochs()).hasSize(1);
        TrainingPlan second = Samples.stopping(Samples.plan(1_000_000, 8), new Stopping(0, 0, 0.3));
        History history =
                train(second, MemoryRows.of(Samples.plane(50, 6, 1)), null).history();
        assertThat(history.stopped()).isEqualTo(History.Stopped.TIME);
        assertThat(history.epochs().get(history.epochs().size() - 1).seconds()).isBetween(0.3, 60.0);
    }

    @Test
    void aTrainingThatDivergesSaysWhereAndKeepsTheBestModel() {
        AutoencoderSpec linear = new AutoencoderSpec(
                Network.of(Shape.of(6), Dense.of(2)),
                new Plain(),
                Network.of(Shape.of(2), Dense.of(6)),
                new SquaredError(),
                new NoCorruption());
        Trainer trainer = new Trainer(linear, Samples.plan(500, 16, "sgd", 3f), Engines.java());
        float[][] x = Samples.plane(16, 6, 1);
        TrainingDivergedException failure = catchThrowableOfType(
                TrainingDivergedException.class, () -> trainer.train(MemoryRows.of(x), MemoryRows.of(x)));
        assertThat(failure.epoch()).isGreaterThan(1);
        assertThat(failure.step()).isEqualTo(failure.epoch());
        assertThat(failure.lastFiniteLoss()).isGreaterThan(1e3);
        assertThat(failure)
                .hasMessageContaining("training diverged in epoch " + failure.epoch() + ", step " + failure.step())
                .hasMessageContaining("last finite loss " + failure.lastFiniteLoss())
                .hasMessageContaining("A lower learning rate");
        History history = trainer.history();
        assertThat(history.stopped()).isEqualTo(History.Stopped.DIVERGED);
        assertThat(history.epochs()).hasSize(failure.epoch() - 1);
        assertThat(history.best().judged()).isLessThan(1e3);
        Autoencoder best = trainer.best().orElseThrow();
        assertThat(best.losses(x[0]).rowLoss()[0]).isFinite().isLessThan(1e3);
    }

    @Test
    void weightsThatAreNoNumbersAreNeverTheBest() {
        Trainer trainer = new Trainer(SPEC, Samples.plan(1, 16, "sgd", 0x1p127f), Engines.java());
        Rows x = MemoryRows.of(new float[][] {{0x1p33f, 0, 0, 0, 0, 0}});
        assertThatThrownBy(() -> trainer.train(x, null))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("in epoch 1, step 1");
        assertThat(trainer.best()).isEmpty();
    }

    @Test
    void aLossThatNeverWasFiniteIsSaidSo() {
        Trainer trainer = new Trainer(SPEC, Samples.plan(1, 16), Engines.java());
        Rows x = MemoryRows.of(new float[][] {{0x1p127f, 0x1p127f, 0, 0, 0, 0}});
        assertThatThrownBy(() -> trainer.train(x, null))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("(it never was)");
        assertThat(trainer.history().epochs()).isEmpty();
        assertThatThrownBy(() -> trainer.history().best())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no epoch ended, so there is no best one");
        assertThat(trainer.best()).isEmpty();
    }
}
