package io.hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContestTest {
    private static final Entry JAVA = Entry.ALL.get(0);

    @Test
    void aStepsTimeGivesAllFigures() {
        Contest contest = new Contest(Chain.of("10-5-8-10", 256), 2, 1);
        JsonObject row = contest.row(JAVA);
        contest.addFigures(row, 200, 50, 0.123456789);
        assertThat(row)
                .hasToString(
                        "{\"network\":\"10-5-8-10\",\"batch\":256,\"system\":\"hourglass-java\",\"precision\":\"f32\","
                                + "\"threads\":2,\"microsPerStep\":200.0,\"rowsPerSecond\":1280000.0,\"gflops\":1.178,"
                                + "\"ratioToRoof\":0.25,\"finalLoss\":0.123457}");
    }

    @Test
    void withoutARoofThereIsNoRatioAndWithoutALossNone() {
        Contest contest = new Contest(Chain.of("10-5-8-10", 256), 2, 1);
        JsonObject row = new JsonObject();
        contest.addFigures(row, 200, Double.NaN, Double.NaN);
        assertThat(row.keySet()).containsExactly("microsPerStep", "rowsPerSecond", "gflops");
    }

    /** Two JVMs are started: one trains, the other has no such engine. */
    @Test
    void everySystemHasARowAndOneThatIsMissingSaysWhy(@TempDir Path folder) throws IOException {
        Entry missing = new Entry("abacus", "f32", null, HourglassContestant.class.getName(), List.of("abacus"));
        Chain chain = Chain.of("4-2-4", 8);
        List<JsonObject> rows = new Contest(chain, 1, 1).hold(List.of(JAVA, missing), new Peers(folder), folder);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).get("microsPerStep").getAsDouble()).isPositive();
        PlainTraining definition = new PlainTraining(chain.job());
        definition.train(Turns.AGREED_STEPS - Turns.JUDGED_STEPS);
        assertThat(rows.get(0).get("finalLoss").getAsFloat())
                .isEqualTo((float) definition.train(Turns.JUDGED_STEPS), org.assertj.core.api.Assertions.within(1e-5f));
        assertThat(rows.get(1).get("missing").getAsString()).contains("no engine is called 'abacus'");
        assertThat(rows.get(1).has("microsPerStep")).isFalse();
    }
}
