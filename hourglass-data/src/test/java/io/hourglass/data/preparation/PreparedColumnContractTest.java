package io.hourglass.data.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.cell.Cell;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.InstantColumn;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.MemoryTableBuilder;
import io.hourglass.data.table.NumberColumn;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.file.JsonText;
import io.hourglass.file.RecordJson;
import io.hourglass.math.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What every kind of prepared column keeps to, wherever it lies in a row. */
class PreparedColumnContractTest {
    private static final int ROWS = 40;
    private static final int BEFORE = 2;
    private static final int AFTER = 3;

    /** A fitted column with a batch of its own values, among them missing ones where it can have them. */
    record Example(String name, PreparedColumn column, Batch batch) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Example> EXAMPLES = examples();

    private static List<Example> examples() {
        RandomStream random = RandomStream.of(1);
        List<Example> examples = new ArrayList<>();
        for (Scale scale : Scale.values()) {
            examples.add(numbers(scale, new NumericColumn("number", 1), () -> random.nextInt(500) / 10.0));
        }
        examples.add(
                numbers(Scale.AUTO, new InstantColumn("day", "yyyy-MM-dd"), () -> 86_400.0 * random.nextInt(20_000)));
        examples.add(numbers(Scale.AUTO, new BooleanColumn("truth", "no", "yes"), () -> random.nextInt(2)));
        examples.add(numbers(Scale.AUTO, new NumericColumn("constant", 2), () -> 2.5));
        examples.add(numbers(Scale.AUTO, new NumericColumn("absent", 2), () -> Double.NaN));
        examples.add(texts("category", 3, ROWS));
        examples.add(texts("embedded", 90, 2000));
        examples.add(texts("same", 1, ROWS));
        float[] pixels = new float[ROWS * 12];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        ImageColumn image = new ImageColumn("image", 2, 2, 3, 8);
        examples.add(new Example(
                "image",
                fit(MemoryTable.builder().images(image, pixels)),
                Batch.builder(ROWS).pixels(pixels).build()));
        return examples;
    }

    private static Example numbers(Scale scale, NumberColumn column, DoubleSupplier draw) {
        double[] values = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            values[i] = i % 9 == 4 ? Double.NaN : draw.getAsDouble();
        }
        boolean constant = Arrays.stream(values)
                        .filter(value -> !Double.isNaN(value))
                        .distinct()
                        .count()
                < 2;
        if (constant && !Double.isNaN(values[0])) {
            Arrays.fill(values, values[0]);
        }
        MemoryTableBuilder table = MemoryTable.builder().numbers(column, values);
        PreparedColumn prepared = Preparation.fit(withOther(table, ROWS), scale, false, new ArrayList<>())
                .columns()
                .get(0);
        return new Example(
                column.name() + " " + scale,
                prepared,
                Batch.builder(ROWS).numbers(values).build());
    }

    private static Example texts(String name, int levels, int rows) {
        String[] texts = new String[rows];
        Arrays.setAll(texts, i -> levels > 1 && i % 11 == 5 ? null : "level " + i % levels);
        PreparedColumn prepared = fit(MemoryTable.builder().categories(name, texts));
        return new Example(name, prepared, Batch.builder(rows).texts(texts).build());
    }

    private static PreparedColumn fit(MemoryTableBuilder table) {
        MemoryTable rows = table.build();
        int count = (int) rows.rowCount().orElseThrow();
        return Preparation.fit(withOther(table, count), Scale.AUTO, false, new ArrayList<>())
                .columns()
                .get(0);
    }

    private static MemoryTable withOther(MemoryTableBuilder table, int rows) {
        double[] other = new double[rows];
        Arrays.setAll(other, i -> i);
        return table.numbers("other", other).numbers("another", other).build();
    }

    @Test
    void everyKindOfPreparedColumnHasAnExample() {
        Set<Class<?>> columns = new HashSet<>();
        Set<Class<?>> scalings = new HashSet<>();
        for (Example example : EXAMPLES) {
            columns.add(example.column.getClass());
            if (example.column instanceof PreparedNumber number) {
                scalings.add(number.scaling().getClass());
            }
        }
        assertThat(columns).isEqualTo(Set.<Class<?>>of(PreparedColumn.class.getPermittedSubclasses()));
        assertThat(scalings).isEqualTo(Set.<Class<?>>of(Scaling.class.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void whatIsAppliedAndUndoneIsWhatWasThere(Example example) {
        float[] rows = applied(example, new Unseen());
        Batch.Builder back = Batch.builder(example.batch.rows());
        example.column.undo(rows, rowWidth(example), BEFORE, example.batch.rows(), back);
        assertThat(texts(example, back.build())).isEqualTo(texts(example, example.batch));
    }

    /** The cells as text; of images the pixels. */
    private static List<String> texts(Example example, Batch batch) {
        Column column = example.column.column();
        List<String> texts = new ArrayList<>();
        if (column instanceof ImageColumn) {
            for (float pixel : batch.pixels(0)) {
                texts.add(Float.toString(pixel));
            }
            return texts;
        }
        for (int row = 0; row < batch.rows(); row++) {
            texts.add(column.text(batch, 0, row));
        }
        return texts;
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void nothingBesideItsOwnFloatsIsTouched(Example example) {
        float[] rows = applied(example, new Unseen());
        int width = rowWidth(example);
        for (int i = 0; i < rows.length; i++) {
            int place = i % width;
            if (place < BEFORE || place >= width - AFTER) {
                assertThat(rows[i]).isEqualTo(77f);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void preparedValuesAreWhatItsCellHolds(Example example) {
        float[] rows = applied(example, new Unseen());
        int width = rowWidth(example);
        assertThat(example.column.width())
                .isEqualTo(example.column.cell().map(Cell::width).orElse(0));
        for (int i = 0; i < rows.length; i++) {
            int place = i % width;
            if (place >= BEFORE && place < width - AFTER) {
                assertThat(example.column.cell().orElseThrow().holds(rows[i])).isTrue();
            }
        }
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void missingIsNotANumberAndHasAnEmptyText(Example example) {
        if (example.column.cell().isEmpty() || example.column instanceof PreparedImage) {
            return;
        }
        float[] rows = applied(example, new Unseen());
        int missing = 0;
        for (int r = 0; r < example.batch.rows(); r++) {
            float prepared = rows[r * rowWidth(example) + BEFORE];
            String text = texts(example, example.batch).get(r);
            assertThat(Float.isNaN(prepared)).isEqualTo(text == null);
            assertThat(example.column.text(prepared)).isEqualTo(text == null ? "" : text);
            missing += text == null ? 1 : 0;
        }
        assertThat(missing).isPositive();
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void itsOwnTrainingValuesAreNeverUnseen(Example example) {
        Unseen unseen = new Unseen();
        applied(example, unseen);
        assertThat(unseen.notices()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void itIsTheSameAfterItWasWrittenAndRead(Example example) {
        byte[] bytes = JsonText.bytes(RecordJson.write(example.column, PreparedColumn.class));
        PreparedColumn read = RecordJson.read(JsonText.parse(bytes), PreparedColumn.class);
        assertThat(read).isEqualTo(example.column).hasSameHashCodeAs(example.column);
        assertThat(new Schema(List.of(read.column()))).isEqualTo(new Schema(List.of(example.column.column())));
    }

    private static int rowWidth(Example example) {
        return BEFORE + example.column.width() + AFTER;
    }

    private static float[] applied(Example example, Unseen unseen) {
        int width = rowWidth(example);
        float[] rows = new float[example.batch.rows() * width];
        Arrays.fill(rows, 77f);
        example.column.apply(example.batch, 0, rows, width, BEFORE, unseen);
        return rows;
    }
}
