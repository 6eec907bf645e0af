package io.hourglass.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.Hourglass;
import io.hourglass.HourglassTraining;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import io.hourglass.math.RandomStream;
import io.hourglass.measure.Figures;
import io.hourglass.network.Shape;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.LengthPlan;
import io.hourglass.training.Augmentation;
import io.hourglass.training.MemoryRows;
import io.hourglass.training.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels from tables, through training, to answers about other rows. */
final class LabelTest {
    private static final int ROWS = 600;

    /** Three numbers and a word; {@code side} follows from the first two, {@code sum} is their sum; some labels are missing. */
    private static Table table(long seed, int missing) {
        RandomStream random = RandomStream.of(seed);
        double[][] x = new double[4][ROWS];
        String[] word = new String[ROWS];
        String[] side = new String[ROWS];
        for (int r = 0; r < ROWS; r++) {
            for (int i = 0; i < 3; i++) {
                x[i][r] = random.nextGaussian();
            }
            word[r] = x[2][r] > 0 ? "up" : "down";
            boolean labelled = missing == 0 || r % missing == 0;
            side[r] = !labelled ? null : x[0][r] * x[1][r] > 0 ? "same" : "other";
            x[3][r] = labelled ? 3 + 10 * (x[0][r] + x[1][r]) : Double.NaN;
        }
        return MemoryTable.builder()
                .numbers("a", x[0])
                .numbers("b", x[1])
                .numbers("c", x[2])
                .categories("word", word)
                .categories("side", side)
                .numbers("sum", x[3])
                .build();
    }

    private static Hourglass trained(Table table, LabelPlan label, String other) {
        LengthPlan length = LengthPlan.defaults().withEpochs(40);
        HourglassPlan plan = HourglassPlan.defaults().withLength(length);
        plan = plan.withNetwork(plan.network().withCode(3));
        HourglassTraining training = Hourglass.training(table, plan)
                .ignore(other.isEmpty() ? List.of() : List.of(other))
                .label(label);
        return training.run();
    }

    private static List<Batch> batches(Table table) {
        List<Batch> batches = new ArrayList<>();
        try (Cursor cursor = table.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                batches.add(batch);
            }
        }
        return batches;
    }

    @Test
    void classesAreToldOfOtherRowsWithProbabilitiesThatSumToOne(@TempDir Path folder) {
        Hourglass model = trained(table(1, 2), LabelPlan.of("side"), "sum");
        assertThat(model.schema().names()).containsExactly("a", "b", "c", "word");
        Table other = table(2, 0);
        Figures figures = model.judge(other, notice -> {});
        assertThat(figures.rows()).isEqualTo(ROWS);
        assertThat(figures.figure("accuracy").value()).isGreaterThan(0.85);
        assertThat(figures.figure("logLoss").value()).isLessThan(0.4);

        Table told = model.classify(other.without(List.of("side", "sum")));
        assertThat(told.schema().names()).containsExactly("row", "label", "p_other", "p_same");
        Batch batch = batches(told).get(0);
        for (int r = 0; r < batch.rows(); r++) {
            double p = batch.numbers(2)[r];
            assertThat(batch.numbers(0)[r]).isEqualTo(r);
            assertThat(p + batch.numbers(3)[r]).isCloseTo(1, within(1e-12));
            assertThat(batch.texts(1)[r]).isEqualTo(p >= 0.5 ? "other" : "same");
        }
        Path file = folder.resolve("model.hg");
        model.save(file);
        Batch again = batches(Hourglass.open(file).classify(other)).get(0);
        assertThat(again.numbers(2)).containsExactly(batch.numbers(2));
        assertThat(Hourglass.open(file).classifier().orElseThrow().told())
                .isEqualTo(model.classifier().orElseThrow().told());
    }

    @Test
    void aNumberIsToldInItsOwnUnits() {
        Hourglass model = trained(table(1, 0), LabelPlan.of("sum").withReconstruction(0f), "side");
        Figures figures = model.judge(table(2, 0), notice -> {});
        assertThat(figures.byName()).containsOnlyKeys("rmse", "mae", "r2");
        assertThat(figures.figure("r2").value()).isGreaterThan(0.95);
        assertThat(figures.figure("rmse").value()).isLessThan(4);
        Table told = model.classify(table(2, 0));
        assertThat(told.schema().names()).containsExactly("row", "prediction");
    }

    @Test
    void rowsWithoutALabelHelpButAreNotCountedAsLabelled() {
        Hourglass model = trained(table(1, 5), LabelPlan.of("side"), "sum");
        List<Integer> rows = model.classifier().orElseThrow().told().rows();
        assertThat(rows.get(0) + rows.get(1)).isEqualTo(ROWS / 5);
        assertThat(model.provenance().data().rows()).isEqualTo(540);
        Hourglass scratch = trained(table(1, 5), LabelPlan.of("side").withoutPretraining(), "sum");
        assertThat(scratch.history())
                .isEqualTo(scratch.classifier().orElseThrow().told().history());
        assertThat(model.history())
                .isNotEqualTo(model.classifier().orElseThrow().told().history());
    }

    /** Noisy images of 6 x 6 pixels whose left or right half is bright; one in {@code every} has a label. */
    private static Table halves(long seed, int every) {
        RandomStream random = RandomStream.of(seed);
        float[] pixels = new float[36 * ROWS];
        String[] side = new String[ROWS];
        for (int r = 0; r < ROWS; r++) {
            boolean left = random.nextInt(2) == 0;
            for (int i = 0; i < 36; i++) {
                float light = (i % 6 < 3) == left ? 0.65f : 0.35f;
                pixels[36 * r + i] = Math.max(0f, Math.min(1f, light + 0.4f * random.nextGaussian()));
            }
            side[r] = r % every > 0 ? null : left ? "left" : "right";
        }
        return MemoryTable.builder()
                .images(new ImageColumn("image", 6, 6, 1, 8), pixels)
                .categories("side", side)
                .build();
    }

    @Test
    void imagesWithoutALabelAreLearntOnceMoreWithTheClassesThatTheModelGivesThem() {
        LabelPlan usual = LabelPlan.of("side");
        Table few = halves(1, 5);
        Rows rows = MemoryRows.of(new float[1][36]);
        LabelTraining.Source images = new LabelTraining.Source(rows, Optional.empty(), Optional.of(Shape.of(6, 6, 1)));
        LabelTraining.Source others = new LabelTraining.Source(rows, Optional.empty(), Optional.empty());
        LabelTraining lesson = new LabelTraining(usual, few, Optional.empty());
        assertThat(lesson.guessedRows()).isEqualTo(480 + 120);
        assertThat(lesson.guesses(images)).isTrue();
        assertThat(lesson.guesses(others)).isFalse();
        for (LabelPlan plan : List.of(
                usual.withoutSelfTraining(), usual.withoutPretraining(), usual.withVariation(Variation.none()))) {
            assertThat(new LabelTraining(plan, few, Optional.empty()).guesses(images))
                    .isFalse();
        }
        assertThat(new LabelTraining(usual, halves(1, 1), Optional.empty()).guesses(images))
                .isFalse();

        Table other = halves(2, 1);
        Figures with = trained(few, usual, "").judge(other, notice -> {});
        Figures without = trained(few, usual.withoutSelfTraining(), "").judge(other, notice -> {});
        assertThat(with.figure("accuracy").value()).isGreaterThan(0.9);
        assertThat(with.figure("logLoss").value())
                .isNotEqualTo(without.figure("logLoss").value());
    }

    @Test
    void aGuessIsSurerThanTheModelOverSomeViewsAndWeighedLikeALabel() {
        Hourglass model = trained(halves(1, 5), LabelPlan.of("side").withoutSelfTraining(), "");
        Classifier classifier = model.classifier().orElseThrow();
        float[] pale = new float[36];
        for (int i = 0; i < 36; i++) {
            pale[i] = i % 6 < 3 ? 0.52f : 0.48f;
        }
        Rows rows = MemoryRows.of(new float[][] {pale, new float[36], new float[36]});
        LabelRows labels = new LabelRows(classifier.label(), new double[] {0, 1}, new float[] {0.5f, 2f});
        LabelTraining.Taught taught = new LabelTraining.Taught(model.autoencoder(), classifier);
        Augmentation still = new Augmentation(Shape.of(6, 6, 1), 0, false, 0);
        float[] target = guess(rows, labels, new Examples.Guesser(taught, still));
        double p = classifier.probabilities(model.autoencoder().encode(pale))[0];
        double surer = p * p / (p * p + (1 - p) * (1 - p));
        assertThat((double) target[0]).isCloseTo(0.5 * surer, within(1e-6));
        assertThat((double) target[1]).isCloseTo(2 * (1 - surer), within(1e-6));
        Augmentation moving = new Augmentation(Shape.of(6, 6, 1), 2, true, 0);
        assertThat(guess(rows, labels, new Examples.Guesser(taught, moving))).isNotEqualTo(target);
    }

    /** What is guessed of the first row, when the two others are known. */
    private static float[] guess(Rows rows, LabelRows labels, Examples.Guesser guesser) {
        Examples examples = Examples.guessed(rows, new int[] {1, 2}, labels, new int[] {0}, guesser);
        assertThat(examples.rows().count()).isEqualTo(3);
        float[] target = new float[2];
        examples.targets().copy(2, target, 0);
        assertThat(target).containsExactly(0f, 2f);
        examples.targets().copy(0, target, 0);
        return target;
    }

    @Test
    void aTrainingThatStartsAfreshForgetsWhatAnEarlierOneKeptForItsLaterParts(@TempDir Path folder) throws IOException {
        Path earlier = Files.createDirectories(folder.resolve("label-guesses")).resolve("checkpoint.hgc");
        Files.writeString(earlier, "of another run");
        HourglassPlan plan =
                HourglassPlan.defaults().withLength(LengthPlan.defaults().withEpochs(1));
        HourglassTraining training = Hourglass.training(table(1, 0).without(List.of("sum")), plan)
                .label(LabelPlan.of("side"))
                .checkpoints(folder, true);
        training.run();
        assertThat(earlier).exists();
        training.checkpoints(folder, false).run();
        assertThat(earlier).doesNotExist();
    }

    @Test
    void balancedClassesCountAlike() {
        Label label = Label.fit(table(1, 0), "word");
        double[] truth = {0, 0, 0, 1, Double.NaN, -1};
        LabelRows rows = LabelRows.balanced(label, truth);
        float[] row = new float[2];
        rows.copy(0, row, 0);
        assertThat(row).containsExactly(4 / 6f, 0f);
        rows.copy(3, row, 0);
        assertThat(row).containsExactly(0f, 2f);
        rows.copy(4, row, 0);
        assertThat(row).containsExactly(Float.NaN, Float.NaN);
    }

    @Test
    void classesThatTrainingDidNotSeeAreToldOfAndNotCounted() {
        Hourglass model = trained(table(1, 0), LabelPlan.of("side"), "sum");
        Table other = MemoryTable.builder()
                .numbers("a", 1, 1)
                .numbers("b", 1, -1)
                .numbers("c", 0, 0)
                .categories("word", "up", "down")
                .categories("side", "same", "new")
                .build();
        List<String> notices = new ArrayList<>();
        assertThat(model.judge(other, notices::add).rows()).isEqualTo(1);
        assertThat(notices).singleElement().asString().contains("1 rows", "'side'", "did not see");
    }

    @Test
    void whatIsNoLabelIsRefusedWithTheReason() {
        Table one = MemoryTable.builder()
                .numbers("a", 1, 2)
                .categories("side", "x", "x")
                .numbers("same", 3, 3)
                .build();
        assertThatThrownBy(() -> Label.fit(one, "side"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'side'", "two different");
        assertThatThrownBy(() -> Label.fit(one, "same")).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Label.fit(one, "none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no column 'none'");
        Hourglass plain = Hourglass.train(
                table(1, 0),
                HourglassPlan.defaults().withLength(LengthPlan.defaults().withEpochs(1)));
        assertThatThrownBy(() -> plain.classify(table(1, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--label");
    }

    @Test
    void theTemperatureIsTheOneThatLogitsWereMadeWith() {
        RandomStream random = RandomStream.of(4);
        int rows = 20_000;
        float[] logits = new float[2 * rows];
        int[] truth = new int[rows];
        for (int r = 0; r < rows; r++) {
            float honest = 2 * random.nextGaussian();
            logits[2 * r + 1] = 3 * honest; // three times too sure
            truth[r] = random.nextDouble() < 1 / (1 + Math.exp(-honest)) ? 1 : 0;
        }
        assertThat(Temperature.of(logits, truth)).isCloseTo(3, within(0.15));
        assertThat(Temperature.of(new float[] {5, 0}, new int[] {0})).isEqualTo(1);
    }

    @Test
    void imagesVaryAsWordsSay() {
        assertThat(Variation.of("shift:3+flip+cut:9")).isEqualTo(new Variation(3, true, 9));
        assertThat(Variation.of("none")).isEqualTo(Variation.none());
        assertThat(Variation.usual(Shape.of(28, 28, 1))).isEqualTo(new Variation(2, false, 8));
        assertThatThrownBy(() -> Variation.of("turn:3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shift:PIXELS", "'turn:3'");
    }
}
