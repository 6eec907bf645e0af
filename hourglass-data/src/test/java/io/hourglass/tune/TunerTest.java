package io.hourglass.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.Hourglass;
import io.hourglass.HourglassTraining;
import io.hourglass.SampleTables;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Precision;
import io.hourglass.error.CorruptFileException;
import io.hourglass.error.TrainingDivergedException;
import io.hourglass.loss.ElementLoss;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.RecurrentCell;
import io.hourglass.optimizer.Clipping;
import io.hourglass.optimizer.Schedule;
import io.hourglass.optimizer.Sgd;
import io.hourglass.plan.Convolution;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.LearningPlan;
import io.hourglass.plan.NetworkPlan;
import io.hourglass.plan.SeriesPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TunerTest {
    private static final Table ROWS = SampleTables.mixed(120, 1);
    private static final HourglassPlan BASE = HourglassPlan.defaults();
    private static final List<Setting> ALL = List.of(Setting.values());

    private final List<Trial> told = new ArrayList<>();

    private static TuningPlan plan(int trials, int epochs) {
        return new TuningPlan(trials, epochs, Double.POSITIVE_INFINITY, ALL, 7);
    }

    private Tuner tuner(TuningPlan plan) {
        return new Tuner(plan, each -> Hourglass.training(ROWS, each)).listener(told::add);
    }

    @Test
    void theBetterThirdGoesOnForThreeTimesAsLong() {
        Tuned tuned = tuner(plan(9, 9)).run(BASE, "rows");
        assertThat(told).isEqualTo(tuned.trials());
        assertThat(told.stream().map(Trial::epochs)).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 3, 9);
        List<Integer> best = told.subList(0, 9).stream()
                .sorted((one, other) -> Double.compare(one.loss(), other.loss()))
                .limit(3)
                .map(Trial::number)
                .toList();
        assertThat(told.subList(9, 12)).extracting(Trial::number).containsExactlyElementsOf(best);
        assertThat(tuned.best()).isEqualTo(told.get(12));
        assertThat(tuned.model().history().best().judged())
                .isEqualTo(tuned.best().loss());
        assertThat(tuned.model().provenance().plan().network())
                .isEqualTo(tuned.best().plan().network());
    }

    @Test
    void theModelThatIsKeptScoresAsIfItWereTrainedAlone(@TempDir Path folder) {
        Tuned tuned = tuner(plan(3, 3)).keep(folder, false).run(BASE, "rows");
        HourglassPlan best = tuned.best().plan();
        HourglassPlan alone =
                best.withLength(best.length().withEpochs(tuned.best().epochs()));
        List<String> scores =
                SampleTables.lines(Hourglass.training(ROWS, alone).run().score(ROWS));
        assertThat(SampleTables.lines(tuned.model().score(ROWS))).isEqualTo(scores);
        Tuned again = tuner(plan(3, 3)).keep(folder, true).run(BASE, "rows");
        assertThat(SampleTables.lines(again.model().score(ROWS))).isEqualTo(scores);
        Tuned byModel =
                new Tuner(plan(3, 3), each -> Hourglass.training(ROWS, each).scoreByModel()).run(BASE, "rows");
        assertThat(SampleTables.lines(byModel.model().score(ROWS))).isNotEqualTo(scores);
    }

    @Test
    void roundsThatWouldTryTheSameAgainAreLeftOut() {
        tuner(plan(9, 2)).run(BASE, "rows");
        assertThat(told.stream().map(Trial::epochs)).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 2);
        assertThat(plan(9, 2).units()).isEqualTo(11);
    }

    @Test
    void theFirstTrialIsThePlanThatItStartsFromAndTheOthersAreDrawn() {
        tuner(plan(6, 1)).run(BASE, "rows");
        List<Trial> first = told.subList(0, 6);
        assertThat(first.get(0).plan()).isEqualTo(BASE);
        for (Setting setting : ALL) {
            assertThat(first.stream().map(trial -> setting.text(trial.plan())).distinct())
                    .as(setting.toString())
                    .hasSizeGreaterThan(1);
        }
    }

    @Test
    void whatIsNotFreeStays() {
        new Tuner(
                        new TuningPlan(4, 1, Double.POSITIVE_INFINITY, List.of(Setting.RATE), 7),
                        each -> Hourglass.training(ROWS, each))
                .listener(told::add)
                .run(BASE, "rows");
        assertThat(told).extracting(trial -> trial.plan().network()).containsOnly(BASE.network());
        assertThat(told).extracting(trial -> trial.plan().length()).containsOnly(BASE.length());
    }

    @Test
    void aSearchThatWasStoppedGoesOnAndFindsTheSame(@TempDir Path folder) throws IOException {
        Tuned whole = tuner(plan(9, 9)).keep(folder, false).run(BASE, "rows");
        Path file = folder.resolve("trials.jsonl");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(14);
        for (int kept : new int[] {1, 5, 11, 14}) {
            Files.write(file, lines.subList(0, kept));
            told.clear();
            Tuned resumed = tuner(plan(9, 9)).keep(folder, true).run(BASE, "rows");
            assertThat(told).hasSize(14 - kept);
            assertThat(resumed.best().number()).isEqualTo(whole.best().number());
            assertThat(resumed.model().autoencoder().weights())
                    .isEqualTo(whole.model().autoencoder().weights());
        }
    }

    @Test
    void trialsOfAnotherSearchAreRefusedWithWhatIsOther(@TempDir Path folder) {
        tuner(plan(2, 1)).keep(folder, false).run(BASE, "rows");
        refused(() -> tuner(plan(2, 1)).keep(folder, true).run(BASE, "others"), "data.data was 'rows' and is 'others'");
        refused(() -> tuner(plan(3, 1)).keep(folder, true).run(BASE, "rows"), "tuning.trials was '2' and is '3'");
        HourglassPlan coded = BASE.withNetwork(NetworkPlan.defaults().withCode(3));
        refused(
                () -> tuner(plan(2, 1)).keep(folder, true).run(coded, "rows"),
                "base.network.code was not given and is '3'");
    }

    @Test
    void trialsThatLearntOtherwiseFromTheDataAreRefused(@TempDir Path folder) {
        tuner(plan(2, 1)).keep(folder, false).run(BASE, "rows");
        Table typed = ROWS.without(List.of("big"));
        for (UnaryOperator<HourglassTraining> change : List.<UnaryOperator<HourglassTraining>>of(
                training -> training.validation(0.2),
                training -> training.validation(ROWS),
                training -> training.ignore(List.of("big")),
                training -> training.precision(Precision.BF16),
                training -> training.series(SeriesPlan.windows(8)))) {
            Tuner other = new Tuner(plan(2, 1), each -> change.apply(Hourglass.training(ROWS, each)));
            refused(() -> other.keep(folder, true).run(BASE, "rows"), "data.");
        }
        Tuner fewer = new Tuner(plan(2, 1), each -> Hourglass.training(typed, each));
        refused(() -> fewer.keep(folder, true).run(BASE, "rows"), "data.columns was '");
    }

    private static void refused(ThrowingCallable search, String difference) {
        assertThatThrownBy(search)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("are of another search", difference, "another folder");
    }

    @Test
    void aSearchGoesOnWithAnotherLimitOfTime(@TempDir Path folder) {
        new Tuner(new TuningPlan(3, 1, 1e-9, ALL, 7), each -> Hourglass.training(ROWS, each))
                .keep(folder, false)
                .run(BASE, "rows");
        Tuned whole = tuner(plan(3, 1)).keep(folder, true).run(BASE, "rows");
        assertThat(told).extracting(Trial::number).containsExactly(1, 2);
        assertThat(whole.trials()).extracting(Trial::number).containsExactly(0, 1, 2);
    }

    @Test
    void whatIsDrawnAndCannotBeBuiltIsThrownOut() {
        Table one = ROWS.select(List.of("size", "price"));
        Tuned tuned = new Tuner(
                        plan(9, 1),
                        each -> Hourglass.training(one, each)
                                .series(SeriesPlan.windows(8).withRecurrent(RecurrentCell.GRU)))
                .listener(told::add)
                .run(BASE, "rows");
        assertThat(told).filteredOn(trial -> Double.isInfinite(trial.loss())).isNotEmpty();
        assertThat(tuned.best().plan().network().activation()).isEqualTo(ActivationFunction.RELU);
    }

    @Test
    void aPlanToStartFromThatCannotBeBuiltIsRefused() {
        HourglassPlan base = BASE.withNetwork(NetworkPlan.defaults().withConvolution(Convolution.fitting()));
        assertThatThrownBy(() -> tuner(plan(2, 1)).run(base, "rows"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("convolutions are for images");
    }

    @Test
    void aDamagedFileOfTrialsIsSaidToBe(@TempDir Path folder) throws IOException {
        tuner(plan(2, 1)).keep(folder, false).run(BASE, "rows");
        Path file = folder.resolve("trials.jsonl");
        List<String> lines = Files.readAllLines(file);
        Files.write(file, List.of(lines.get(0), lines.get(1).substring(0, 40)));
        assertThatThrownBy(() -> tuner(plan(2, 1)).keep(folder, true).run(BASE, "rows"))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void noTrialIsStartedAfterTheTimeIsOver() {
        Tuned tuned =
                new Tuner(new TuningPlan(9, 9, 1e-9, ALL, 7), each -> Hourglass.training(ROWS, each)).run(BASE, "rows");
        assertThat(tuned.trials()).hasSize(1);
        assertThat(tuned.model()).isNotNull();
    }

    @Test
    void aTrialThatDivergesIsThrownOutAndOnlyWhereAllDoTheSearchFails() {
        LearningPlan wild = new LearningPlan(
                Optional.of(ElementLoss.of("mse")),
                new Sgd(0.9f, false),
                Optional.of(1e30f),
                Optional.of(new Schedule.Constant()),
                new Clipping.None());
        HourglassPlan base = BASE.withLearning(wild);
        Tuned tuned = tuner(new TuningPlan(4, 1, Double.POSITIVE_INFINITY, List.of(Setting.RATE), 7))
                .run(base, "rows");
        assertThat(told.get(0).loss()).isInfinite();
        assertThat(tuned.best().number()).isNotZero();
        assertThatThrownBy(() -> tuner(new TuningPlan(1, 1, 10, List.of(), 7)).run(base, "rows"))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("Every trial diverged");
    }
}
