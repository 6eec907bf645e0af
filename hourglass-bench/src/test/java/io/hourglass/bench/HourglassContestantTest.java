package io.hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.bench.contest.Job;
import org.junit.jupiter.api.Test;

final class HourglassContestantTest {
    private static final Job JOB = Chain.of("10-5-8-10", 8).job();

    @Test
    void itsFirstLossIsThatOfTheJobsWeights() {
        try (HourglassContestant ours = HourglassContestant.open(JOB, "java", 1, "f32")) {
            assertThat(ours.train(1)).isCloseTo(new PlainTraining(JOB).train(1), within(1e-6));
        }
    }

    @Test
    void itTrainsAsTheJobIsDefined() {
        PlainTraining definition = new PlainTraining(JOB);
        double first = definition.train(Turns.JUDGED_STEPS);
        definition.train(400);
        double last = definition.train(Turns.JUDGED_STEPS);
        assertThat(last).isLessThan(0.9 * first);
        try (HourglassContestant ours = HourglassContestant.open(JOB, "java", 2, "f32")) {
            assertThat(ours.train(Turns.JUDGED_STEPS)).isCloseTo(first, within(1e-5));
            ours.train(400);
            assertThat(ours.train(Turns.JUDGED_STEPS)).isCloseTo(last, within(1e-3 * last));
        }
    }

    @Test
    void itTrainsConvolutionsToo() {
        Job job = Chain.of("8x8x1-4x4x4-6-4x4x4-8x8x1", 8).job();
        try (HourglassContestant ours = HourglassContestant.open(job, "java", 2, "f32")) {
            double first = ours.train(Turns.JUDGED_STEPS);
            ours.train(400);
            assertThat(ours.train(Turns.JUDGED_STEPS)).isLessThan(0.9 * first);
        }
    }

    @Test
    void roundsOfAnyLengthMakeOneTraining() {
        try (HourglassContestant whole = HourglassContestant.open(JOB, "java", 1, "f32");
                HourglassContestant parts = HourglassContestant.open(JOB, "java", 1, "f32")) {
            double sum = 3 * parts.train(3) + 9000 * parts.train(9000) + parts.train(1);
            assertThat(whole.train(9004)).isCloseTo(sum / 9004, within(1e-9));
        }
    }

    @Test
    void anEngineOrAPrecisionThatIsNotHereIsSaid() {
        assertThatThrownBy(() -> HourglassContestant.open(JOB, "abacus", 1, "f32"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("no engine is called 'abacus'");
        assertThatThrownBy(() -> HourglassContestant.open(JOB, "java", 1, "f8"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("no precision f8");
    }
}
