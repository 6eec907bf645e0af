package io.hourglass.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTest {
    static List<Schedule> all() {
        return List.of(new Schedule.Constant(), new Schedule.Cosine(), new Schedule.Step(), new Schedule.Plateau());
    }

    @Test
    void theContractCoversEverySchedule() {
        assertThat(all().stream().map(Object::getClass))
                .containsExactlyInAnyOrder(Schedule.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("all")
    void ratesStayBetweenZeroAndTheRateAskedForAndNamesFindTheirSchedule(Schedule schedule) {
        assertThat(Schedule.of(schedule.name())).isEqualTo(schedule);
        List<Double> losses = new ArrayList<>();
        for (long step = 1; step <= 2000; step++) {
            int epoch = (int) ((step - 1) / 20) + 1;
            if (epoch - 1 > losses.size()) {
                losses.add(epoch % 7 == 0 ? Double.NaN : Math.max(0.3, 1.0 / epoch));
            }
            float rate = schedule.rate(0.02f, new Progress(step, 2000, epoch, losses));
            assertThat(rate).isPositive().isLessThanOrEqualTo(0.02f);
        }
    }

    @Test
    void anUnknownNameListsTheOnesThereAre() {
        assertThatThrownBy(() -> Schedule.of("linear"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a schedule is one of constant, cosine, step, plateau; got linear");
    }

    @Test
    void constantNeverChanges() {
        assertThat(new Schedule.Constant().rate(0.3f, at(77, 100, 9))).isEqualTo(0.3f);
    }

    @Test
    void cosineRisesThenFallsToItsFinalShare() {
        var cosine = new Schedule.Cosine(0.1f, 0.2f);
        assertThat(cosine.rate(1, at(1, 1000, 1))).isCloseTo(0.01f, within(1e-6f));
        assertThat(cosine.rate(1, at(50, 1000, 1))).isCloseTo(0.5f, within(1e-6f));
        assertThat(cosine.rate(1, at(100, 1000, 1))).isEqualTo(1);
        assertThat(cosine.rate(1, at(101, 1000, 1))).isEqualTo(1);
        assertThat(cosine.rate(1, at(551, 1000, 1))).isCloseTo(0.6f, within(1e-6f));
        assertThat(cosine.rate(1, at(1000, 1000, 1))).isCloseTo(0.2f, within(1e-4f));
        assertThat(cosine.rate(1, at(5000, 1000, 1))).isCloseTo(0.2f, within(1e-7f));
    }

    @Test
    void cosineBearsAllAndNothingOfAWarmUp() {
        assertThat(new Schedule.Cosine(0, 0).rate(1, at(1, 1, 1))).isEqualTo(1);
        assertThat(new Schedule.Cosine(1, 0).rate(1, at(4, 4, 1))).isEqualTo(1);
        assertThat(new Schedule.Cosine(1, 0).rate(1, at(1, 4, 1))).isEqualTo(0.25f);
    }

    @Test
    void stepFallsAtTheStartOfEveryInterval() {
        var step = new Schedule.Step(3, 0.5f);
        assertThat(step.rate(8, at(1, 9, 3))).isEqualTo(8);
        assertThat(step.rate(8, at(1, 9, 4))).isEqualTo(4);
        assertThat(step.rate(8, at(1, 9, 10))).isEqualTo(1);
    }

    @Test
    void plateauFallsAfterItsPatienceAndNotBelowItsMinimum() {
        var plateau = new Schedule.Plateau(2, 0.5f, 0.2f);
        assertThat(rates(plateau, 3, 2, 1)).isEqualTo(1);
        assertThat(rates(plateau, 3, 2, 2)).isEqualTo(1);
        assertThat(rates(plateau, 3, 2, 2, 2.5)).isEqualTo(0.5f);
        assertThat(rates(plateau, 3, 2, 2, 2.5, 1)).isEqualTo(0.5f);
        assertThat(rates(plateau, 3, 2, 2, 2.5, 1, Double.NaN, 1)).isEqualTo(0.25f);
        assertThat(rates(plateau, 3, 3, 3, 3, 3, 3, 3, 3, 3)).isEqualTo(0.2f);
    }

    @Test
    void aDiscouragedPlateauDoesNotFallForALateImprovement() {
        // one bad epoch, a new best, one bad epoch: never two in a row
        assertThat(rates(new Schedule.Plateau(2, 0.5f, 0), 3, 4, 2, 4, 1, 4)).isEqualTo(1);
    }

    @Test
    void senselessSettingsAreRefused() {
        assertThatThrownBy(() -> new Schedule.Cosine(1.5f, 0)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> new Schedule.Cosine(0, Float.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Schedule.Step(0, 0.5f)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> new Schedule.Step(1, 0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new Schedule.Plateau(0, 0.5f, 0)).hasMessageContaining("patience");
        assertThatThrownBy(() -> new Schedule.Plateau(1, 2, 0)).hasMessageContaining("2.0");
        assertThatThrownBy(() -> at(0, 1, 1)).hasMessageContaining("step 0");
    }

    private static Progress at(long step, long totalSteps, int epoch) {
        return new Progress(step, totalSteps, epoch, List.of());
    }

    private static float rates(Schedule schedule, double... losses) {
        List<Double> seen = new ArrayList<>();
        for (double loss : losses) {
            seen.add(loss);
        }
        return schedule.rate(1, new Progress(1, 1000, losses.length + 1, seen));
    }
}
