package io.hourglass.use;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import io.hourglass.model.CodeTally;
import io.hourglass.series.OrderedSeries;
import io.hourglass.series.Series;
import io.hourglass.series.WindowJudge;
import io.hourglass.series.WindowPass;
import io.hourglass.series.WindowedBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The verbs of a model of windows over series. About eight windows hold each row; what they say of it is averaged. Series that come in
 * their order are read in constant memory, others are put in order in memory; what comes out has the order of the data.
 */
public final class SeriesVerbs implements CommonVerbs {
    private static final float[] NOTHING = {};

    private final Preparation preparation;
    private final Ensemble ensemble;
    private final Detector scoring;
    private final Series series;
    private final Verbs verbs;

    /** The verbs of a model that has series. */
    public SeriesVerbs(ModelFile parts) {
        this.preparation = parts.preparation();
        this.ensemble = Ensemble.of(parts);
        this.scoring = parts.scoring();
        this.series = parts.series().orElseThrow();
        this.verbs = new Verbs(parts);
    }

    /** The columns that a table must have: those that are learnt, and those that order series and tell them apart. */
    @Override
    public Schema schema() {
        return preparation.schema().with(series.columns());
    }

    private WindowPass pass(OrderedSeries ordered, WindowJudge judge) {
        return new WindowPass(
                ordered, preparation, series.plan().window(), series.plan().stride(), judge);
    }

    private WindowJudge scorer() {
        MeanScorer scorer = scoring.scorer();
        return (windows, starts, pass) -> {
            Scorer.Parts parts = scorer.score(windows, starts.length);
            return new WindowJudge.Judged(parts.scores(), parts.parts(), parts.reconstruction());
        };
    }

    /** A score a row: the mean of those of the windows that hold it. Reasons are the row's own values. */
    @Override
    public Table score(Table rows, Scoring asked) {
        ScoreTable scores = new ScoreTable(preparation, asked.threshold().in(scoring.profile()), asked.explain());
        return new WindowedTable(rows.as(schema()), series, scores.schema(), true, ordered -> {
            WindowPass pass = pass(ordered, scorer());
            return new WindowedTable.Reading(pass, () -> {
                WindowedBatch next = pass.next();
                return next == null
                        ? null
                        : scores.scored(
                                next.batch(),
                                new Scorer.Parts(next.scores(), next.parts(), next.outputs()),
                                row -> ordered.number(next.first() + row));
            });
        });
    }

    /** The rows as windows rebuild them on average, after the columns that order series and tell them apart. */
    @Override
    public Table reconstruct(Table rows) {
        Schema schema = new Schema(series.columns(), preparation.missing())
                .with(preparation.schema().columns());
        Table fitted = rows.as(schema());
        int[] own = fitted.schema().select(series.plan().columns()).names().stream()
                .mapToInt(fitted.schema()::index)
                .toArray();
        return new WindowedTable(fitted, series, schema, true, ordered -> {
            WindowPass pass = pass(
                    ordered,
                    (windows, starts, unused) ->
                            new WindowJudge.Judged(new double[starts.length], NOTHING, ensemble.reconstruct(windows)));
            return new WindowedTable.Reading(pass, () -> {
                WindowedBatch next = pass.next();
                return next == null
                        ? null
                        : next.batch()
                                .select(own)
                                .beside(verbs.rows(next.outputs(), next.batch().rows()));
            });
        });
    }

    /** A row a window: {@code start} and {@code end}, the numbers of its first and last row, some columns of its first row, its code. */
    @Override
    public Table encode(Table rows, List<String> keep) {
        Table fitted = rows.as(schema());
        int[] kept = keep.stream().mapToInt(fitted.schema()::index).toArray();
        List<Column> columns = new ArrayList<>(List.of(new NumericColumn("start", 0), new NumericColumn("end", 0)));
        columns.addAll(fitted.schema().select(keep).columns());
        columns.addAll(verbs.codeSchema().columns());
        return new WindowedTable(fitted, series, new Schema(columns), false, ordered -> {
            List<Batch> found = new ArrayList<>();
            WindowPass reader = pass(ordered, (windows, starts, pass) -> {
                Batch codes = verbs.codes(windows);
                Batch before =
                        kept.length == 0 ? codes : pass.firstRows(starts, kept).beside(codes);
                found.add(numbers(ordered, starts).beside(before));
                return new WindowJudge.Judged(new double[starts.length], NOTHING, NOTHING);
            });
            return new WindowedTable.Reading(reader, () -> {
                boolean more = true;
                while (more && found.isEmpty()) { // the windows come as the rows are read
                    more = reader.next() != null;
                }
                return found.isEmpty() ? null : found.remove(0);
            });
        });
    }

    private Batch numbers(OrderedSeries ordered, long... starts) {
        double[] start = new double[starts.length];
        double[] end = new double[starts.length];
        for (int w = 0; w < starts.length; w++) {
            start[w] = ordered.number(starts[w]);
            end[w] = ordered.number(starts[w] + series.plan().window() - 1);
        }
        return Batch.builder(starts.length).numbers(start).numbers(end).build();
    }

    /** The errors by row of averaged reconstructions; the loss is the windows', as in training. */
    @Override
    public Evaluation evaluate(Table rows, Consumer<String> notices) {
        Evaluator evaluator = new Evaluator(preparation, ensemble.first().spec().loss());
        CodeTally tally = ensemble.first().spec().tally();
        double[] loss = {0, 0};
        WindowJudge judge = (windows, starts, pass) -> {
            Ensemble.Judged judged = ensemble.judge(windows, tally);
            for (double each : judged.losses()) {
                loss[0] += each;
                loss[1]++;
            }
            return new WindowJudge.Judged(judged.losses(), NOTHING, judged.reconstruction());
        };
        try (WindowPass pass = pass(OrderedSeries.of(rows.as(schema()), series), judge)) {
            for (WindowedBatch next = pass.next(); next != null; next = pass.next()) {
                evaluator.add(next.prepared(), next.outputs(), next.batch().rows());
            }
            pass.notices().forEach(notices);
        }
        if (loss[1] == 0) {
            throw new DataException(rows.source() + ": there are no rows to evaluate");
        }
        Evaluation points = evaluator.result();
        return new Evaluation(
                points.rows(), loss[0] / loss[1], points.squaredErrorPerRow(), points.columns(), tally.measures());
    }
}
