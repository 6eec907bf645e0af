package io.hourglass.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.Hourglass;
import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.math.RandomStream;
import io.hourglass.model.Autoencoder;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.KindPlan;
import io.hourglass.plan.LengthPlan;
import io.hourglass.plan.NetworkPlan;
import io.hourglass.report.page.Comparisons;
import io.hourglass.report.page.Figure;
import io.hourglass.report.page.Pictures;
import io.hourglass.report.study.Study;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TraversalFigureTest {
    private static final ImageColumn IMAGE = new ImageColumn("image", 4, 4, 1, 8);

    private static Table images() {
        RandomStream random = RandomStream.of(5);
        float[] pixels = new float[60 * 16];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i / 16 % 2 == i % 2 ? 0.2f + 0.6f * (float) random.nextDouble() : 0f;
        }
        return new MemoryTable(
                new Schema(List.of(IMAGE)),
                List.of(Batch.builder(60).pixels(pixels).build()));
    }

    private static Table numbers() {
        RandomStream random = RandomStream.of(6);
        double[] a = new double[300];
        double[] b = new double[300];
        for (int i = 0; i < b.length; i++) {
            a[i] = random.nextDouble();
            b[i] = 3 * a[i] + 0.01 * random.nextGaussian();
        }
        return MemoryTable.builder().numbers("a", a).numbers("b", b).build();
    }

    private static Hourglass trained(Table table, int code, String kind) {
        return Hourglass.train(
                table,
                HourglassPlan.defaults()
                        .withNetwork(NetworkPlan.defaults().withCode(code))
                        .withKind(KindPlan.of(kind))
                        .withLength(LengthPlan.defaults().withEpochs(3)));
    }

    private static Figure figure(Hourglass model, Table table) {
        return TraversalFigure.of("model", Study.ofLearnt(model, table)).orElseThrow();
    }

    @Test
    void aLineIsWhatIsDecodedOfACodeWhoseOneNumberMoves() {
        Table table = images();
        Hourglass model = trained(table, 3, "variational");
        Pictures pictures = (Pictures) figure(model, table).content();
        assertThat(pictures.headings()).containsExactly("−2", "−1", "0", "1", "2");
        assertThat(pictures.examples()).hasSize(3);
        for (Pictures.Example line : pictures.examples()) {
            int number = Integer.parseInt(line.name().substring(1));
            for (int step = 0; step < 5; step++) {
                float[] code = new float[3];
                code[number] = step - 2;
                float[] decoded = model.autoencoder().decode(code);
                assertThat(line.images().get(step)).isEqualTo(Png.uri(IMAGE, decoded, 0));
            }
        }
    }

    @Test
    void ofAWideCodeTheNumbersInWhichRowsDifferMostAreShown() {
        Table table = images();
        Hourglass model = trained(table, 12, "variational");
        Figure figure = figure(model, table);
        assertThat(((Pictures) figure.content()).examples()).hasSize(8);
        assertThat(figure.caption()).contains("8 of 12 numbers");
        try (Cursor cursor = figure.data().orElseThrow().open()) {
            double[] spread = cursor.next().numbers(1);
            assertThat(spread).hasSize(8);
            for (int i = 1; i < spread.length; i++) {
                assertThat(spread[i]).isLessThanOrEqualTo(spread[i - 1]);
            }
        }
    }

    @Test
    void aCardOfATableIsInTheUnitsOfItsColumns() {
        Table table = numbers();
        Hourglass model = trained(table, 1, "variational");
        Comparisons cards = (Comparisons) figure(model, table).content();
        Preparation preparation = model.preparation();
        Autoencoder network = model.autoencoder();
        assertThat(cards.headings()).containsExactly("column", "−2", "0", "2");
        Comparisons.Cell cell = cards.rows().get(0).cells().get(1);
        assertThat(cell.column()).isEqualTo("b");
        for (int i = 0; i < 3; i++) {
            float[] read = preparation.read(network.decode(new float[] {2f * (i - 1)}), 1);
            assertThat(cell.texts().get(i))
                    .isEqualTo(preparation.columns().get(1).text(read[1]));
        }
        assertThat(cell.off().get(1)).isFalse();
    }

    @Test
    void aModelWhoseCodesFollowNoKnownDistributionHasNoTraversal() {
        Table table = numbers();
        Study study = Study.ofLearnt(trained(table, 1, "plain"), table);
        assertThat(TraversalFigure.of("model", study)).isEmpty();
    }
}
