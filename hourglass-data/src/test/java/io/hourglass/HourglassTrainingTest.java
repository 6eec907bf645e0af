package io.hourglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.data.preparation.Scale;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import io.hourglass.error.TrainingDivergedException;
import io.hourglass.loss.BinaryCrossEntropy;
import io.hourglass.model.Masking;
import io.hourglass.optimizer.Clipping;
import io.hourglass.optimizer.Schedule;
import io.hourglass.optimizer.Sgd;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.KindPlan;
import io.hourglass.plan.LearningPlan;
import io.hourglass.training.EpochReport;
import io.hourglass.training.TrainingListener;
import io.hourglass.use.Provenance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HourglassTrainingTest {
    private static final Table MIXED = SampleTables.mixed(200, 1);
    private static final HourglassPlan SHORT = SampleTables.epochs(2);

    private final List<String> notices = new ArrayList<>();
    private final List<EpochReport> epochs = new ArrayList<>();

    private HourglassTraining training(Table table, HourglassPlan plan) {
        return Hourglass.training(table, plan).listener(new TrainingListener() {
            @Override
            public void epochEnded(EpochReport report) {
                epochs.add(report);
            }

            @Override
            public void noticed(String finding) {
                notices.add(finding);
            }
        });
    }

    @Test
    void aTenthOfTheRowsJudgesTheEpochs() {
        Hourglass model = training(MIXED, SHORT).run();
        assertThat(model.provenance().data().rows()).isEqualTo(180);
        assertThat(model.provenance().data().validationRows()).isEqualTo(20);
        assertThat(epochs).hasSize(2).isEqualTo(model.history().epochs()).allMatch(epoch -> epoch.validationLoss() > 0);
    }

    @Test
    void withoutValidationRowsEpochsAreJudgedByTheTrainingLoss() {
        Hourglass model = training(MIXED, SHORT).validation(0).run();
        assertThat(model.provenance().data().rows()).isEqualTo(200);
        assertThat(epochs).allMatch(epoch -> Double.isNaN(epoch.validationLoss()) && epoch.judged() == epoch.loss());
    }

    @Test
    void otherRowsCanJudge() {
        Table others = SampleTables.mixed(50, 2);
        Hourglass model = training(MIXED, SHORT).validation(others).run();
        assertThat(model.provenance().data().rows()).isEqualTo(200);
        assertThat(model.provenance().data().validationRows()).isEqualTo(50);
        assertThatThrownBy(() -> training(MIXED, SHORT)
                        .validation(others.without(List.of("price")))
                        .run())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("missing 'price'");
    }

    @Test
    void sharesOfValidationRowsOutsideOfZeroToOneAreRefused() {
        for (double share : new double[] {-0.1, 1, Double.NaN}) {
            assertThatThrownBy(() -> training(MIXED, SHORT).validation(share))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(String.valueOf(share));
        }
    }

    @Test
    void tablesThatDoNotKnowHowManyRowsTheyHaveAreSplitAllTheSame() {
        Hourglass model = training(uncounted(MIXED), SHORT).run();
        assertThat(model.provenance().data().validationRows()).isEqualTo(20);
        assertThat(model.autoencoder().weights())
                .isEqualTo(training(MIXED, SHORT).run().autoencoder().weights());
        assertThat(training(uncounted(SampleTables.mixed(3, 3)), SHORT)
                        .run()
                        .provenance()
                        .data()
                        .rows())
                .isEqualTo(3);
    }

    private static Table uncounted(Table table) {
        return new Table() {
            @Override
            public Schema schema() {
                return table.schema();
            }

            @Override
            public String source() {
                return table.source();
            }

            @Override
            public OptionalLong rowCount() {
                return OptionalLong.empty();
            }

            @Override
            public Cursor open() {
                return table.open();
            }
        };
    }

    @Test
    void ignoredColumnsAreNotLearntAndNotNeeded() {
        Hourglass model =
                training(MIXED, SHORT).ignore(List.of("price", "word")).run();
        assertThat(model.schema().names()).doesNotContain("price", "word").contains("size", "same");
        Table without = MIXED.without(List.of("price"));
        assertThat(SampleTables.lines(model.score(without))).isEqualTo(SampleTables.lines(model.score(MIXED)));
        assertThatThrownBy(() -> training(MIXED, SHORT).ignore(List.of("prise")).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'prise'", "'price'");
    }

    @Test
    void whatStandsBesideImagesIsNotLearntFromAndToldSo() {
        Hourglass model = training(SampleTables.images(60, 4), SHORT).run();
        assertThat(model.schema().names()).containsExactly("image");
        assertThat(notices).contains("'label' stands beside images and is not learnt from");
        assertThat(model.provenance().notices()).contains("'label' stands beside images and is not learnt from");
    }

    @Test
    void whatValidationRowsHaveThatTrainingDidNotSeeIsTold() {
        Table training = MemoryTable.builder()
                .numbers("a", 1, 2, 3, 4)
                .categories("word", "x", "y", "x", "y")
                .build();
        Table judging = MemoryTable.builder()
                .numbers("a", 1, 2)
                .categories("word", "x", "z")
                .build();
        training(training, SHORT).validation(judging).run();
        assertThat(notices)
                .contains("'word': 1 cell has a value that training did not see, such as 'z'; taken as missing");
    }

    @Test
    void crossEntropyNamesTheColumnThatIsNotFromZeroToOne() {
        HourglassPlan plan = SHORT.withLearning(LearningPlan.defaults().withLoss(new BinaryCrossEntropy(false)));
        assertThatThrownBy(() -> training(MIXED, plan).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("[0, 1]", "'size'", "minmax", "mse");
    }

    @Test
    void crossEntropyTakesValidationNumbersBeyondTheTrainingRowsAsTheNearest() {
        HourglassPlan plan = SHORT.withScale(Scale.MINMAX)
                .withLearning(LearningPlan.defaults().withLoss(new BinaryCrossEntropy(false)));
        Table training = SampleTables.numbers(100, 4, 5);
        Table judging = MemoryTable.ofNumbers(List.of("n0", "n1", "n2", "n3"), new double[][] {
            {1e6, 0, 0, 0}, {0, -1e6, Double.NaN, 0}, {0, 0, 0, 0}
        });
        Hourglass model = training(training, plan).validation(judging).run();
        assertThat(notices)
                .contains("2 validation rows have numbers beyond those of the training rows; binary cross-entropy needs"
                        + " targets in [0, 1], so they count as the nearest");
        assertThat(model.history().best().validationLoss()).isBetween(0.0, 20.0);
    }

    @Test
    void maskingTeachesEveryColumnToSayThatItIsMissing() {
        KindPlan masking = KindPlan.of("denoising").withNoise(new Masking(0.2f));
        Hourglass model = training(SampleTables.numbers(100, 4, 6), SHORT.withKind(masking))
                .run();
        assertThat(model.preparation().cells()).allMatch(cell -> cell.inputs() == 2);
    }

    @Test
    void theModelOfTheBestEpochIsThereOnceAnEpochEnded() {
        LearningPlan wild = new LearningPlan(
                Optional.empty(),
                new Sgd(0f, false),
                Optional.of(1e-3f),
                Optional.of(new Schedule.Step(1, 1f)),
                new Clipping.None());
        Table table = SampleTables.numbers(400, 6, 7);
        HourglassTraining steady = training(table, SampleTables.epochs(3).withLearning(wild));
        assertThat(steady.best()).isEmpty();
        steady.run();
        assertThat(steady.best()).isPresent();
        LearningPlan hopeless = new LearningPlan(
                Optional.empty(), new Sgd(0f, false), Optional.of(1e30f), Optional.empty(), new Clipping.None());
        HourglassTraining diverging = training(table, SampleTables.epochs(3).withLearning(hopeless));
        assertThatThrownBy(diverging::run).isInstanceOf(TrainingDivergedException.class);
        assertThat(diverging.best()).isEmpty();
    }

    @Test
    void aRunThatGoesOnEndsWhereAnUnbrokenOneDoes(@TempDir Path folder) {
        LearningPlan constant = new LearningPlan(
                Optional.empty(),
                LearningPlan.defaults().optimizer(),
                Optional.empty(),
                Optional.of(new Schedule.Constant()),
                new Clipping.None());
        Hourglass whole =
                training(MIXED, SampleTables.epochs(4).withLearning(constant)).run();
        training(MIXED, SampleTables.epochs(2).withLearning(constant))
                .checkpoints(folder.resolve("c"), false)
                .run();
        Hourglass resumed = training(MIXED, SampleTables.epochs(4).withLearning(constant))
                .checkpoints(folder.resolve("c"), true)
                .run();
        assertThat(resumed.autoencoder().weights())
                .isEqualTo(whole.autoencoder().weights());
        assertThat(resumed.scoreProfile()).isEqualTo(whole.scoreProfile());
    }

    @Test
    void theModelKnowsWhereItComesFrom() {
        Provenance provenance = training(MIXED, SHORT.withSeed(9)).run().provenance();
        assertThat(provenance.plan()).isEqualTo(SHORT.withSeed(9));
        assertThat(provenance.batch()).isEqualTo(16);
        assertThat(provenance.rate()).isEqualTo(2e-3f);
        assertThat(provenance.data().source()).isEqualTo("memory");
        assertThat(provenance.data().sha256()).matches("[0-9a-f]{64}");
        assertThat(provenance.machine().createdBy()).matches("Hourglass \\d+\\.\\d+.*");
        assertThat(provenance.machine().engine()).isEqualTo("java");
        assertThat(provenance.machine().java()).isEqualTo(System.getProperty("java.version"));
        assertThat(provenance.notices()).contains("'same': every cell is '4'; there is nothing to learn from it");
        Provenance other =
                training(SampleTables.mixed(200, 2), SHORT.withSeed(9)).run().provenance();
        assertThat(other.data().sha256()).isNotEqualTo(provenance.data().sha256());
    }
}
