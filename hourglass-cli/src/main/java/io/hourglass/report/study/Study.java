package io.hourglass.report.study;

import io.hourglass.Hourglass;
import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.preparation.Unseen;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.Table;
import io.hourglass.loss.Loss;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.training.MemoryRows;
import io.hourglass.training.Rows;
import io.hourglass.use.Judged;
import io.hourglass.use.PrincipalComponents;
import java.util.List;
import java.util.Optional;

/** What a model makes of rows, and what principal component analysis makes of them with codes of the same size. */
public final class Study {
    /** More take long to find. */
    private static final int MOST_COMPONENTS = 96;

    private final Hourglass model;
    private final ShownRows rows;
    private final boolean flatKnowsRows;
    private final float[] prepared;
    private final float[] expanded;
    private final float[] codes;
    private final PrincipalComponents flat;
    private final Rebuilt rebuilt;
    private final Rebuilt flatRebuilt;
    private final Scores scores;

    private Study(Hourglass model, Table table, Optional<Table> learnt, boolean flatKnowsRows) {
        requireRows(model.series().isPresent());
        Preparation preparation = model.preparation();
        AutoencoderSpec spec = model.autoencoder().spec();
        this.model = model;
        this.rows = ShownRows.of(table.as(preparation.schema()), Math.max(preparation.width(), spec.outputWidth()));
        this.flatKnowsRows = flatKnowsRows;
        this.prepared = preparation.apply(rows.batch(), new Unseen());
        Rows shown = asRows(prepared, preparation.width());
        ExpandedRows terms = new ExpandedRows(shown, spec.loss(), spec.outputWidth());
        this.expanded = terms.all();
        Rows fitted = learnt.<Rows>map(each ->
                        new ExpandedRows(preparation.apply(each, new Unseen()), spec.loss(), spec.outputWidth()))
                .orElse(terms);
        this.flat = PrincipalComponents.fit(
                fitted, components(spec), model.provenance().plan().seed());
        this.codes = model.autoencoder().encode(prepared);
        this.rebuilt = rebuilt(model.ensemble().reconstruct(prepared));
        PrincipalComponents narrow = flat.first(Math.min(spec.codeWidth(), flat.components()));
        this.flatRebuilt = rebuilt(narrow.decode(narrow.encode(expanded)));
        this.scores = Scores.of(model, rows.table());
    }

    /**
     * Refuses what has no study.
     *
     * @param windows whether the model is one of windows of series
     * @throws IllegalArgumentException if it is
     */
    public static void requireRows(boolean windows) {
        if (windows) {
            throw new IllegalArgumentException("reports and maps show rows of tables and images, and this model learns"
                    + " windows of series; score, encode and reconstruct write tables that show what it does");
        }
    }

    /** Enough to see how many a linear code needs to be as good. */
    private static int components(AutoencoderSpec spec) {
        int code = spec.codeWidth();
        int wanted = Math.max(2, Math.max(code, Math.min(3 * code, MOST_COMPONENTS)));
        return Math.min(spec.outputWidth(), wanted);
    }

    private static MemoryRows asRows(float[] values, int width) {
        MemoryRows rows = new MemoryRows(width, List.of());
        for (int at = 0; at < values.length; at += width) {
            rows.add(values, at);
        }
        return rows;
    }

    private Rebuilt rebuilt(float[] outputs) {
        return Rebuilt.of(model.preparation(), loss(), prepared, outputs, rows.count());
    }

    /**
     * Computes everything.
     *
     * @param table the rows to show; columns beyond the model's are kept for colours
     * @param learnt the rows that the model learnt from, to fit the components to; empty to fit them to the rows shown, which
     *     flatters them
     * @throws io.hourglass.error.DataException if there are no rows, or they do not fit the model
     */
    public static Study of(Hourglass model, Table table, Optional<Table> learnt) {
        return new Study(model, table, learnt, learnt.isEmpty());
    }

    /** Computes everything for rows that the model itself learnt from, to which the components are fitted too. */
    public static Study ofLearnt(Hourglass model, Table table) {
        return new Study(model, table, Optional.empty(), false);
    }

    /** The model. */
    public Hourglass model() {
        return model;
    }

    /** The rows. */
    public ShownRows rows() {
        return rows;
    }

    /** Whether the components were fitted to the very rows that are shown, and the model was not. */
    public boolean flatKnowsRows() {
        return flatKnowsRows;
    }

    /** Rows × the values of a prepared row. */
    public float[] prepared() {
        return prepared;
    }

    /** Rows × outputs: what a perfect reconstruction would be; NaN where missing. */
    public float[] expanded() {
        return expanded;
    }

    /** Rows × code. */
    public float[] codes() {
        return codes;
    }

    /** The components, up to three times as many as the code has numbers. */
    public PrincipalComponents flat() {
        return flat;
    }

    /** By the autoencoder. */
    public Rebuilt rebuilt() {
        return rebuilt;
    }

    /** By as many components as the code has numbers. */
    public Rebuilt flatRebuilt() {
        return flatRebuilt;
    }

    /** How strange the rows are. */
    public Scores scores() {
        return scores;
    }

    /** What the model tells of the rows beside what is true; empty if it learnt no label, or the rows have none that it knows. */
    public Optional<Judged> judged() {
        return model.classifier()
                .filter(each -> rows.table().schema().find(each.label().column().name()) >= 0)
                .flatMap(each -> Judged.some(each, model.classify(rows.table()), rows.table(), notice -> {}));
    }

    /** The loss, which says how outputs are read. */
    public Loss loss() {
        return model.autoencoder().spec().loss();
    }

    /** The numbers of a code. */
    public int codeWidth() {
        return model.autoencoder().spec().codeWidth();
    }

    /** The outputs of a row. */
    public int outputs() {
        return model.autoencoder().spec().outputWidth();
    }

    /** The images, if the model is of images. */
    public Optional<ImageColumn> image() {
        int place = model.schema().image();
        return place < 0
                ? Optional.empty()
                : Optional.of((ImageColumn) model.schema().column(place));
    }

    /** The place of the first column that can name kinds of rows, a category or truth value beside what was learnt; -1 if there is none. */
    public int kindColumn() {
        for (int c = model.schema().width(); c < rows.table().schema().width(); c++) {
            if (rows.column(c) instanceof io.hourglass.data.table.CategoricalColumn
                    || rows.column(c) instanceof io.hourglass.data.table.BooleanColumn) {
                return c;
            }
        }
        return -1;
    }

    /** What a row is called: its number, and its kind where there is one. */
    public String name(int row) {
        int kind = kindColumn();
        String text = kind < 0 ? "" : rows.text(kind, row);
        return text.isEmpty() ? rows.name(row) : text + " · " + rows.name(row);
    }
}
