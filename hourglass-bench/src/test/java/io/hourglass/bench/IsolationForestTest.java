package io.hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IsolationForestTest {
    private static double[][] rows(int count, long seed) {
        Random random = new Random(seed);
        double[][] rows = new double[count][3];
        for (double[] row : rows) {
            Arrays.setAll(row, i -> random.nextGaussian());
        }
        return rows;
    }

    @Test
    void aFarRowScoresHigherThanAllOthersAndThoseInTheMiddleBelowAHalf() {
        double[][] rows = rows(500, 1);
        IsolationForest forest = new IsolationForest(rows, 2);
        double far = forest.score(new double[] {6, -6, 6});
        assertThat(far).isBetween(0.6, 1.0);
        assertThat(Arrays.stream(rows).mapToDouble(forest::score)).allMatch(score -> score < far);
        assertThat(forest.score(new double[3])).isLessThan(0.5);
    }

    @Test
    void rowsThatAreAllTheSameAreAlike() {
        IsolationForest forest = new IsolationForest(new double[300][2], 1);
        assertThat(forest.score(new double[2])).isEqualTo(forest.score(new double[] {9, 9}));
    }

    @Test
    void aDrawHasSevenTenthsToLearnFromAndAsManyAnomaliesAmongEach() {
        boolean[] anomaly = new boolean[2000];
        Arrays.fill(anomaly, 0, 200, true);
        Schema schema = new Schema(List.of(new NumericColumn("x", -1)));
        Batch batch = Batch.builder(2000).numbers(new double[2000]).build();
        LabelledRows all = new LabelledRows(schema, batch, anomaly);
        List<LabelledRows> parts = all.sized(new Random(1)).split(new Random(1));
        assertThat(parts.get(0).anomaly()).hasSize(1400);
        assertThat(parts.get(1).anomaly()).hasSize(600);
        int found = 0;
        for (boolean each : parts.get(1).anomaly()) {
            found += each ? 1 : 0;
        }
        assertThat(found).isEqualTo(60);
    }
}
