package io.hourglass.use;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.DerivedTable;
import io.hourglass.data.table.JoinedTable;
import io.hourglass.data.table.NumberColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import java.util.ArrayList;
import java.util.List;

/** Rows whose missing cells are those of their reconstructions, and whose other cells are left alone. */
final class Imputed {
    private final Preparation preparation;
    private final Ensemble ensemble;

    Imputed(Preparation preparation, Ensemble ensemble) {
        if (preparation.schema().image() >= 0) {
            throw new IllegalArgumentException("images have no missing cells to fill; impute is for tables");
        }
        this.preparation = preparation;
        this.ensemble = ensemble;
    }

    private Table derived(Table rows, Schema schema, Filling filling) {
        return new DerivedTable(
                rows,
                schema,
                ensemble.first().threads(),
                () -> new PreparingChange(
                        preparation,
                        (batch, prepared, first) -> filling.fill(
                                batch,
                                preparation.undo(
                                        preparation.read(ensemble.reconstruct(prepared), batch.rows()),
                                        batch.rows()))));
    }

    /** What is made of rows and their reconstructions. */
    private interface Filling {
        Batch fill(Batch rows, Batch rebuilt);
    }

    /** Rows in the order and types of the model's columns, then the others. */
    Table of(Table rows) {
        Table fitted = rows.as(preparation.schema());
        return derived(fitted, fitted.schema(), (batch, rebuilt) -> {
            Batch.Builder filled = Batch.builder(batch.rows());
            for (int c = 0; c < batch.columns(); c++) {
                fill(filled, fitted.schema().column(c), batch, c < rebuilt.columns() ? rebuilt : batch, c);
            }
            return filled.build();
        });
    }

    private static void fill(Batch.Builder filled, Column column, Batch batch, Batch rebuilt, int c) {
        if (column instanceof NumberColumn) {
            double[] numbers = batch.numbers(c).clone();
            for (int r = 0; r < numbers.length; r++) {
                numbers[r] = Double.isNaN(numbers[r]) ? rebuilt.numbers(c)[r] : numbers[r];
            }
            filled.numbers(numbers);
        } else {
            String[] texts = batch.texts(c).clone();
            for (int r = 0; r < texts.length; r++) {
                texts[r] = texts[r] == null ? rebuilt.texts(c)[r] : texts[r];
            }
            filled.texts(texts);
        }
    }

    /**
     * Rows as they stand in a text file, in its order of columns: cells that are not missing keep their characters.
     *
     * @param written the file, every column taken as text
     * @param rows the same file
     */
    Table of(Table written, Table rows) {
        Schema own = preparation.schema();
        Table fitted = rows.as(own).select(own.names());
        int width = written.schema().width();
        List<Column> columns = new ArrayList<>();
        for (String name : own.names()) {
            columns.add(new CategoricalColumn(unused(name, written.schema())));
        }
        Table texts = derived(fitted, new Schema(columns), (batch, rebuilt) -> texts(own, batch, rebuilt));
        int[] filler = new int[width];
        for (int c = 0; c < width; c++) {
            int place = own.find(written.schema().column(c).name());
            filler[c] = place < 0 ? -1 : width + place;
        }
        return new DerivedTable(
                new JoinedTable(written, texts), written.schema(), 1, () -> first -> batch -> picked(batch, filler));
    }

    /** A name that no column of the file has. */
    private static String unused(String name, Schema schema) {
        String unused = name + " filled";
        while (schema.find(unused) >= 0) {
            unused += "'";
        }
        return unused;
    }

    /** The texts of reconstructions where cells are missing; null elsewhere. */
    private static Batch texts(Schema own, Batch batch, Batch rebuilt) {
        Batch.Builder texts = Batch.builder(batch.rows());
        for (int c = 0; c < own.width(); c++) {
            String[] column = new String[batch.rows()];
            for (int r = 0; r < column.length; r++) {
                boolean missing = own.column(c).text(batch, c, r) == null;
                column[r] = missing ? own.column(c).text(rebuilt, c, r) : null;
            }
            texts.texts(column);
        }
        return texts.build();
    }

    private static Batch picked(Batch joined, int[] filler) {
        Batch.Builder picked = Batch.builder(joined.rows());
        for (int c = 0; c < filler.length; c++) {
            String[] texts = joined.texts(c).clone();
            for (int r = 0; filler[c] >= 0 && r < texts.length; r++) {
                String filled = joined.texts(filler[c])[r];
                texts[r] = filled == null ? texts[r] : filled;
            }
            picked.texts(texts);
        }
        return picked.build();
    }
}
