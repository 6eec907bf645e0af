package io.hourglass.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.cell.Cell;
import io.hourglass.cell.DenseCells;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.network.Shape;
import io.hourglass.optimizer.Adam;
import io.hourglass.optimizer.Clipping;
import io.hourglass.optimizer.Schedule;
import io.hourglass.optimizer.Sgd;
import io.hourglass.training.TrainingPlan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacingTest {
    private static final HourglassPlan PLAN = HourglassPlan.defaults();

    @ParameterizedTest
    @CsvSource({"1,16", "100,16", "1600,32", "12799,128", "12800,256", "600000,256"})
    void batchesGrowWithTheRows(int rows, int batch) {
        assertThat(Pacing.of(PLAN, rows).batch()).isEqualTo(batch);
    }

    private static AutoencoderSpec images(int side, HourglassPlan plan) {
        Shape image = Shape.of(side, side, 3);
        List<Cell> cells = List.of(new DenseCells(image.size()));
        return new Design(plan, cells, Optional.of(image), Optional.empty()).spec();
    }

    /** Of an image of 512 x 512 x 3 the first convolution alone gives 2 million values, twice: before and after its activation. */
    @ParameterizedTest
    @CsvSource({"28,256", "64,256", "256,16", "512,4", "2048,1"})
    void aBatchOfLargeImagesHasFewerOfThem(int side, int batch) {
        HourglassPlan convolutions = PLAN.withNetwork(NetworkPlan.defaults().withConvolution(Convolution.of(32, 64)));
        AutoencoderSpec spec = images(side, convolutions);
        TrainingPlan plan = Pacing.of(convolutions, 60_000, spec);
        assertThat(plan.batch()).isEqualTo(batch);
        long gibibyte = 1 << 30;
        assertThat(plan.batch() == 1 || plan.batch() * Pacing.rowBytes(spec) <= gibibyte)
                .isTrue();
        assertThat(Pacing.beforeLabel(convolutions, 60_000, spec, 9).batch()).isEqualTo(batch);
        assertThat(Pacing.ofLabel(convolutions, 60_000, spec, 9).batch()).isEqualTo(batch);
        assertThat(Pacing.notice(convolutions, 60_000, spec).isPresent()).isEqualTo(batch < 256);
        HourglassPlan asked = convolutions.withLength(LengthPlan.defaults().withBatch(99));
        assertThat(Pacing.of(asked, 60_000, spec).batch()).isEqualTo(99);
    }

    @Test
    void aSmallerBatchIsSaidWithWhatItIsInsteadOf() {
        HourglassPlan convolutions = PLAN.withNetwork(NetworkPlan.defaults().withConvolution(Convolution.of(32)));
        assertThat(Pacing.notice(convolutions, 20_000, images(512, convolutions))
                        .orElseThrow())
                .matches("rows are learnt in batches of \\d and not of 256, since one takes \\d+ MiB .*--batch.*");
        HourglassPlan asked = convolutions.withLength(LengthPlan.defaults().withBatch(300));
        assertThat(Pacing.notice(asked, 20_000, images(512, asked))).isEmpty();
    }

    @Test
    void whatARowTakesIsWhatStaysOfItAndItsGradients() {
        AutoencoderSpec spec =
                images(8, PLAN.withNetwork(NetworkPlan.defaults().withHidden(10).withCode(3)));
        int encoder = 192 + 10 + 10 + 3; // input, dense, relu, code
        int decoder = 3 + 10 + 10 + 192 + 192; // and the sigmoid
        assertThat(Pacing.rowBytes(spec)).isEqualTo(2L * 4 * (encoder + decoder));
    }

    @ParameterizedTest
    @CsvSource({"1,200", "100,200", "10000,190", "60000,64", "600000,20"})
    void smallDataIsSeenMoreOften(int rows, int epochs) {
        assertThat(Pacing.of(PLAN, rows).epochs()).isEqualTo(epochs);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 500, 20_000, 5_000_000})
    void epochsAreNeverMoreThanTwoHundred(int rows) {
        assertThat(Pacing.of(PLAN, rows).epochs()).isBetween(20, 200);
    }

    @Test
    void whatIsAskedForIsTaken() {
        Schedule schedule = new Schedule.Constant();
        Clipping clipping = new Clipping.ByNorm(1f);
        HourglassPlan asked = PLAN.withSeed(7)
                .withLength(new LengthPlan(Optional.of(3), Optional.of(50), 4, 60))
                .withLearning(new LearningPlan(
                        Optional.empty(), new Adam(), Optional.of(0.5f), Optional.of(schedule), clipping));
        TrainingPlan plan = Pacing.of(asked, 1000);
        assertThat(plan.epochs()).isEqualTo(3);
        assertThat(plan.batch()).isEqualTo(50);
        assertThat(plan.seed()).isEqualTo(7);
        assertThat(plan.shuffle()).isTrue();
        assertThat(plan.stopping().patience()).isEqualTo(4);
        assertThat(plan.stopping().seconds()).isEqualTo(60);
        assertThat(plan.updates().rate()).isEqualTo(0.5f);
        assertThat(plan.updates().schedule()).isEqualTo(schedule);
        assertThat(plan.updates().clipping()).isEqualTo(clipping);
        assertThat(plan.updates().trim()).isZero();
    }

    @Test
    void theShareToTrimIsThatOfThePlan() {
        HourglassPlan trimmed = PLAN.withLearning(LearningPlan.defaults().withTrim(0.25f));
        assertThat(Pacing.of(trimmed, 1000).updates().trim()).isEqualTo(0.25f);
    }

    @Test
    void theRateFitsTheOptimizer() {
        LearningPlan learning = LearningPlan.defaults();
        assertThat(Pacing.of(PLAN, 1000).updates().rate()).isEqualTo(2e-3f);
        Sgd sgd = new Sgd(0.9f, true);
        LearningPlan other =
                new LearningPlan(learning.loss(), sgd, learning.rate(), learning.schedule(), learning.clipping());
        assertThat(Pacing.of(PLAN.withLearning(other), 1000).updates().rate()).isEqualTo(sgd.defaultRate());
    }
}
