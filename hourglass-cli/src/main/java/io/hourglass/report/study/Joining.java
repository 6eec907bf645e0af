package io.hourglass.report.study;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.NumberColumn;
import io.hourglass.data.table.Table;

/** Columns of whole tables as one array each. */
public final class Joining {
    private Joining() {}

    /** Adds a column of a table of so many rows to a batch of as many. */
    static void column(Table table, int index, int rows, Batch.Builder into) {
        Column column = table.schema().column(index);
        if (column instanceof NumberColumn) {
            into.numbers(numbers(table, index, rows));
        } else if (column instanceof ImageColumn) {
            into.pixels(pixels(table, index, rows * column.valuesPerRow()));
        } else {
            into.texts(texts(table, index, rows));
        }
    }

    /** The cells of a column of numbers. */
    public static double[] numbers(Table table, int index, int rows) {
        double[] all = new double[rows];
        int at = 0;
        try (Cursor cursor = table.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                System.arraycopy(batch.numbers(index), 0, all, at, batch.rows());
                at += batch.rows();
            }
        }
        return all;
    }

    /** The cells of a column of words. */
    public static String[] texts(Table table, int index, int rows) {
        String[] all = new String[rows];
        int at = 0;
        try (Cursor cursor = table.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                System.arraycopy(batch.texts(index), 0, all, at, batch.rows());
                at += batch.rows();
            }
        }
        return all;
    }

    private static float[] pixels(Table table, int index, int values) {
        float[] all = new float[values];
        int at = 0;
        try (Cursor cursor = table.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                float[] part = batch.pixels(index);
                System.arraycopy(part, 0, all, at, part.length);
                at += part.length;
            }
        }
        return all;
    }
}
