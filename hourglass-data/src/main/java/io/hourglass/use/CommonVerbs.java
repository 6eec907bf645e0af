package io.hourglass.use;

import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import java.util.List;
import java.util.function.Consumer;

/** What models of rows and models of windows both do with a table. */
public sealed interface CommonVerbs permits Verbs, SeriesVerbs {
    /** The columns that a table must have. */
    Schema schema();

    /** The codes of rows, or of windows, after some of the columns. */
    Table encode(Table rows, List<String> keep);

    /** What the model makes of each row. */
    Table reconstruct(Table rows);

    /** How strange each row is. */
    Table score(Table rows, Scoring scoring);

    /**
     * The errors of the model on rows.
     *
     * @param notices told what was found on the way
     */
    Evaluation evaluate(Table rows, Consumer<String> notices);
}
