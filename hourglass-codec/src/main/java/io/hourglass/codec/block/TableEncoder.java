package io.hourglass.codec.block;

import io.hourglass.codec.coder.BitCoder;
import io.hourglass.codec.coder.BitReader;
import io.hourglass.codec.coder.BitWriter;
import io.hourglass.codec.coder.DecisionTape;
import io.hourglass.codec.coder.NumberCoder;
import io.hourglass.codec.layout.ColumnForm;
import io.hourglass.codec.layout.ColumnReading;
import io.hourglass.codec.layout.Dialect;
import io.hourglass.codec.layout.Grid;
import io.hourglass.codec.model.Column;
import io.hourglass.codec.model.ColumnPlan;
import io.hourglass.codec.model.ContextSearch;
import io.hourglass.codec.model.Known;
import io.hourglass.codec.model.TextModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** Codes the rows and columns of a grid. Columns are modelled on as many threads as the pool has. */
final class TableEncoder {
    /** Rows that are coded for a first impression of a plan. */
    private static final int TASTED_ROWS = 2000;
    /** Only columns of so many times as many rows are tasted: else all of it may as well be coded. */
    private static final int LONG = 4;
    /** A form of a plan that comes to so much less than the other is taken without another look. */
    private static final double CLEARLY = 0.9;

    private final Grid grid;
    private final int length;
    private final Effort effort;
    private final ForkJoinPool pool;
    private final int columns;
    private final ColumnHeader.Coded[] headers;
    private final Column[] full;

    private TableEncoder(Grid grid, int length, Effort effort, ForkJoinPool pool) {
        this.grid = grid;
        this.length = length;
        this.effort = effort;
        this.pool = pool;
        columns = grid.dialect().columns();
        headers = new ColumnHeader.Coded[columns];
        full = new Column[columns];
    }

    /**
     * The columns in one order, each with its plan and what its cells came to.
     *
     * @param known what is known before each column, and behind the last
     */
    private record Trial(int[] order, ColumnPlan[] plans, Known[] known, DecisionTape[] tapes) {
        long cost() {
            long sum = 0;
            for (DecisionTape tape : tapes) {
                sum += tape.cost();
            }
            return sum;
        }
    }

    /**
     * The code of a grid of {@code length} bytes. All of it was decoded before it is returned, the cells of several columns at
     * once.
     *
     * @return the code, or nothing if it does not decode to the grid
     */
    static Optional<byte[]> encode(Grid grid, int length, Effort effort, ForkJoinPool pool, ColumnMeter meter) {
        TableEncoder encoder = new TableEncoder(grid, length, effort, pool);
        encoder.each(encoder.columns, encoder::read);
        Trial best = null;
        for (int[] order : Orders.of(encoder.full, effort.orders())) {
            Trial trial = encoder.model(order);
            best = best == null || trial.cost() < best.cost() ? trial : best;
        }
        Trial kept = best;
        List<ForkJoinTask<Boolean>> readings = encoder.submit(kept.order.length, i -> encoder.comesBack(kept, i));
        byte[] code = encoder.write(kept);
        boolean same = encoder.comesBack(kept, code, meter);
        for (ForkJoinTask<Boolean> reading : readings) {
            same &= reading.join();
        }
        return same ? Optional.of(code) : Optional.empty();
    }

    /** Whether one column's decisions decode to it, all columns before it being known. */
    private boolean comesBack(Trial trial, int i) {
        Column column = full[trial.order[i]];
        Column decoded = new Column(column.alphabet(), new long[grid.rows()]);
        try {
            trial.plans[i].code(decoded, trial.known[i], trial.tapes[i].reading());
        } catch (IllegalStateException e) {
            return false;
        }
        return Arrays.equals(decoded.codes(), column.codes());
    }

    /** Whether all but the columns' decisions, of which {@link #comesBack(Trial, int)} tells, decode to the grid's bytes. */
    private boolean comesBack(Trial trial, byte[] code, ColumnMeter meter) {
        int[] places = new int[columns];
        for (int i = 0; i < trial.order.length; i++) {
            places[trial.order[i]] = i;
        }
        BitCoder reading = meter.tap(new BitReader(code, 0, code.length));
        byte[] back;
        try {
            back = BlockCodec.sound(() ->
                    TableDecoder.decode(reading, length, meter, (index, coded, plan, known, decoder) -> {
                        boolean same = coded.isSame(headers[index]) && plan.isSame(trial.plans[places[index]]);
                        if (!same || !trial.tapes[places[index]].matches(decoder)) {
                            throw new IllegalStateException("a column does not decode to what was encoded");
                        }
                        return full[index];
                    }));
        } catch (IllegalStateException e) {
            return false;
        }
        return Arrays.equals(back, 0, back.length, grid.bytes(), 0, length);
    }

    private void each(int count, IntConsumer task) {
        submit(count, i -> {
                    task.accept(i);
                    return true;
                })
                .forEach(ForkJoinTask::join);
    }

    private <T> List<ForkJoinTask<T>> submit(int count, IntFunction<T> task) {
        List<ForkJoinTask<T>> tasks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int index = i;
            tasks.add(pool.submit(() -> task.apply(index)));
        }
        return tasks;
    }

    private void read(int index) {
        ColumnReading reading = ColumnReading.of(grid, index);
        ColumnForm form = reading.form();
        int words = form.words().length;
        int[] wordWeights = new int[words + (form.style() == null ? 0 : 1)];
        int left = grid.rows();
        for (int i = 0; i < words; i++) {
            wordWeights[i] = weight(reading.wordCounts()[i]);
            left -= reading.wordCounts()[i];
        }
        if (form.style() != null) {
            wordWeights[words] = weight(left);
        }
        int[] numberWeights = new int[reading.numberCounts().length];
        for (int i = 0; i < numberWeights.length; i++) {
            numberWeights[i] = weight(reading.numberCounts()[i]);
        }
        headers[index] = new ColumnHeader.Coded(form, wordWeights, numberWeights);
        if (!form.isText()) {
            full[index] = new Column(headers[index].alphabet(), reading.codes());
            full[index].complete();
        }
    }

    private static int weight(int count) {
        return 32 - Integer.numberOfLeadingZeros(count);
    }

    private Trial model(int[] order) {
        ColumnPlan[] plans = new ColumnPlan[order.length];
        Known[] unplanned = known(order, plans);
        each(
                order.length,
                i -> plans[i] = new ContextSearch(full[order[i]], unplanned[i], effort.rows())
                        .plan(effort.singles(), effort.chain(), effort.parts()));
        Trial trial = new Trial(order, plans, known(order, plans), new DecisionTape[order.length]);
        each(order.length, i -> {
            for (ColumnPlan plan : candidates(full[order[i]], plans[i], trial.known[i])) {
                code(trial, i, plan);
            }
        });
        return trial;
    }

    /** A plan, its light form or both: of long columns the first rows tell which one is not worth the time of the other rows. */
    private List<ColumnPlan> candidates(Column column, ColumnPlan plan, Known known) {
        ColumnPlan light = plan.light();
        if (!effort.isPatient() || light.isSame(plan)) {
            return List.of(plan);
        }
        if (grid.rows() < LONG * TASTED_ROWS) {
            return List.of(plan, light);
        }
        Known first = known.start(TASTED_ROWS);
        long whole = taste(column, plan, first);
        long quick = taste(column, light, first);
        if (whole < CLEARLY * quick) {
            return List.of(plan);
        }
        return quick < CLEARLY * whole ? List.of(light) : List.of(plan, light);
    }

    /** What the first rows of a column come to. */
    private static long taste(Column column, ColumnPlan plan, Known known) {
        DecisionTape tape = new DecisionTape();
        plan.code(new Column(column.alphabet(), Arrays.copyOf(column.codes(), TASTED_ROWS)), known, tape);
        return tape.cost();
    }

    /** Codes a column by a plan, which is kept if the column came to less than before. Columns behind it see no difference. */
    private void code(Trial trial, int i, ColumnPlan plan) {
        DecisionTape tape = new DecisionTape();
        plan.code(full[trial.order[i]], trial.known[i], tape);
        if (trial.tapes[i] == null || tape.cost() < trial.tapes[i].cost()) {
            trial.tapes[i] = tape;
            trial.plans[i] = plan;
        }
    }

    /** What is known before each column of an order, and behind the last; without plans only good for finding them. */
    private Known[] known(int[] order, ColumnPlan[] plans) {
        Known[] known = new Known[order.length + 1];
        known[0] = Known.none(columns, grid.rows());
        for (int i = 0; i < order.length; i++) {
            known[i + 1] = known[i].with(order[i], full[order[i]], plans[i]);
        }
        return known;
    }

    private byte[] write(Trial trial) {
        BitWriter writer = new BitWriter();
        NumberCoder numbers = new NumberCoder(writer);
        Dialect dialect = grid.dialect();
        numbers.code(Fields.ROWS, grid.rows());
        numbers.code(Fields.DELIMITER, dialect.delimiter() & 0xff);
        numbers.code(Fields.CARRIAGE_RETURN, dialect.carriageReturn());
        numbers.code(Fields.COLUMNS, columns);
        numbers.code(Fields.OPEN, grid.isOpen());
        OddLines.code(numbers, writer, grid.oddLines(), grid.rows(), length);
        ColumnHeader header = new ColumnHeader(numbers, writer, grid.rows(), length);
        int[] order = complete(trial.order());
        Orders.code(numbers, order, columns);
        for (int i = 0; i < columns; i++) {
            header.code(headers[order[i]]);
            if (headers[order[i]].form().isText()) {
                text(writer, trial.known()[trial.order().length], order[i]);
            } else {
                ColumnPlan.code(numbers, Fields.PLAN, trial.plans()[i], trial.known()[i]);
                trial.tapes()[i].replay(writer);
            }
        }
        return writer.finish();
    }

    /** Columns of text come last, in their natural order. */
    private int[] complete(int[] coded) {
        int[] order = Arrays.copyOf(coded, columns);
        int next = coded.length;
        for (int column = 0; column < columns; column++) {
            if (full[column] == null) {
                order[next++] = column;
            }
        }
        return order;
    }

    private void text(BitCoder coder, Known known, int column) {
        boolean quoted = headers[column].form().quoted();
        TextModel model = new TextModel(coder, length / columns);
        for (int row = 0; row < grid.rows(); row++) {
            byte[] text = ColumnReading.text(grid, row, column, quoted);
            model.code(text, known.beside(column, row), length);
        }
    }
}
