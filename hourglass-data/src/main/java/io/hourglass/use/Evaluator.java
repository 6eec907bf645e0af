package io.hourglass.use;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.preparation.PreparedColumn;
import io.hourglass.data.preparation.PreparedNumber;
import io.hourglass.data.preparation.Unseen;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import io.hourglass.loss.Loss;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.CodeTally;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Adds up the errors of a model over the batches of a table. */
public final class Evaluator {
    private final Preparation preparation;
    private final Loss losses;
    private final PreparedColumn[] owner;
    private final boolean[] numeric;
    private final int[] columnOf;
    private final double[] columnErrors;
    private final long[] columnCells;
    private final CodeTally tally;
    private long rows;
    private double loss;
    private double squaredError;

    /**
     * An evaluation of reconstructions, whatever made them.
     *
     * @param preparation of the rows
     * @param loss of the model, which says how reconstructions are read
     */
    public Evaluator(Preparation preparation, Loss loss) {
        this(preparation, loss, CodeTally.NONE);
    }

    private Evaluator(Preparation preparation, Loss loss, CodeTally tally) {
        this.tally = tally;
        this.preparation = preparation;
        this.losses = loss;
        this.columnOf = preparation.columnOfCell();
        this.owner = new PreparedColumn[columnOf.length];
        this.numeric = new boolean[columnOf.length];
        for (int i = 0; i < columnOf.length; i++) {
            owner[i] = preparation.columns().get(columnOf[i]);
            numeric[i] = owner[i].cell().orElseThrow().numeric();
        }
        this.columnErrors = new double[preparation.columns().size()];
        this.columnCells = new long[columnErrors.length];
    }

    /**
     * The errors on a table.
     *
     * @param notices told what was found on the way
     * @throws DataException if the table has no rows or does not fit the model
     */
    static Evaluation evaluate(Preparation preparation, Ensemble ensemble, Table table, Consumer<String> notices) {
        CodeTally tally = ensemble.first().spec().tally();
        Evaluator evaluator = new Evaluator(preparation, ensemble.first().spec().loss(), tally);
        Unseen unseen = new Unseen();
        try (Cursor cursor = table.as(preparation.schema()).open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                evaluator.add(ensemble, preparation.apply(batch, unseen), batch.rows());
            }
        }
        unseen.notices().forEach(notices);
        if (evaluator.rows == 0) {
            throw new DataException(table.source() + ": there are no rows to evaluate");
        }
        return evaluator.result();
    }

    private void add(Ensemble ensemble, float[] prepared, int count) {
        Ensemble.Judged judged = ensemble.judge(prepared, tally);
        for (double each : judged.losses()) {
            loss += each;
        }
        add(prepared, judged.reconstruction(), count);
    }

    /**
     * Adds rows and their reconstructions.
     *
     * @param prepared count × the values of a prepared row
     * @param reconstruction count × outputs, as {@link Autoencoder#reconstruct(float[])} gives them
     * @param count at least 1
     */
    public void add(float[] prepared, float[] reconstruction, int count) {
        int outputs = reconstruction.length / count;
        float[] expanded = new float[outputs];
        float[] read = preparation.read(reconstruction, count);
        int width = preparation.width();
        for (int r = 0; r < count; r++) {
            losses.expand(prepared, r * width, expanded);
            squaredError += Loss.squaredError(reconstruction, r * outputs, expanded);
            for (int i = 0; i < width; i++) {
                addCell(i, prepared[r * width + i], read[r * width + i]);
            }
        }
        rows += count;
    }

    private void addCell(int place, float target, float read) {
        if (Float.isNaN(target)) {
            return;
        }
        int column = columnOf[place];
        columnCells[column]++;
        if (!numeric[place]) {
            columnErrors[column] += target == read ? 1 : 0;
            return;
        }
        double difference = owner[place] instanceof PreparedNumber number
                ? number.scaling().undo(target) - number.scaling().undo(read)
                : target - read;
        columnErrors[column] += difference * difference;
    }

    /** The errors of the rows so far, of which there must be some; the loss is 0 where only reconstructions were added. */
    public Evaluation result() {
        List<ColumnError> errors = new ArrayList<>();
        for (int c = 0; c < columnErrors.length; c++) {
            PreparedColumn column = preparation.columns().get(c);
            if (column.cell().isPresent()) {
                boolean number = column.cell().get().numeric();
                errors.add(ColumnError.of(column.column().name(), number, columnErrors[c], columnCells[c]));
            }
        }
        return new Evaluation(rows, loss / rows, squaredError / rows, errors, tally.measures());
    }
}
