package io.hourglass.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.hourglass.Hourglass;
import io.hourglass.SampleTables;
import io.hourglass.cell.CategoryCell;
import io.hourglass.cell.Cell;
import io.hourglass.data.preparation.Unseen;
import io.hourglass.data.table.JoinedTable;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import io.hourglass.training.MemoryRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final Table TRAINING = SampleTables.mixed(200, 1);
    private static final Table OTHERS = SampleTables.mixed(5000, 2); // more than one batch
    private static final Hourglass MODEL = Hourglass.training(TRAINING, SampleTables.epochs(5))
            .validation(OTHERS)
            .run();
    private static final Evaluation EVALUATION = MODEL.evaluate(OTHERS);

    private static List<String> column(Table table, String name) {
        List<String> lines = SampleTables.lines(table.select(List.of(name)));
        return lines.subList(1, lines.size());
    }

    private static Map<String, ColumnError> errors(Evaluation evaluation) {
        return evaluation.columns().stream().collect(Collectors.toMap(ColumnError::column, error -> error));
    }

    @Test
    void theLossIsThatOfTheEpochWhoseWeightsWereKept() {
        assertThat(EVALUATION.loss()).isCloseTo(MODEL.history().best().validationLoss(), offset(1e-9));
        assertThat(EVALUATION.rows()).isEqualTo(5000);
    }

    @Test
    void everyColumnThatWasLearntHasItsErrorInOrder() {
        assertThat(EVALUATION.columns().stream().map(ColumnError::column))
                .containsExactly("size", "price", "kind", "word", "big", "day", "gaps");
        assertThat(EVALUATION.columns().stream().map(ColumnError::measure))
                .containsExactly("rmse", "rmse", "accuracy", "accuracy", "accuracy", "rmse", "rmse");
    }

    @Test
    void theErrorsOfNumbersAreInTheirOwnUnits() {
        List<String> found = column(OTHERS, "price");
        List<String> rebuilt = column(MODEL.reconstruct(OTHERS), "price");
        double sum = 0;
        for (int r = 0; r < found.size(); r++) {
            double difference = Double.parseDouble(found.get(r)) - Double.parseDouble(rebuilt.get(r));
            sum += difference * difference;
        }
        ColumnError price = errors(EVALUATION).get("price");
        assertThat(price.cells()).isEqualTo(5000);
        assertThat(price.value()).isCloseTo(Math.sqrt(sum / 5000), offset(1e-4)).isPositive();
    }

    @Test
    void missingCellsDoNotCount() {
        List<String> found = column(OTHERS, "gaps");
        long present = found.stream().filter(text -> !text.isEmpty()).count();
        assertThat(errors(EVALUATION).get("gaps").cells()).isEqualTo(present).isLessThan(5000);
        Table gone = SampleTables.filled(40, 1, Double.NaN).renamed("n0", "size");
        Table without = new JoinedTable(OTHERS.rows(0, 40).without(List.of("size")), gone);
        ColumnError size = errors(MODEL.evaluate(without)).get("size");
        assertThat(size.cells()).isZero();
        assertThat(size.value()).isNaN();
    }

    @Test
    void theErrorsOfLevelsAreTheShareThatIsRight() {
        for (String name : List.of("kind", "word", "big")) {
            List<String> found = column(OTHERS, name);
            List<String> rebuilt = column(MODEL.reconstruct(OTHERS), name);
            List<Integer> known = new ArrayList<>();
            for (int r = 0; r < found.size(); r++) {
                boolean seen = name.equals("big") || column(TRAINING, name).contains(found.get(r));
                if (seen) {
                    known.add(found.get(r).equals(rebuilt.get(r)) ? 1 : 0);
                }
            }
            ColumnError error = errors(EVALUATION).get(name);
            double accuracy = known.stream().mapToInt(i -> i).average().orElseThrow();
            assertThat(error.cells()).isEqualTo(known.size());
            assertThat(error.value())
                    .as(name)
                    .isCloseTo(accuracy, offset(1e-12))
                    .isBetween(0.01, 1.0);
        }
    }

    @Test
    void theSquaredErrorIsSummedOverTheInputsWithLevelsAsOneHot() {
        Table few = OTHERS.rows(0, 300);
        MemoryRows rows = MODEL.preparation().apply(few, new Unseen());
        double sum = 0;
        for (int r = 0; r < 300; r++) {
            float[] row = new float[rows.width()];
            rows.copy(r, row, 0);
            float[] rebuilt = MODEL.autoencoder().reconstruct(row);
            int at = 0;
            int start = 0;
            for (Cell cell : MODEL.preparation().cells()) {
                for (int i = 0; i < cell.outputs() && !Float.isNaN(row[at]); i++) {
                    double target = cell instanceof CategoryCell ? (i == row[at] ? 1 : 0) : row[at];
                    sum += (rebuilt[start + i] - target) * (rebuilt[start + i] - target);
                }
                at++;
                start += cell.outputs();
            }
        }
        assertThat(MODEL.evaluate(few).squaredErrorPerRow()).isCloseTo(sum / 300, offset(1e-5 * sum / 300));
    }

    @Test
    void ofImagesItIsSummedOverThePixels() {
        MemoryTable images = SampleTables.images(100, 3);
        Hourglass model = Hourglass.train(images, SampleTables.epochs(2));
        MemoryRows rows = model.preparation().apply(images, new Unseen());
        double sum = 0;
        for (int r = 0; r < 100; r++) {
            float[] row = new float[36];
            rows.copy(r, row, 0);
            float[] rebuilt = model.autoencoder().reconstruct(row);
            for (int i = 0; i < 36; i++) {
                sum += (row[i] - rebuilt[i]) * (double) (row[i] - rebuilt[i]);
            }
        }
        Evaluation evaluation = model.evaluate(images);
        assertThat(evaluation.squaredErrorPerRow()).isCloseTo(sum / 100, offset(1e-6));
        assertThat(evaluation.loss()).isCloseTo(sum / 3600, offset(1e-6)); // the loss is the mean over the pixels
        assertThat(evaluation.columns()).hasSize(1);
        assertThat(evaluation.columns().get(0).value()).isCloseTo(Math.sqrt(sum / 3600), offset(1e-6));
    }

    @Test
    void whatWasFoundOnTheWayIsTold() {
        List<String> notices = new ArrayList<>();
        Table strange = MemoryTable.copyOf(OTHERS.rows(0, 10)).renamed("word", "kind2");
        Table swapped = strange.renamed("kind", "word").renamed("kind2", "kind");
        MODEL.evaluate(swapped, notices::add);
        assertThat(notices).anyMatch(notice -> notice.startsWith("'kind': 10 cells have values"));
    }

    @Test
    void noRowsAreRefused() {
        assertThatThrownBy(() -> MODEL.evaluate(OTHERS.rows(5000, 5001)))
                .isInstanceOf(DataException.class)
                .hasMessage("memory: there are no rows to evaluate");
    }
}
