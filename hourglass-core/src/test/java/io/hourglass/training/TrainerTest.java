package io.hourglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.cell.CellExamples;
import io.hourglass.engine.Engines;
import io.hourglass.loss.BinaryCrossEntropy;
import io.hourglass.loss.CellLoss;
import io.hourglass.loss.Loss;
import io.hourglass.loss.SquaredError;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.NoCorruption;
import io.hourglass.model.Plain;
import io.hourglass.network.CellEncoding;
import io.hourglass.network.Dense;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private static TrainingResult train(TrainingPlan plan, float[][] x, float[][] validation) {
        AutoencoderSpec spec = Samples.plain(x[0].length, 2, new SquaredError());
        return new Trainer(spec, plan, Engines.java())
                .train(MemoryRows.of(x), validation == null ? null : MemoryRows.of(validation));
    }

    private static double loss(Autoencoder model, float[][] x) {
        double sum = 0;
        for (float[] row : x) {
            sum += model.losses(row).rowLoss()[0];
        }
        return sum / x.length;
    }

    @Test
    void trainingLearns() {
        float[][] x = Samples.plane(400, 6, 1);
        TrainingResult result = train(Samples.plan(40, 32), x, Samples.plane(100, 6, 2));
        List<EpochReport> epochs = result.history().epochs();
        assertThat(epochs).hasSize(40);
        assertThat(epochs.get(39).loss()).isLessThan(0.02 * epochs.get(0).loss());
        assertThat(epochs.get(39).validationLoss())
                .isLessThan(0.02 * epochs.get(0).validationLoss());
        assertThat(result.history().stopped()).isEqualTo(History.Stopped.EPOCHS);
        assertThat(result.findings()).isEmpty();
    }

    @Test
    void theLastShortBatchIsTrainedToo() {
        float[][] x = Samples.plane(10, 6, 1);
        float[][] other = Arrays.stream(x).map(float[]::clone).toArray(float[][]::new);
        Arrays.fill(other[9], 3f);
        List<Integer> done = new ArrayList<>();
        AutoencoderSpec spec = Samples.plain(6, 2, new SquaredError());
        TrainingPlan plan = unshuffled(Samples.plan(1, 4));
        Trainer trainer = new Trainer(spec, plan, Engines.java()).listener(new TrainingListener() {
            @Override
            public void updated(int epoch, int rowsDone, int rows, double loss) {
                assertThat(rows).isEqualTo(10);
                done.add(rowsDone);
            }
        });
        float[] weights = trainer.train(MemoryRows.of(x), null).model().weights();
        assertThat(done).containsExactly(4, 8, 10);
        assertThat(train(plan, other, null).model().weights())
                .as("the tenth row teaches something")
                .isNotEqualTo(weights);
    }

    private static TrainingPlan unshuffled(TrainingPlan plan) {
        return new TrainingPlan(plan.epochs(), plan.batch(), false, plan.updates(), plan.stopping(), plan.seed());
    }

    @Test
    void aTableOfFewerRowsThanABatchIsTrained() {
        float[][] x = Samples.plane(3, 6, 1);
        TrainingResult result = train(Samples.plan(300, 1000), x, null);
        assertThat(result.history().best().loss())
                .isLessThan(0.05 * result.history().epochs().get(0).loss());
        TrainingResult one = train(Samples.plan(2, 1000), Samples.plane(1, 6, 1), Samples.plane(5000, 6, 1));
        assertThat(one.history().epochs()).hasSize(2);
        assertThat(train(Samples.plan(1, Integer.MAX_VALUE), x, x).history().epochs())
                .hasSize(1);
    }

    @Test
    void theReportedLossesAreTheMeansOverRows() {
        float[][] x = Samples.plane(50, 6, 1);
        float[][] validation = Samples.plane(13, 6, 2);
        TrainingResult result = train(Samples.plan(3, 7, "sgd", 1e-9f), x, validation);
        // a rate that moves next to nothing: every batch saw the final weights
        for (EpochReport report : result.history().epochs()) {
            assertThat(report.loss()).isCloseTo(loss(result.model(), x), within(1e-6));
            assertThat(report.validationLoss()).isCloseTo(loss(result.model(), validation), within(1e-6));
            assertThat(report.rate()).isEqualTo(1e-9f);
            assertThat(report.rowsPerSecond()).isPositive();
        }
        assertThat(result.history().epochs()).extracting(EpochReport::epoch).containsExactly(1, 2, 3);
    }

    @Test
    void shufflingChangesTheOrderAndNothingElse() {
        float[][] x = Samples.plane(20, 6, 1);
        TrainingPlan shuffled = Samples.plan(2, 4);
        float[] mixed = train(shuffled, x, null).model().weights();
        float[] straight = train(unshuffled(shuffled), x, null).model().weights();
        assertThat(mixed).isNotEqualTo(straight);
        float[][] same = new float[20][];
        Arrays.fill(same, x[0]);
        assertThat(train(shuffled, same, null).model().weights())
                .as("rows that are all the same have one order")
                .isEqualTo(train(unshuffled(shuffled), same, null).model().weights());
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherOthers() {
        float[][] x = Samples.plane(64, 6, 1);
        float[] weights = train(Samples.plan(3, 16), x, null).model().weights();
        assertThat(train(Samples.plan(3, 16), x, null).model().weights()).isEqualTo(weights);
        assertThat(train(Samples.seed(Samples.plan(3, 16), 43), x, null).model().weights())
                .isNotEqualTo(weights);
    }

    @Test
    void listenersAreToldInOrder() {
        List<String> told = new ArrayList<>();
        AutoencoderSpec spec = Samples.plain(6, 2, new SquaredError());
        new Trainer(spec, Samples.plan(2, 3), Engines.java())
                .listener(new TrainingListener() {
                    @Override
                    public void updated(int epoch, int rowsDone, int rows, double loss) {
                        assertThat(loss).isPositive();
                        told.add(epoch + ":" + rowsDone);
                    }

                    @Override
                    public void epochEnded(EpochReport report) {
                        told.add("end " + report.epoch());
                    }
                })
                .listener(new TrainingListener() {})
                .train(MemoryRows.of(Samples.plane(5, 6, 1)), null);
        assertThat(told).containsExactly("1:3", "1:5", "end 1", "2:3", "2:5", "end 2");
    }

    @Test
    void rowsThatCannotBeTrainedAreRefusedInWords() {
        float[][] x = Samples.plane(9, 6, 1);
        x[7][2] = Float.NaN;
        refuses(x, null, "training row 7, column 2 is NaN; it must be a finite number");
        x[7][2] = Float.NEGATIVE_INFINITY;
        refuses(x, null, "training row 7, column 2 is -Infinity; it must be a finite number");
        refuses(Samples.plane(2, 6, 1), x, "validation row 7, column 2 is -Infinity");
        refuses(Samples.plane(2, 5, 1), null, "takes rows of 6 values, got training rows of 5");
        refuses(Samples.plane(2, 6, 1), Samples.plane(2, 5, 1), "got validation rows of 5");
        AutoencoderSpec spec = Samples.plain(6, 2, new SquaredError());
        Trainer trainer = new Trainer(spec, Samples.plan(1, 1), Engines.java());
        assertThatThrownBy(() -> trainer.train(new MemoryRows(6, List.of()), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("training needs at least 1 row, got none");
    }

    private static void refuses(float[][] x, float[][] validation, String message) {
        AutoencoderSpec spec = Samples.plain(6, 2, new SquaredError());
        Trainer trainer = new Trainer(spec, Samples.plan(1, 4), Engines.java());
        MemoryRows judging = validation == null ? null : MemoryRows.of(validation);
        assertThatThrownBy(() -> trainer.train(MemoryRows.of(x), judging))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThat(trainer.best()).isEmpty();
    }

    @Test
    void crossEntropyOnUnscaledTargetsNamesTheColumnAndTheFix() {
        MemoryRows rows = new MemoryRows(2, List.of("age", "income"));
        rows.add(new float[] {0.5f, 0.1f, 0.2f, 3f}, 0);
        rows.add(new float[] {0.5f, 0.1f, 0.2f, 3f}, 2);
        AutoencoderSpec spec = Samples.plain(2, 1, new BinaryCrossEntropy(true));
        assertThatThrownBy(() -> new Trainer(spec, Samples.plan(1, 4), Engines.java()).train(rows, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("binary cross-entropy needs targets in [0, 1]; 'income' has 3.0 in training row 1:"
                        + " scale it to [0, 1] (minmax), or use the squared error (mse)");
    }

    @Test
    void aLevelThatDoesNotExistIsRefused() {
        float[] row = CellExamples.rows(CellExamples.all(), 1, 0, 1);
        row[5] = 5f;
        MemoryRows rows = new MemoryRows(row.length, List.of());
        rows.add(row, 0);
        Loss loss = new CellLoss(CellExamples.all(), new SquaredError());
        AutoencoderSpec spec = new AutoencoderSpec(
                Network.of(Shape.of(row.length), new CellEncoding(CellExamples.all()), Dense.of(2)),
                new Plain(),
                Network.of(Shape.of(2), Dense.of(loss.outputs(row.length))),
                loss,
                new NoCorruption());
        assertThatThrownBy(() -> new Trainer(spec, Samples.plan(1, 4), Engines.java()).train(rows, null))
                .hasMessage("training row 0, column 5 is 5.0; it must be the number of a level from 0 to 4,"
                        + " or NaN where it is missing");
    }

    @Test
    void aBatchThatNoArrayHoldsIsRefused() {
        AutoencoderSpec spec = Samples.plain(1 << 16, 2, new SquaredError());
        Rows many = new Rows() {
            @Override
            public int count() {
                return 1 << 15;
            }

            @Override
            public int width() {
                return 1 << 16;
            }

            @Override
            public void copy(int row, float[] into, int offset) {
                // zeros
            }
        };
        assertThatThrownBy(() -> new Pass(
                        spec,
                        io.hourglass.model.Layout.of(spec),
                        many.count(),
                        Engines.java(),
                        io.hourglass.engine.Precision.F32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a batch of 32768 rows of 65536 values does not fit into an array; at most 32767 rows do");
    }

    @Test
    void plansThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> Samples.plan(0, 1)).hasMessage("training needs at least 1 epoch, got 0");
        assertThatThrownBy(() -> Samples.plan(1, 0)).hasMessage("a batch needs at least 1 row, got 0");
        assertThatThrownBy(() -> Samples.plan(1, 1, "adam", 0f)).hasMessage("a learning rate is positive, got 0.0");
        assertThatThrownBy(() -> new Stopping(-1, 0, 1)).hasMessageContaining("got -1, 0.0 and 1.0");
        assertThatThrownBy(() -> new Stopping(0, 1, 1)).hasMessageContaining("got 0, 1.0 and 1.0");
        assertThatThrownBy(() -> new Stopping(0, 0, 0)).hasMessageContaining("got 0, 0.0 and 0.0");
    }
}
