package io.hourglass.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.Hourglass;
import io.hourglass.SampleTables;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.math.RandomStream;
import io.hourglass.use.Scoring;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorTrainingTest {
    private static final int ROWS = 600;

    /** Five numbers that follow two causes; rows from a place on are marked, and lie far out on a line of their own. */
    private static MemoryTable table(long seed, int clean, double far) {
        RandomStream random = RandomStream.of(seed);
        double[][] columns = new double[5][ROWS];
        double[] rare = new double[ROWS];
        String[] side = new String[ROWS];
        for (int r = 0; r < ROWS; r++) {
            boolean odd = r >= clean;
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            double out = odd ? far * random.nextGaussian() : 0;
            for (int c = 0; c < columns.length; c++) {
                columns[c][r] = (c - 2) * a + (c % 2) * b + (c < 2 ? out : -out) + 0.2 * random.nextGaussian();
            }
            rare[r] = odd ? 1 : 0;
            side[r] = random.nextInt(50) == 0 ? null : a > 0 ? "right" : "left";
        }
        var table = MemoryTable.builder();
        for (int c = 0; c < columns.length; c++) {
            table.numbers(new NumericColumn("x" + c, -1), columns[c]);
        }
        return table.numbers(new NumericColumn("rare", 0), rare)
                .categories("side", side)
                .build();
    }

    private static double[] scores(Hourglass model, MemoryTable rows) {
        return MemoryTable.copyOf(model.score(rows)).joined().numbers(1);
    }

    /** The share of pairs of a clean and an odd row of which the odd one scores higher. */
    private static double ordered(double[] scores, int clean) {
        double right = 0;
        for (int odd = clean; odd < scores.length; odd++) {
            double score = scores[odd];
            right +=
                    Arrays.stream(scores, 0, clean).filter(each -> each < score).count();
        }
        return right / ((double) clean * (scores.length - clean));
    }

    @Test
    void dirtyTrainingRowsAreNotLearnt() {
        MemoryTable dirty = table(1, 500, 6);
        Hourglass robust = Hourglass.train(dirty, SampleTables.epochs(150));
        Hourglass own = Hourglass.training(dirty, SampleTables.epochs(150))
                .scoreByModel()
                .run();
        MemoryTable fresh = table(2, 500, 6);
        assertThat(ordered(scores(robust, fresh), 500)).isGreaterThan(0.99);
        assertThat(ordered(scores(own, fresh), 500)).isLessThan(0.97);
    }

    @Test
    void aColumnThatIsConstantAmongTheCleanRowsStillCounts() {
        Hourglass model = Hourglass.train(table(1, 590, 0), SampleTables.epochs(2));
        MemoryTable fresh = table(2, 590, 0);
        List<String> lines =
                SampleTables.lines(model.score(fresh, Scoring.usual().explained()));
        assertThat(lines.subList(591, 601)).allMatch(line -> line.matches("[0-9]+,[^,]+,[01],rare,.*"));
    }

    @Test
    void theScoresAreThoseOfTheFile(@TempDir Path folder) {
        MemoryTable rows = table(1, 550, 6);
        Hourglass model = Hourglass.train(rows, SampleTables.epochs(2));
        model.save(folder.resolve("m.hg"));
        Hourglass opened = Hourglass.open(folder.resolve("m.hg"));
        assertThat(scores(opened, rows)).isEqualTo(scores(model, rows));
        assertThat(opened.scoreProfile()).isEqualTo(model.scoreProfile());
    }

    @Test
    void trainingAgainGivesTheSameScores() {
        MemoryTable rows = table(1, 550, 6);
        assertThat(scores(Hourglass.train(rows, SampleTables.epochs(2)), rows))
                .isEqualTo(scores(Hourglass.train(rows, SampleTables.epochs(2)), rows));
    }
}
