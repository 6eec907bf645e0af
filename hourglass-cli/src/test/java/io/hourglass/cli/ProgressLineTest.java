package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class ProgressLineTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void aLogGetsALineAStageWithTheRateAndTheTimeLeft() {
        Screen screen = new Screen();
        AtomicLong clock = new AtomicLong(7);
        Pace pace = new Pace(3_000_000, "rows", clock::get);
        try (ProgressLine line = new ProgressLines(screen.streams(), pace, "training")) {
            line.stage("begun");
            line.advance(20_000);
            clock.addAndGet(2 * SECOND);
            line.stage("epoch 1 of 150, loss 0.5");
            line.advance(2_980_000);
            clock.addAndGet(298 * SECOND);
            line.stage("epoch 150 of 150, loss 0.1");
        }
        assertThat(screen.err().lines())
                .containsExactly(
                        "training: begun",
                        "training: epoch 1 of 150, loss 0.5, 4 min 58 s left, 10,000 rows/s",
                        "training: epoch 150 of 150, loss 0.1, 10,000 rows/s");
    }

    @Test
    void timeLeftIsInTheUnitThatFits() {
        AtomicLong clock = new AtomicLong();
        Pace pace = new Pace(10_001, "trials", clock::get);
        assertThat(pace.words()).isEmpty();
        pace.advance(1);
        clock.set(SECOND);
        assertThat(pace.words()).isEqualTo("2 h 46 min left, 1.0 trials/s");
        pace.advance(9_990);
        clock.set(9_991 * SECOND);
        assertThat(pace.words()).isEqualTo("10 s left, 1.0 trials/s");
    }

    @Test
    void aTerminalGetsABarWithTheLossTheTimeLeftAndTheRateWithinItsWidth() {
        Screen screen = new Screen(80);
        AtomicLong clock = new AtomicLong();
        Pace pace = new Pace(1000, "rows", clock::get);
        try (ProgressLine line = new ProgressBarLine(screen.streams(), pace, "training")) {
            clock.set(5 * SECOND);
            line.stage("epoch 1 of 2, loss 0.5");
            line.advance(500);
        }
        String[] drawn = screen.err().split("\r", -1);
        assertThat(drawn[drawn.length - 1].strip())
                .isEqualTo("training  50% [=========         ] epoch 1 of 2, loss 0.5, 5 s left, 100 rows/s");
        assertThat(screen.err()).endsWith(System.lineSeparator());
        assertThat(drawn).allSatisfy(line -> assertThat(line.stripTrailing()).hasSizeLessThan(80));
    }

    @Test
    @Timeout(20)
    void whatIsDrawnLaterCoversWhatWasDrawnBefore() throws InterruptedException {
        Screen screen = new Screen(60);
        try (ProgressLine line = new ProgressBarLine(screen.streams(), new Pace(4, "rows", () -> 0), "training")) {
            line.stage("a long stage of the first of several epochs");
            line.advance(3);
            while (!screen.err().contains("75%")) {
                Thread.sleep(1);
            }
            line.stage("short");
            line.advance(1);
        }
        String[] drawn = screen.err().split("\r", -1);
        assertThat(drawn[drawn.length - 1].length())
                .isGreaterThanOrEqualTo(drawn[drawn.length - 2].stripTrailing().length());
        assertThat(drawn[drawn.length - 1]).startsWith("training 100% [").contains("] short");
    }

    @Test
    void aNarrowTerminalIsEnough() {
        Screen screen = new Screen(20);
        try (ProgressLine line = new Console(screen.streams(), false, false).progress("training", 100, "rows")) {
            line.advance(100);
            line.stage("a stage with a long name that does not fit");
        }
        assertThat(screen.err().split("\r", -1))
                .allSatisfy(line -> assertThat(line.stripTrailing()).hasSizeLessThan(20));
    }

    @Test
    void jsonKeepsProgressAndQuietDropsIt() {
        Screen screen = new Screen();
        try (ProgressLine line = new Console(screen.streams(), true, false).progress("scoring", 2, "rows")) {
            line.stage("half");
        }
        assertThat(screen.err()).isEqualTo("scoring: half" + System.lineSeparator());
        Screen quiet = new Screen(80);
        try (ProgressLine line = new Console(quiet.streams(), false, true).progress("scoring", 2, "rows")) {
            line.advance(1);
            line.stage("half");
        }
        assertThat(quiet.err()).isEmpty();
    }
}
