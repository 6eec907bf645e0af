package io.hourglass.use;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.DerivedTable;
import io.hourglass.data.table.Table;
import io.hourglass.label.Classifier;
import io.hourglass.label.Label;
import io.hourglass.model.Autoencoder;

/** What a model tells of rows, as a table that is computed as it is read. */
public final class Classified {
    private Classified() {}

    /** The answers, with the columns of {@link Classifier#schema}. */
    public static Table of(Preparation preparation, Autoencoder model, Classifier classifier, Table rows) {
        PreparingChange.Use use = (batch, prepared, first) -> told(classifier, model.encode(prepared), first);
        return new DerivedTable(
                rows.as(preparation.schema()).select(preparation.schema().names()),
                classifier.schema(),
                model.threads(),
                () -> new PreparingChange(preparation, use));
    }

    private static Batch told(Classifier classifier, float[] codes, long first) {
        Label label = classifier.label();
        int code = classifier.predictor().head().network().input().size();
        int count = codes.length / code;
        double[] row = new double[count];
        for (int r = 0; r < count; r++) {
            row[r] = first + r;
        }
        Batch.Builder batch = Batch.builder(count).numbers(row);
        if (label.isNumber()) {
            return batch.numbers(classifier.numbers(codes)).build();
        }
        double[] p = classifier.probabilities(codes);
        int classes = label.outputs();
        int[] likeliest = Classifier.likeliest(p, classes);
        String[] texts = new String[count];
        for (int r = 0; r < count; r++) {
            texts[r] = label.classes().get(likeliest[r]);
        }
        batch.texts(texts);
        for (int c = 0; c < classes; c++) {
            double[] column = new double[count];
            for (int r = 0; r < count; r++) {
                column[r] = p[r * classes + c];
            }
            batch.numbers(column);
        }
        return batch.build();
    }
}
