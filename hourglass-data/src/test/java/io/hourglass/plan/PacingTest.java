package io.hourglass.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.optimizer.Adam;
import io.hourglass.optimizer.Clipping;
import io.hourglass.optimizer.Schedule;
import io.hourglass.optimizer.Sgd;
import io.hourglass.training.TrainingPlan;
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
