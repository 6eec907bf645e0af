package io.hourglass.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.engine.JavaEngine;
import io.hourglass.math.RandomStream;
import io.hourglass.sequential.Fitted;
import io.hourglass.training.EpochReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArticleExampleTest {
    @Test
    void theExampleLearnsAndReconstructs() {
        float[][] x = ArticleExample.rows(10_000, 1);
        Fitted fitted = ArticleExample.fit(x);
        List<EpochReport> epochs = fitted.history().epochs();
        assertThat(epochs).hasSize(50);
        assertThat(epochs.get(49).loss()).isLessThan(epochs.get(0).loss() - 0.03);
        float[][] back = fitted.predict(x);
        double error = 0;
        double spread = 0;
        for (int r = 0; r < x.length; r++) {
            for (int i = 0; i < 10; i++) {
                error += Math.pow(back[r][i] - x[r][i], 2);
                spread += Math.pow(0.5 - x[r][i], 2);
            }
        }
        assertThat(error / spread).as("the share of the variance that is lost").isLessThan(0.3);
        float[][] codes = fitted.encode(x);
        assertThat(codes[0]).hasSize(5);
        assertThat(fitted.decode(codes)).isDeepEqualTo(back);
        assertThat(fitted.evaluate(x)).isCloseTo(epochs.get(49).loss(), within(0.01));
    }

    @Test
    void theProgramPrintsTheLossAndARowBesideItsReconstruction() {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            ArticleExample.main(new String[0]);
        } finally {
            System.setOut(out);
        }
        String number = "\\d\\.\\d\\d";
        assertThat(printed.toString(StandardCharsets.UTF_8).lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches("loss: 0\\.\\d{4} after the first epoch, 0\\.\\d{4} after the last"),
                        line -> assertThat(line).matches("row: +\\[" + number + "( " + number + "){9}]"),
                        line -> assertThat(line).matches("code: +\\[" + number + "( " + number + "){4}]"),
                        line -> assertThat(line).matches("reconstruction: \\[" + number + "( " + number + "){9}]"));
    }

    @Test
    void normalDeviatesAreRefusedNamingTheColumnAndTheFix() {
        RandomStream random = RandomStream.of(1);
        float[][] x = new float[100][10];
        for (float[] row : x) {
            for (int i = 0; i < 10; i++) {
                row[i] = random.nextGaussian();
            }
        }
        assertThatThrownBy(() -> ArticleExample.fit(x))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "binary cross-entropy needs targets in \\[0, 1]; column \\d has -?\\d\\.\\d+ in training"
                                + " row \\d: scale it to \\[0, 1] \\(minmax\\), or use the squared error \\(mse\\)");
    }

    @Test
    void theExampleIsTheSameOnOneThread() {
        float[][] x = ArticleExample.rows(300, 2);
        Fitted fitted = ArticleExample.fit(x);
        try (JavaEngine one = new JavaEngine(1)) {
            assertThat(fitted.autoencoder().on(one).reconstruct(x)).isDeepEqualTo(fitted.predict(x));
        }
    }
}
