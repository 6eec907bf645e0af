package io.hourglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.data.preparation.Unseen;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engines;
import io.hourglass.engine.JavaEngine;
import io.hourglass.error.TrainingDivergedException;
import io.hourglass.file.SectionFile;
import io.hourglass.label.LabelPlan;
import io.hourglass.model.Autoencoder;
import io.hourglass.plan.Convolution;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.Kind;
import io.hourglass.plan.KindPlan;
import io.hourglass.plan.LengthPlan;
import io.hourglass.plan.NetworkPlan;
import io.hourglass.plan.SeriesPlan;
import io.hourglass.training.EpochReport;
import io.hourglass.training.History;
import io.hourglass.training.MemoryRows;
import io.hourglass.training.TrainingListener;
import io.hourglass.use.Detector;
import io.hourglass.use.Ensemble;
import io.hourglass.use.Evaluation;
import io.hourglass.use.Member;
import io.hourglass.use.ModelFile;
import io.hourglass.use.RowEvidence;
import io.hourglass.use.RowModel;
import io.hourglass.use.Scoring;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several autoencoders in one model. */
class MembersTest {
    private static final MemoryTable MIXED = SampleTables.mixed(200, 1);
    private static final HourglassPlan PLAN = SampleTables.epochs(3);

    @TempDir
    private Path folder;

    /** A training by whose rows all is judged, so that they do not depend on the seed. */
    private static HourglassTraining training(Table rows, HourglassPlan plan, int members) {
        return Hourglass.training(rows, plan).validation(0).members(members);
    }

    private static Hourglass alone(long seed) {
        return training(MIXED, PLAN.withSeed(seed), 1).scoreByModel().run();
    }

    private static float[] mean(float[] first, float[] second) {
        float[] mean = new float[first.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (first[i] + second[i]) / 2;
        }
        return mean;
    }

    private static double[] numbers(Table table, int column) {
        List<double[]> parts = new ArrayList<>();
        try (Cursor cursor = table.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                parts.add(batch.numbers(column));
            }
        }
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[] scores(Hourglass model, Table rows) {
        return numbers(model.score(rows), 1);
    }

    private static double[] mean(double[] first, double[] second) {
        double[] mean = new double[first.length];
        Arrays.setAll(mean, i -> (first[i] + second[i]) / 2);
        return mean;
    }

    private static float[] prepared(Hourglass model, Table rows) {
        MemoryRows all = model.preparation().apply(rows, new Unseen());
        return all.evenly(all.count());
    }

    private static List<float[]> weights(Hourglass model) {
        return model.ensemble().members().stream().map(Autoencoder::weights).toList();
    }

    @Test
    void membersAreTheModelsOfSeedsInARowAndWhatTheySayIsTheMean() {
        Hourglass first = alone(42);
        Hourglass second = alone(43);
        Hourglass both = training(MIXED, PLAN, 2).scoreByModel().run();
        assertThat(weights(both))
                .containsExactly(
                        first.autoencoder().weights(), second.autoencoder().weights());
        assertThat(both.histories())
                .extracting(History::bestEpoch)
                .containsExactly(first.history().bestEpoch(), second.history().bestEpoch());
        float[] rows = prepared(both, MIXED);
        assertThat(both.ensemble().reconstruct(rows))
                .isEqualTo(mean(
                        first.autoencoder().reconstruct(rows),
                        second.autoencoder().reconstruct(rows)));
        assertThat(SampleTables.lines(both.encode(MIXED))).isEqualTo(SampleTables.lines(first.encode(MIXED)));
        assertThat(SampleTables.lines(both.decode(both.encode(MIXED))))
                .isEqualTo(SampleTables.lines(first.reconstruct(MIXED)));
        double[] scores = scores(both, MIXED);
        assertThat(scores).isEqualTo(mean(scores(first, MIXED), scores(second, MIXED)));
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double[] quantiles = both.scoreProfile().quantiles();
        assertThat(quantiles).hasSize(1001).startsWith(sorted[0]).endsWith(sorted[sorted.length - 1]);
        assertThat(numbers(both.score(MIXED), 2)).contains(0).contains(1);
    }

    @Test
    void cellsAreMadeOfTheMeanReconstruction() {
        Hourglass both = training(MIXED, PLAN, 2).run();
        float[] mean = both.ensemble().reconstruct(prepared(both, MIXED));
        Batch expected = both.preparation().undo(both.preparation().read(mean, 200), 200);
        assertThat(numbers(both.reconstruct(MIXED), 0)).isEqualTo(expected.numbers(0));
        assertThat(numbers(both.denoise(MIXED), 0)).isEqualTo(expected.numbers(0));
        double[] gaps = numbers(MIXED, 6);
        double[] filled = numbers(both.impute(MIXED), 6);
        for (int r = 0; r < gaps.length; r++) {
            assertThat(filled[r]).isEqualTo(Double.isNaN(gaps[r]) ? expected.numbers(6)[r] : gaps[r]);
        }
    }

    @Test
    void theLossIsTheMembersMeanAndTheErrorThatOfTheMean() {
        Evaluation first = alone(42).evaluate(MIXED);
        Evaluation second = alone(43).evaluate(MIXED);
        Evaluation both = training(MIXED, PLAN, 2).run().evaluate(MIXED);
        assertThat(both.loss()).isCloseTo((first.loss() + second.loss()) / 2, within(1e-12));
        assertThat(both.squaredErrorPerRow())
                .isLessThan((first.squaredErrorPerRow() + second.squaredErrorPerRow()) / 2);
    }

    @Test
    void detectorsAreAsManyAndScoreOnAverage() {
        Hourglass both = training(MIXED, PLAN, 2).run();
        Detector scoring = both.scoring();
        assertThat(scoring.members()).hasSize(1);
        Member second = scoring.members().get(0);
        assertThat(second.autoencoder().weights())
                .isNotEqualTo(scoring.autoencoder().weights());
        double[] each = scores(scoredBy(both, scoring.autoencoder(), scoring), MIXED);
        Detector other = new Detector(scoring.preparation(), second.autoencoder(), second.profile(), List.of());
        double[] others = scores(scoredBy(both, second.autoencoder(), other), MIXED);
        assertThat(each).isNotEqualTo(others);
        assertThat(scores(both, MIXED)).isEqualTo(mean(each, others));
    }

    /** The model with one detector alone. */
    private static Hourglass scoredBy(Hourglass model, Autoencoder one, Detector profiled) {
        Detector detector = new Detector(profiled.preparation(), one, profiled.profile(), List.of());
        return new Hourglass(new ModelFile(
                model.preparation(),
                model.autoencoder(),
                model.scoreProfile(),
                model.history(),
                model.provenance(),
                new ModelFile.Additions(
                        Optional.empty(), Optional.of(detector), Optional.empty(), List.of(), Optional.empty())));
    }

    @Test
    void theSameSeedGivesTheSameBitsOnAnyThreads() {
        Hourglass one = training(MIXED, PLAN, 3).engine(new JavaEngine(1)).run();
        Hourglass two = training(MIXED, PLAN, 3).engine(new JavaEngine(2)).run();
        assertThat(weights(one)).containsExactlyElementsOf(weights(two));
        assertThat(one.scoreProfile()).isEqualTo(two.scoreProfile());
        assertThat(scores(one, MIXED)).isEqualTo(scores(two, MIXED));
    }

    @Test
    void aSavedModelIsTheSameModel() {
        Hourglass three = Hourglass.training(MIXED, PLAN).members(3).run();
        Path file = folder.resolve("three.hg");
        three.save(file);
        Hourglass opened = Hourglass.open(file);
        assertThat(opened.members()).isEqualTo(3);
        assertThat(weights(opened)).containsExactlyElementsOf(weights(three));
        assertThat(opened.histories()).isEqualTo(three.histories());
        Scoring explained = Scoring.usual().explained();
        assertThat(SampleTables.lines(opened.score(MIXED, explained)))
                .isEqualTo(SampleTables.lines(three.score(MIXED, explained)));
        assertThat(SampleTables.lines(opened.reconstruct(MIXED)))
                .isEqualTo(SampleTables.lines(three.reconstruct(MIXED)));
        assertThat(opened.evaluate(MIXED)).isEqualTo(three.evaluate(MIXED));
    }

    /** Stops a training in an epoch of a member. */
    private static final class Stop implements TrainingListener {
        private final int member;
        private final RuntimeException failure;
        private int current;

        Stop(int member, RuntimeException failure) {
            this.member = member;
            this.failure = failure;
        }

        @Override
        public void memberBegan(int number, int members) {
            current = number;
        }

        @Override
        public void epochEnded(EpochReport report) {
            if (current == member && report.epoch() == 2) {
                throw failure;
            }
        }
    }

    @Test
    void aTrainingStoppedInItsSecondMemberGoesOnAsIfNeverStopped() {
        Hourglass whole = training(MIXED, PLAN, 3).run();
        Path kept = folder.resolve("kept");
        HourglassTraining first = training(MIXED, PLAN, 3)
                .checkpoints(kept, false)
                .listener(new Stop(2, new IllegalStateException("stopped")));
        assertThatThrownBy(first::run).hasMessage("stopped");
        List<Integer> epochs = new ArrayList<>();
        Hourglass resumed = training(MIXED, PLAN, 3)
                .checkpoints(kept, true)
                .listener(new TrainingListener() {
                    @Override
                    public void epochEnded(EpochReport report) {
                        epochs.add(report.epoch());
                    }
                })
                .run();
        assertThat(epochs).containsExactly(3, 1, 2, 3); // of the second member, and of the third
        assertThat(weights(resumed)).containsExactlyElementsOf(weights(whole));
        assertThat(resumed.scoreProfile()).isEqualTo(whole.scoreProfile());
    }

    @Test
    void aTrainingThatBeginsAnewForgetsTheMembersOfAnEarlierOne() {
        Path kept = folder.resolve("kept");
        training(MIXED, PLAN.withSeed(7), 2).checkpoints(kept, false).run();
        HourglassTraining first = training(MIXED, PLAN, 2)
                .checkpoints(kept, false)
                .listener(new Stop(1, new IllegalStateException("stopped")));
        assertThatThrownBy(first::run).hasMessage("stopped");
        Hourglass resumed = training(MIXED, PLAN, 2).checkpoints(kept, true).run();
        assertThat(weights(resumed))
                .containsExactlyElementsOf(weights(training(MIXED, PLAN, 2).run()));
    }

    @Test
    void membersThatHadEndedAreKeptWhenAnotherDiverges() {
        HourglassTraining training = training(MIXED, PLAN, 3)
                .listener(new Stop(3, new TrainingDivergedException(2, 9, 1.5, "A lower rate would help.")));
        assertThatThrownBy(training::run).isInstanceOf(TrainingDivergedException.class);
        Hourglass best = training.best().orElseThrow();
        assertThat(weights(best))
                .containsExactlyElementsOf(weights(training(MIXED, PLAN, 2).run()));
        assertThat(best.history().stopped()).isEqualTo(History.Stopped.EPOCHS);
        HourglassTraining atOnce = training(MIXED, PLAN, 3)
                .listener(new Stop(1, new TrainingDivergedException(2, 9, 1.5, "A lower rate would help.")));
        assertThatThrownBy(atOnce::run).isInstanceOf(TrainingDivergedException.class);
        assertThat(atOnce.best().orElseThrow().members()).isEqualTo(1);
        assertThat(atOnce.best().orElseThrow().history().stopped()).isEqualTo(History.Stopped.DIVERGED);
    }

    @Test
    void membersShareTheTimeLimit() {
        double limit = 1.5;
        HourglassPlan long3 = PLAN.withLength(new LengthPlan(Optional.of(1_000_000), Optional.of(16), 0, limit));
        List<History> histories = training(MIXED, long3, 3).run().histories();
        assertThat(histories).hasSize(3).extracting(History::stopped).containsOnly(History.Stopped.TIME);
        assertThat(histories)
                .allSatisfy(history ->
                        assertThat(history.seconds()).isBetween(0.05 * limit, 0.9 * limit)); // each about a third
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindHasMembers(Kind kind) {
        String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        HourglassPlan plan = SampleTables.epochs(1).withKind(KindPlan.of(name));
        Hourglass both = training(MIXED, plan, 2).scoreByModel().run();
        assertThat(both.members()).isEqualTo(2);
        assertThat(weights(both).get(0)).isNotEqualTo(weights(both).get(1));
        assertThat(numbers(both.reconstruct(MIXED), 0)).hasSize(200).doesNotContain(Double.NaN);
        assertThat(scores(both, MIXED)).hasSize(200);
        assertThat(both.evaluate(MIXED).loss()).isFinite();
    }

    @Test
    void aVariationalOneGeneratesByItsFirstMemberAndBoundsRowsOnAverage() {
        HourglassPlan plan = PLAN.withKind(KindPlan.of("variational"));
        MemoryTable rows = SampleTables.numbers(100, 6, 3);
        Hourglass first = training(rows, plan, 1).run();
        Hourglass second = training(rows, plan.withSeed(43), 1).run();
        Hourglass both = training(rows, plan, 2).run();
        assertThat(SampleTables.lines(both.generate(9, 5))).isEqualTo(SampleTables.lines(first.generate(9, 5)));
        RowEvidence mean = both.evidence(rows, 4, 100);
        assertThat(mean.rows()).isEqualTo(100);
        assertThat(mean.elbo())
                .isCloseTo(
                        (first.evidence(rows, 4, 100).elbo()
                                        + second.evidence(rows, 4, 100).elbo())
                                / 2,
                        within(1e-9));
    }

    @Test
    void imagesOfAnotherSizeAreTheMeanOfAllMembersToo() {
        NetworkPlan network =
                NetworkPlan.defaults().withConvolution(Convolution.of(4).withCodeMap(2));
        MemoryTable rows = SampleTables.images(60, 2);
        Table larger = GrownImages.of(rows, 9);
        HourglassPlan plan = PLAN.withNetwork(network);
        Hourglass first = training(rows, plan, 1).run();
        Hourglass second = training(rows, plan.withSeed(43), 1).run();
        Hourglass both = training(rows, plan, 2).run();
        assertThat(both.scoring().members()).hasSize(1);
        assertThat(scores(both, rows)).isEqualTo(mean(scores(first, rows), scores(second, rows)));
        float[] found = pixels(both.reconstruct(larger));
        assertThat(found)
                .hasSize(60 * 81)
                .isEqualTo(mean(pixels(first.reconstruct(larger)), pixels(second.reconstruct(larger))));
    }

    private static float[] pixels(Table images) {
        try (Cursor cursor = images.open()) {
            return cursor.next().pixels(0);
        }
    }

    @Test
    void imagesLearntByPatchesHaveMembers() {
        NetworkPlan network = NetworkPlan.defaults()
                .withConvolution(Convolution.of(4).withCodeMap(2).withPatch(8));
        Table rows = GrownImages.of(SampleTables.images(40, 2), 24);
        Hourglass both =
                training(rows, SampleTables.epochs(1).withNetwork(network), 2).run();
        assertThat(both.members()).isEqualTo(2);
        assertThat(pixels(both.reconstruct(rows))).hasSize(40 * 24 * 24);
    }

    @Test
    void windowsAreRebuiltAndScoredByTheMean() {
        MemoryTable rows = SampleTables.numbers(120, 3, 4);
        HourglassTraining training = training(rows, PLAN, 2).series(SeriesPlan.windows(8));
        Hourglass both = training.run();
        Hourglass first = training(rows, PLAN, 1).series(SeriesPlan.windows(8)).run();
        Hourglass second = training(rows, PLAN.withSeed(43), 1)
                .series(SeriesPlan.windows(8))
                .run();
        double[] expected = mean(numbers(first.reconstruct(rows), 1), numbers(second.reconstruct(rows), 1));
        assertThat(numbers(both.reconstruct(rows), 1))
                .usingComparatorWithPrecision(1e-3)
                .containsExactly(expected);
        double[] scores = mean(scores(first, rows), scores(second, rows));
        assertThat(scores(both, rows)).usingComparatorWithPrecision(1e-9).containsExactly(scores);
        assertThat(both.evaluate(rows).loss())
                .isCloseTo((first.evaluate(rows).loss() + second.evaluate(rows).loss()) / 2, within(1e-9));
    }

    @Test
    void aServiceOfSingleRowsGivesTheMean() {
        MemoryTable rows = SampleTables.numbers(100, 3, 4);
        Hourglass both = training(rows, PLAN, 2).run();
        Path file = folder.resolve("two.hg");
        both.save(file);
        RowModel model;
        try (SectionFile opened = SectionFile.open(file)) {
            model = RowModel.of(ModelFile.read(opened, Engines.java()));
        }
        Object[] cells = {numbers(rows, 0)[7], numbers(rows, 1)[7], numbers(rows, 2)[7]};
        assertThat(model.score(cells)).isEqualTo(scores(both, rows)[7]);
        assertThat(model.reconstruct(cells)[1]).isEqualTo(numbers(both.reconstruct(rows), 1)[7]);
    }

    @Test
    void whatCannotBeIsRefusedInWords() {
        assertThatThrownBy(() -> Hourglass.training(MIXED, PLAN).members(0)).hasMessageContaining("1 to 100, got 0");
        assertThatThrownBy(() -> Hourglass.training(MIXED, PLAN).members(101))
                .hasMessageContaining("1 to 100, got 101");
        HourglassTraining told = training(MIXED, PLAN, 2).label(LabelPlan.of("kind"));
        assertThatThrownBy(told::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--members")
                .hasMessageContaining("--label");
        Hourglass both = training(MIXED, PLAN, 2).run();
        assertThatThrownBy(() -> both.with(new Ensemble(List.of(both.autoencoder()))))
                .hasMessageContaining("2 members (--members), got 1");
    }
}
