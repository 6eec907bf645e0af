package io.hourglass.use;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.DerivedTable;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import io.hourglass.model.Autoencoder;
import io.hourglass.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The verbs of a model over tables, each a table that is computed as it is read. */
public final class Verbs implements CommonVerbs {
    private final Preparation preparation;
    private final Autoencoder model;
    private final Ensemble ensemble;
    private final Detector scoring;
    private final UnaryOperator<float[]> rebuild;

    /** The verbs of what a model file holds. */
    public Verbs(ModelFile parts) {
        this(parts.preparation(), Ensemble.of(parts), parts.scoring());
    }

    private Verbs(Preparation preparation, Ensemble ensemble, Detector scoring) {
        this(preparation, ensemble, scoring, ensemble::reconstruct);
    }

    private Verbs(Preparation preparation, Ensemble ensemble, Detector scoring, UnaryOperator<float[]> rebuild) {
        this.preparation = preparation;
        this.ensemble = ensemble;
        this.model = ensemble.first();
        this.scoring = scoring;
        this.rebuild = rebuild;
    }

    @Override
    public Schema schema() {
        return preparation.schema();
    }

    /** The verbs over images of the size that rows have, if it is another one and the model takes it. */
    private Optional<Verbs> resized(Table rows) {
        int at = rows.schema().image();
        Optional<Shape> own = preparation.image();
        if (at < 0 || own.isEmpty() || !(rows.schema().column(at) instanceof ImageColumn found)) {
            return Optional.empty();
        }
        Shape shape = Shape.of(found.height(), found.width(), found.channels());
        if (shape.equals(own.get()) || shape.last() != own.get().last()) {
            return Optional.empty();
        }
        return OtherSize.of(model, found).map(first -> {
            List<OtherSize> members = new ArrayList<>(List.of(first));
            ensemble.members().stream().skip(1).map(first::of).forEach(members::add);
            return new Verbs(
                    preparation.over(found),
                    new Ensemble(members.stream().map(OtherSize::model).toList()),
                    scoring,
                    prepared -> Ensemble.mean(members, member -> member.reconstruct(prepared)));
        });
    }

    private Table derived(Table rows, Schema schema, PreparingChange.Use use) {
        return new DerivedTable(rows, schema, model.threads(), () -> new PreparingChange(preparation, use));
    }

    /** Codes as columns {@code c0}…, after some columns of the rows. */
    @Override
    public Table encode(Table rows, List<String> keep) {
        Table fitted = rows.as(preparation.schema());
        List<Column> columns = new ArrayList<>(fitted.schema().select(keep).columns());
        columns.addAll(codeSchema().columns());
        int[] kept = keep.stream().mapToInt(fitted.schema()::index).toArray();
        return derived(
                fitted,
                new Schema(columns),
                (batch, prepared, first) -> batch.select(kept).beside(codes(prepared)));
    }

    Schema codeSchema() {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < model.spec().symbolWidth(); i++) {
            columns.add(new NumericColumn("c" + i, -1));
        }
        return new Schema(columns);
    }

    Batch codes(float[] prepared) {
        float[] codes = model.symbols(prepared);
        int width = model.spec().symbolWidth();
        int count = codes.length / width;
        Batch.Builder batch = Batch.builder(count);
        for (int i = 0; i < width; i++) {
            double[] column = new double[count];
            for (int r = 0; r < count; r++) {
                column[r] = codes[r * width + i];
            }
            batch.numbers(column);
        }
        return batch.build();
    }

    /** The rows that the columns {@code c0}… stand for; of a model of windows all rows of a window for each code. */
    public Table decode(Table codes) {
        Schema schema = codeSchema();
        return new DerivedTable(
                codes.as(schema),
                preparation.schema(),
                model.threads(),
                () -> first -> batch -> decoded(batch, codes.source(), first),
                model.spec().steps());
    }

    private Batch decoded(Batch batch, String source, long first) {
        int width = model.spec().symbolWidth();
        float[] codes = new float[Math.multiplyExact(batch.rows(), width)];
        for (int i = 0; i < width; i++) {
            double[] column = batch.numbers(i);
            for (int r = 0; r < column.length; r++) {
                if (Double.isNaN(column[r])) {
                    throw new DataException(source + ", row " + (first + r) + ", column 'c" + i
                            + "' is missing; every number of a code is needed");
                }
                codes[r * width + i] = (float) column[r];
                Optional<String> objection = model.spec().bottleneck().objection(codes[r * width + i]);
                if (objection.isPresent()) {
                    throw new DataException(source + ", row " + (first + r) + ", column 'c" + i + "' is " + column[r]
                            + "; " + objection.get());
                }
            }
        }
        float[] reconstructions = model.decode(model.codesOf(codes));
        for (int i = 0; i < reconstructions.length; i++) {
            if (!Float.isFinite(reconstructions[i])) {
                int row = (int) ((long) i * batch.rows() / reconstructions.length);
                throw new DataException(source + ", row " + (first + row) + ": the code lies so far from those of the"
                        + " training rows that what it stands for is no finite number; was it made by this model?");
            }
        }
        return rows(reconstructions, batch.rows() * model.spec().steps());
    }

    Batch rows(float[] reconstructions, int count) {
        return preparation.undo(preparation.read(reconstructions, count), count);
    }

    /** Reconstructions, and the names of images where the rows have them; a model of convolutions alone takes images of any size. */
    @Override
    public Table reconstruct(Table rows) {
        return resized(rows).orElse(this).rebuilt(rows);
    }

    private Table rebuilt(Table rows) {
        Table fitted = rows.as(preparation.schema());
        Schema own = preparation.schema();
        int names = own.image() < 0 ? -1 : fitted.schema().find("file");
        List<Column> columns = new ArrayList<>(own.columns());
        if (names >= 0) {
            columns.add(fitted.schema().column(names));
        }
        return derived(fitted, new Schema(columns, own.missing()), (batch, prepared, first) -> {
            Batch rebuilt = rows(rebuild.apply(prepared), batch.rows());
            return names < 0 ? rebuilt : rebuilt.beside(batch.select(names));
        });
    }

    /** Scores. */
    @Override
    public Table score(Table rows, Scoring asked) {
        return ScoreTable.of(scoring, asked, rows);
    }

    /** Errors. */
    @Override
    public Evaluation evaluate(Table rows, Consumer<String> notices) {
        return Evaluator.evaluate(preparation, ensemble, rows, notices);
    }

    /** How good a map of rows codes are. */
    public Reduction reduction(Table rows, Optional<String> label) {
        return Reduction.of(preparation, model, rows, label);
    }

    /** How probable the first rows are. */
    public RowEvidence evidence(Table rows, int samples, long most) {
        return RowEvidence.of(preparation, ensemble, rows, samples, most);
    }

    /** The rows nearest to one. */
    public List<Neighbour> search(Table rows, long query, int most) {
        return new Neighbours(preparation, model).of(rows, query, most);
    }

    /** Rows with their missing cells filled. */
    public Table impute(Table rows) {
        return new Imputed(preparation, ensemble).of(rows);
    }

    /** The same for a text file, whose other cells keep their characters. */
    public Table impute(Table written, Table rows) {
        return new Imputed(preparation, ensemble).of(written, rows);
    }

    /** The rows that codes stand for which lie evenly between those of two rows. */
    public Table interpolate(Table rows, long from, long to, int steps) {
        if (steps < 2) {
            throw new IllegalArgumentException("between two rows at least 2 are rebuilt, got " + steps);
        }
        Table fitted = rows.as(preparation.schema());
        float[] start = model.encode(Neighbours.prepared(preparation, fitted, from));
        float[] end = model.encode(Neighbours.prepared(preparation, fitted, to));
        float[] codes = new float[Math.multiplyExact(steps, start.length)];
        for (int step = 0; step < steps; step++) {
            float share = step / (steps - 1f);
            for (int i = 0; i < start.length; i++) {
                codes[step * start.length + i] = (1f - share) * start[i] + share * end[i];
            }
        }
        return new MemoryTable(preparation.schema(), List.of(rows(model.decode(codes), steps)));
    }

    /** New rows. */
    public Table generate(long rows, long seed) {
        if (rows < 1) {
            throw new IllegalArgumentException("at least 1 row can be generated, got " + rows);
        }
        if (!model.spec().bottleneck().generative()) {
            throw new IllegalArgumentException(
                    "this model cannot generate: only a variational, Wasserstein or adversarial one can; train with --kind"
                            + " variational, wasserstein or adversarial");
        }
        return new GeneratedTable(preparation, model, rows, seed);
    }
}
