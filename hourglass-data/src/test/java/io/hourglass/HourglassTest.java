package io.hourglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.JoinedTable;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import io.hourglass.math.RandomStream;
import io.hourglass.network.Shape;
import io.hourglass.plan.Convolution;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.KindPlan;
import io.hourglass.plan.NetworkPlan;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HourglassTest {
    private static final Table MIXED = SampleTables.mixed(200, 1);
    private static final Hourglass MODEL = Hourglass.train(MIXED, SampleTables.epochs(3));
    private static final Hourglass VARIATIONAL =
            Hourglass.train(MIXED, SampleTables.epochs(3).withKind(KindPlan.of("variational")));

    @Test
    void missingColumnsAreNamedAndExtraOnesDoNotMatter() {
        Table less = MIXED.without(List.of("kind", "price"));
        for (Runnable verb : List.<Runnable>of(
                () -> MODEL.encode(less),
                () -> MODEL.reconstruct(less),
                () -> MODEL.denoise(less),
                () -> MODEL.score(less),
                () -> MODEL.evaluate(less))) {
            assertThatThrownBy(verb::run)
                    .isInstanceOf(DataException.class)
                    .hasMessageContainingAll("memory", "missing 'price', 'kind'");
        }
        assertThatThrownBy(() -> MODEL.decode(MIXED))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("missing 'c0'");
        String[] more = new String[200];
        Arrays.fill(more, "x");
        MemoryTable extra = MemoryTable.builder().categories("extra", more).build();
        Table both = new JoinedTable(extra, MIXED);
        assertThat(SampleTables.lines(MODEL.encode(both))).isEqualTo(SampleTables.lines(MODEL.encode(MIXED)));
    }

    @Test
    void columnsOfAnotherTypeAreNamed() {
        Table words = MIXED.without(List.of("day")).renamed("kind", "day");
        assertThatThrownBy(() -> MODEL.score(words))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("missing 'kind'", "'day' (needed instant, found categorical)");
    }

    @Test
    void unseenCategoriesAreCountedInTheNoticesOfAPass() {
        Table other = SampleTables.mixed(20, 2);
        String[] kinds = new String[20];
        Arrays.setAll(kinds, i -> i < 5 ? "gigantic" : "small");
        Table strange = new JoinedTable(
                other.without(List.of("kind")),
                MemoryTable.builder().categories("kind", kinds).build());
        Table codes = MODEL.encode(strange);
        assertThat(codes.notices()).isEmpty();
        SampleTables.lines(codes);
        assertThat(codes.notices())
                .anyMatch(notice -> notice.contains("'kind': 5 cells have values that training did not see"));
        SampleTables.lines(codes);
        assertThat(codes.notices())
                .filteredOn(notice -> notice.contains("'kind'"))
                .hasSize(1);
    }

    @Test
    void encodedRowsKeepTheColumnsAskedFor() {
        Table codes = MODEL.encode(MIXED, List.of("word", "size"));
        assertThat(codes.schema().names()).startsWith("word", "size", "c0").hasSize(2 + codeWidth());
        assertThat(SampleTables.lines(codes.select(List.of("word"))))
                .isEqualTo(SampleTables.lines(MIXED.select(List.of("word"))));
        assertThatThrownBy(() -> MODEL.encode(MIXED, List.of("wordy")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wordy");
    }

    private static int codeWidth() {
        return MODEL.autoencoder().spec().codeWidth();
    }

    @Test
    void reconstructionsHaveTheOriginalColumnsAndLevels() {
        Table back = MODEL.reconstruct(MIXED);
        assertThat(back.schema()).isEqualTo(MODEL.schema());
        assertThat(back.rowCount()).hasValue(200);
        assertThat(levels(back, "kind")).isSubsetOf(levels(MIXED, "kind"));
        assertThat(levels(back, "word")).isSubsetOf(levels(MIXED, "word"));
        assertThat(levels(back, "same")).containsExactly("4");
        assertThat(levels(back, "big")).isSubsetOf("no", "yes");
        assertThat(levels(back, "size")).allMatch(size -> size.matches("-?\\d+\\.\\d"));
        assertThat(levels(back, "day")).allMatch(day -> day.matches("\\d{4}-\\d\\d-\\d\\d"));
        assertThat(levels(back, "gaps")).isNotEmpty().doesNotContain("");
    }

    private static Set<String> levels(Table table, String column) {
        List<String> lines = SampleTables.lines(table.select(List.of(column)));
        return new HashSet<>(lines.subList(1, lines.size()));
    }

    @Test
    void convolutionsAloneTakeImagesOfAnySizeAndGiveThemBackInTheirs() {
        HourglassPlan plan = SampleTables.epochs(2)
                .withNetwork(
                        NetworkPlan.defaults().withConvolution(Convolution.of(4).withCodeMap(2)))
                .withKind(KindPlan.of("denoising"));
        Hourglass model = Hourglass.train(SampleTables.images(30, 3), plan);
        float[] pixels = new float[2 * 7 * 9];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 5 / 5f;
        }
        ImageColumn column = new ImageColumn("image", 7, 9, 1, 8);
        Table back = model.denoise(MemoryTable.builder().images(column, pixels).build());
        assertThat(back.schema().column(0)).isEqualTo(column);
        float[] first = pixels(back);
        assertThat(first).hasSize(pixels.length);
        // what is enlarged by hand to sides that the stride divides gives the same where both have pixels
        float[] enlarged = new float[2 * 8 * 10];
        for (int i = 0; i < enlarged.length; i++) {
            int row = Math.min(6, i % 80 / 10);
            enlarged[i] = pixels[i / 80 * 63 + row * 9 + Math.min(8, i % 10)];
        }
        float[] whole = model.autoencoder().resized(Shape.of(8, 10, 1)).reconstruct(enlarged);
        for (int i = 0; i < first.length; i++) {
            assertThat(first[i]).isEqualTo(whole[i / 63 * 80 + i % 63 / 9 * 10 + i % 9]);
        }
        Table coloured = MemoryTable.builder()
                .images(new ImageColumn("image", 6, 6, 3, 8), new float[108])
                .build();
        assertThatThrownBy(() -> model.denoise(coloured))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("6x6x1", "6x6x3");
    }

    private static float[] pixels(Table images) {
        try (Cursor cursor = images.open()) {
            return cursor.next().pixels(0);
        }
    }

    @Test
    void imagesKeepTheirNames() {
        MemoryTable images = SampleTables.images(30, 3);
        String[] names = new String[30];
        Arrays.setAll(names, i -> i + ".png");
        Table named = new JoinedTable(
                images, MemoryTable.builder().texts("file", names).build());
        Hourglass model = Hourglass.train(named, SampleTables.epochs(2));
        Table back = model.reconstruct(named);
        assertThat(back.schema().names()).containsExactly("image", "file");
        assertThat(levels(back, "file")).containsExactlyInAnyOrder(names);
        assertThat(model.denoise(images).schema().names()).containsExactly("image");
        Table larger = MemoryTable.builder()
                .images(new ImageColumn("image", 7, 6, 1, 8), new float[42])
                .build();
        assertThatThrownBy(() -> model.reconstruct(larger))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("6x6x1", "7x6x1");
    }

    @Test
    void aCodeWithAGapSaysWhere() {
        double[][] codes = new double[5][codeWidth()];
        codes[3][1] = Double.NaN;
        List<String> names = MODEL.encode(MIXED).schema().names();
        Table broken = MODEL.decode(MemoryTable.ofNumbers(names, codes));
        assertThatThrownBy(() -> SampleTables.lines(broken))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("memory, row 3, column 'c1'", "missing");
    }

    @Test
    void extremeValuesAreScoredAsStrangeAndNotAsErrors() {
        Table extreme = new JoinedTable(
                MIXED.rows(0, 2).without(List.of("price")),
                MemoryTable.builder().numbers("price", 3e38, -3e38).build());
        for (String line : SampleTables.lines(MODEL.score(extreme)).subList(1, 3)) {
            String[] cells = line.split(",", -1);
            assertThat(Double.parseDouble(cells[1])).isFinite().isGreaterThan(1e6);
            assertThat(cells[2]).isEqualTo("1");
        }
        assertThat(SampleTables.lines(MODEL.reconstruct(extreme))).hasSize(3);
        assertThat(MODEL.evaluate(extreme).loss()).isFinite();
    }

    @Test
    void rowsOfNothingButMissingCellsAreScoredZero() {
        int rows = 3;
        double[] gone = new double[rows];
        Arrays.fill(gone, Double.NaN);
        Table empty = MemoryTable.builder()
                .numbers("size", gone)
                .numbers("price", gone)
                .categories("kind", new String[rows])
                .categories("word", new String[rows])
                .numbers("big", gone)
                .texts("day", new String[rows])
                .numbers("gaps", gone)
                .numbers("same", gone)
                .build();
        assertThat(SampleTables.lines(MODEL.score(empty)))
                .containsExactly("row,score,anomaly", "0,0,0", "1,0,0", "2,0,0");
        assertThat(SampleTables.lines(MODEL.reconstruct(empty))).hasSize(rows + 1);
    }

    @Test
    void theSameSeedGeneratesTheSameRowsOfKnownLevels() {
        List<String> rows = SampleTables.lines(VARIATIONAL.generate(1500, 7));
        assertThat(rows).hasSize(1501).isEqualTo(SampleTables.lines(VARIATIONAL.generate(1500, 7)));
        assertThat(SampleTables.lines(VARIATIONAL.generate(1100, 7))).isEqualTo(rows.subList(0, 1101));
        assertThat(SampleTables.lines(VARIATIONAL.generate(1500, 8))).isNotEqualTo(rows);
        Table generated = VARIATIONAL.generate(1500, 7);
        assertThat(generated.schema()).isEqualTo(VARIATIONAL.schema());
        assertThat(generated.rowCount()).hasValue(1500);
        assertThat(levels(generated, "kind")).isSubsetOf(levels(MIXED, "kind")).hasSizeGreaterThan(1);
        assertThat(levels(generated, "same")).containsExactly("4");
    }

    @Test
    void onlyVariationalModelsGenerateAndAtLeastOneRow() {
        assertThatThrownBy(() -> MODEL.generate(10, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--kind variational");
        assertThatThrownBy(() -> VARIATIONAL.generate(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 0");
    }

    @Test
    void generatedRowsAreDistributedAsTheRowsLearnt() {
        int count = 3000;
        RandomStream random = RandomStream.of(5);
        double[] a = new double[count];
        double[] b = new double[count];
        String[] side = new String[count];
        for (int i = 0; i < count; i++) {
            double hidden = random.nextGaussian();
            a[i] = 100 + 10 * hidden;
            b[i] = -5 * hidden;
            side[i] = hidden > 0.674 ? "right" : "left"; // a quarter
        }
        Table table = MemoryTable.builder()
                .numbers("a", a)
                .numbers("b", b)
                .categories("side", side)
                .build();
        Hourglass model = Hourglass.train(
                table,
                SampleTables.epochs(30)
                        .withNetwork(NetworkPlan.defaults().withCode(2))
                        .withKind(KindPlan.of("variational").withBeta(0.3f)));
        double[] sums = new double[5];
        int rows = 4000;
        try (Cursor cursor = model.generate(rows, 1).open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (int r = 0; r < batch.rows(); r++) {
                    double x = batch.numbers(0)[r];
                    double y = batch.numbers(1)[r];
                    sums[0] += x / rows;
                    sums[1] += y / rows;
                    sums[2] += (x - 100) * (x - 100) / rows;
                    sums[3] += (x - 100) * y / rows;
                    sums[4] += batch.texts(2)[r].equals("right") ? 1.0 / rows : 0;
                }
            }
        }
        assertThat(sums[0]).as("mean of a").isCloseTo(100, within(1.5));
        assertThat(sums[1]).as("mean of b").isCloseTo(0, within(0.75));
        assertThat(sums[2]).as("variance of a").isBetween(50.0, 130.0);
        assertThat(sums[3]).as("covariance").isBetween(-65.0, -25.0);
        assertThat(sums[4]).as("share of right").isCloseTo(0.25, within(0.06));
    }
}
