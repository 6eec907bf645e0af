package io.hourglass.use;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.preparation.Unseen;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.Evidence;
import java.util.Arrays;

/**
 * How probable a variational model holds rows to be, in nats, means over rows: of prepared rows, so with densities of scaled numbers.
 *
 * @param rows how many were looked at
 * @param samples the codes drawn for each
 * @param values of a prepared row, such as its pixels
 * @param elbo the evidence bound
 * @param importance the tighter bound by importance weights
 */
public record RowEvidence(long rows, int samples, int values, double elbo, double importance) {
    private static final double LN_2 = 0.6931471805599453;

    /** The bits that a row takes by the tighter bound: what it would be stored in. */
    public double bits() {
        return -importance / LN_2;
    }

    /** The same for each value. */
    public double bitsPerValue() {
        return bits() / values;
    }

    /** The evidence of the first rows of a table; of an ensemble the mean, which bounds that of the members' mixture from below. */
    static RowEvidence of(Preparation preparation, Ensemble ensemble, Table table, int samples, long most) {
        double elbo = 0;
        double importance = 0;
        long rows = 0;
        try (Cursor cursor = table.as(preparation.schema()).rows(0, most).open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                float[] prepared = preparation.apply(batch, new Unseen());
                for (Autoencoder member : ensemble.members()) {
                    Evidence evidence = member.evidence(prepared, samples, rows);
                    elbo += Arrays.stream(evidence.elbo()).sum();
                    importance += Arrays.stream(evidence.importance()).sum();
                }
                rows += batch.rows();
            }
        }
        if (rows == 0) {
            throw new DataException(table.source() + ": there are no rows to evaluate");
        }
        double judged = (double) rows * ensemble.members().size();
        return new RowEvidence(rows, samples, preparation.width(), elbo / judged, importance / judged);
    }
}
