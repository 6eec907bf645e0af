package io.hourglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.engine.Engines;
import io.hourglass.error.CorruptFileException;
import io.hourglass.file.Section;
import io.hourglass.file.SectionFile;
import io.hourglass.loss.AbsoluteError;
import io.hourglass.loss.SquaredError;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Masking;
import io.hourglass.optimizer.Clipping;
import io.hourglass.optimizer.Optimizer;
import io.hourglass.optimizer.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final AutoencoderSpec SPEC = Samples.everything();

    @TempDir
    private Path folder;

    private static TrainingPlan plan(int epochs, Updates updates) {
        return new TrainingPlan(epochs, 16, true, updates, Stopping.never(), 42);
    }

    private static Updates updates(String optimizer, Schedule schedule) {
        return new Updates(Optimizer.of(optimizer), 0.01f, schedule, new Clipping.ByNorm(1f));
    }

    private static TrainingPlan plan(int epochs) {
        return plan(epochs, updates("adam", new Schedule.Constant()));
    }

    private TrainingResult train(AutoencoderSpec spec, TrainingPlan plan, Rows x, boolean resume) {
        return new Trainer(spec, plan, Engines.java())
                .checkpoints(folder, resume)
                .train(x, Samples.cells(20, 2));
    }

    private TrainingResult train(TrainingPlan plan, boolean resume) {
        return train(SPEC, plan, Samples.cells(50, 1), resume);
    }

    private static TrainingResult unbroken(TrainingPlan plan) {
        return new Trainer(SPEC, plan, Engines.java()).train(Samples.cells(50, 1), Samples.cells(20, 2));
    }

    private static void assertSame(TrainingResult mine, TrainingResult reference) {
        assertThat(mine.model().weights()).isEqualTo(reference.model().weights());
        assertThat(mine.model().state()).isEqualTo(reference.model().state());
        assertThat(mine.history().bestEpoch()).isEqualTo(reference.history().bestEpoch());
        assertThat(mine.history().epochs()).hasSameSizeAs(reference.history().epochs());
        for (int i = 0; i < mine.history().epochs().size(); i++) {
            EpochReport a = mine.history().epochs().get(i);
            EpochReport b = reference.history().epochs().get(i);
            assertThat(a.loss()).isEqualTo(b.loss());
            assertThat(a.validationLoss()).isEqualTo(b.validationLoss());
            assertThat(a.rate()).isEqualTo(b.rate());
            assertThat(a.epoch()).isEqualTo(b.epoch());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "adam", "adamw", "adadelta", "adagrad", "rmsprop"})
    void aResumedTrainingIsTheUnbrokenOneToTheBit(String optimizer) {
        Updates updates = updates(optimizer, new Schedule.Step(2, 0.5f));
        train(plan(2, updates), false);
        assertSame(train(plan(5, updates), true), unbroken(plan(5, updates)));
    }

    static List<Schedule> schedules() {
        return List.of(new Schedule.Constant(), new Schedule.Plateau(1, 0.5f, 0.01f), new Schedule.Cosine());
    }

    /** Ends a training from outside after some epochs, as an interrupt would. */
    private static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void aTrainingThatIsInterruptedGoesOnWithTheSameRates(Schedule schedule) {
        TrainingPlan plan = plan(5, updates("adam", schedule));
        Trainer interrupted = new Trainer(SPEC, plan, Engines.java())
                .checkpoints(folder, false)
                .listener(new TrainingListener() {
                    @Override
                    public void updated(int epoch, int rowsDone, int rows, double loss) {
                        if (epoch == 4 && rowsDone > 16) {
                            throw new Interrupted();
                        }
                    }
                });
        assertThatThrownBy(() -> interrupted.train(Samples.cells(50, 1), Samples.cells(20, 2)))
                .isInstanceOf(Interrupted.class);
        assertThat(interrupted.best()).isPresent();
        assertSame(train(plan, true), unbroken(plan));
    }

    @Test
    void anEpochThatTheTimeLimitCutShortIsDoneAgain() {
        TrainingPlan limited = Samples.stopping(plan(4), new Stopping(0, 0, 1e-9));
        assertThat(train(limited, false).history().stopped()).isEqualTo(History.Stopped.TIME);
        assertSame(train(plan(4), true), unbroken(plan(4)));
    }

    @Test
    void patienceCountsOnAcrossARestart() {
        TrainingPlan patient =
                Samples.stopping(plan(60, updates("sgd", new Schedule.Constant())), new Stopping(2, 0.3, 1e9));
        TrainingResult reference = unbroken(patient);
        int epochs = reference.history().epochs().size();
        assertThat(epochs).isBetween(3, 59);
        train(plan(epochs - 1, patient.updates()), false);
        TrainingResult resumed = train(patient, true);
        assertSame(resumed, reference);
        assertThat(resumed.history().stopped()).isEqualTo(History.Stopped.PATIENCE);
        assertSame(train(patient, true), reference);
    }

    @Test
    void withoutResumingTrainingStartsAfresh() {
        train(plan(3), false);
        assertSame(train(plan(1), false), unbroken(plan(1)));
        assertSame(train(plan(2), true), unbroken(plan(2)));
    }

    @Test
    void resumingWithoutACheckpointStartsAfresh() {
        assertSame(train(plan(2), true), unbroken(plan(2)));
    }

    @Test
    void aRunThatIsDoneIsNotTrainedFurther() {
        train(plan(2), false);
        TrainingResult again = train(plan(2), true);
        assertSame(again, unbroken(plan(2)));
        assertThat(again.history().stopped()).isEqualTo(History.Stopped.EPOCHS);
    }

    @Test
    void aCheckpointOfAnotherRunIsRefusedNamingWhatDiffers() {
        train(plan(1), false);
        TrainingPlan plan = plan(2);
        TrainingPlan other = new TrainingPlan(2, 8, false, plan.updates(), plan.stopping(), 1);
        refuses(SPEC, other, Samples.cells(50, 1), "it differs in batch, shuffling, seed.");
        refuses(SPEC, plan, Samples.cells(50, 3), "it differs in the data.");
        refuses(SPEC, plan, Samples.cells(49, 1), "it differs in the data.");
        AutoencoderSpec masked = Samples.everything(new Masking(0.1f));
        refuses(masked, plan, Samples.cells(50, 1), "it differs in the network or loss.");
        TrainingPlan faster =
                plan(2, new Updates(Optimizer.of("adam"), 0.02f, new Schedule.Constant(), new Clipping.None()));
        refuses(SPEC, faster, Samples.cells(50, 1), "it differs in optimizer, rate, schedule, clipping or trimming.");
        Updates before = plan.updates();
        Updates trimmed = new Updates(before.optimizer(), before.rate(), before.schedule(), before.clipping(), 0.1f);
        refuses(
                SPEC,
                plan(2, trimmed),
                Samples.cells(50, 1),
                "it differs in optimizer, rate, schedule, clipping or trimming.");
        assertSame(train(plan, true), unbroken(plan));
    }

    private void refuses(AutoencoderSpec spec, TrainingPlan plan, Rows x, String difference) {
        assertThatThrownBy(() -> train(spec, plan, x, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the checkpoint in " + folder + " is of another run: " + difference)
                .hasMessageContaining("Use the settings it was made with, or another folder.");
    }

    @Test
    void moreEpochsAreRefusedWhereTheScheduleSpansThem() {
        Updates cosine = updates("adam", new Schedule.Cosine());
        train(plan(2, cosine), false);
        refuses(SPEC, plan(3, cosine), Samples.cells(50, 1), "it differs in epochs, which the schedule spans.");
        assertSame(train(plan(2, cosine), true), unbroken(plan(2, cosine)));
    }

    @Test
    void plainAutoencodersHaveCheckpointsToo() {
        AutoencoderSpec plain = Samples.plain(6, 2, new AbsoluteError());
        MemoryRows x = MemoryRows.of(Samples.plane(30, 6, 1));
        Trainer first = new Trainer(plain, Samples.plan(1, 7), Engines.java()).checkpoints(folder, false);
        first.train(x, null);
        float[] resumed = new Trainer(plain, Samples.plan(3, 7), Engines.java())
                .checkpoints(folder, true)
                .train(x, null)
                .model()
                .weights();
        assertThat(resumed)
                .isEqualTo(new Trainer(plain, Samples.plan(3, 7), Engines.java())
                        .train(x, null)
                        .model()
                        .weights());
        Trainer other = new Trainer(Samples.plain(6, 2, new SquaredError()), Samples.plan(3, 7), Engines.java());
        assertThatThrownBy(() -> other.checkpoints(folder, true).train(x, null))
                .hasMessageContaining("the network or loss");
    }

    @Test
    void aDamagedCheckpointIsACorruptFile() throws IOException {
        train(plan(1), false);
        Path file = folder.resolve(Checkpoints.FILE);
        byte[] bytes = Files.readAllBytes(file);
        for (int place : new int[] {0, 100, bytes.length / 2, bytes.length - 1}) {
            byte[] damaged = bytes.clone();
            damaged[place] ^= 4;
            Files.write(file, damaged);
            assertThatThrownBy(() -> train(plan(2), true)).isInstanceOf(CorruptFileException.class);
        }
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 7));
        assertThatThrownBy(() -> train(plan(2), true)).isInstanceOf(CorruptFileException.class);
        Files.write(file, bytes);
        assertSame(train(plan(2), true), unbroken(plan(2)));
    }

    @Test
    void aWholeFileThatMakesNoSenseIsACorruptFile() {
        train(plan(1), false);
        Path file = folder.resolve(Checkpoints.FILE);
        Checkpoints.State state;
        try (SectionFile open = SectionFile.open(file)) {
            state = open.record("progress.json", Checkpoints.State.class);
        }
        SectionFile.write(
                file,
                true,
                "checkpoint",
                List.of(
                        Section.record("progress.json", state, Checkpoints.State.class),
                        Section.tensors("run.safetensors", List.of())));
        assertThatThrownBy(() -> train(plan(2), true))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("'weights' with");
        assertThatThrownBy(() -> new Checkpoints.State(state.identity(), state.epochs(), 2, 4, 1))
                .hasMessage("the best epoch cannot be 2 of 1, after 4 steps");
    }

    @Test
    void nothingIsWrittenWithoutAFolder() throws IOException {
        unbroken(plan(1));
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
