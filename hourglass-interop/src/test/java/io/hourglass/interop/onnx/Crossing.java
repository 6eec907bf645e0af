package io.hourglass.interop.onnx;

import ai.onnxruntime.OrtException;
import io.hourglass.Hourglass;
import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.preparation.PreparedColumn;
import io.hourglass.data.preparation.PreparedConstant;
import io.hourglass.data.preparation.PreparedNumber;
import io.hourglass.data.preparation.Unseen;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.NumberColumn;
import io.hourglass.data.table.Table;
import io.hourglass.label.Classifier;
import io.hourglass.label.Label;
import io.hourglass.loss.Loss;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.Binary;
import io.hourglass.model.Bottleneck;
import io.hourglass.model.VectorQuantized;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares what a model and its ONNX files make of rows; rows are one batch, of a model of windows as many windows as fit. */
final class Crossing {
    private static final String LABEL = "label";

    private final Hourglass model;
    private final Path folder;
    private final Batch batch;
    private final int steps;
    private final int count;
    private final float[] prepared;
    private final boolean[] flipped;
    private final Map<String, Object> columns = new LinkedHashMap<>();
    /** The largest difference for each output, relative to the value or, if that is more, to 1 or its column's range in training. */
    final Map<String, Double> differences = new LinkedHashMap<>();

    Crossing(Hourglass model, Table rows, Path folder) throws IOException {
        this.model = model;
        this.folder = folder;
        Preparation preparation = model.preparation();
        try (Cursor cursor = rows.as(preparation.schema())
                .select(preparation.schema().names())
                .open()) {
            this.batch = cursor.next();
        }
        this.steps = model.autoencoder().spec().steps();
        this.count = batch.rows() / steps;
        this.flipped = new boolean[count];
        float[] all = preparation.apply(batch, new Unseen());
        this.prepared = Arrays.copyOf(all, count * steps * preparation.width());
        for (int c = 0; c < preparation.columns().size(); c++) {
            columns.put(
                    preparation.columns().get(c).column().name(),
                    raw(preparation.columns().get(c).column(), c));
        }
    }

    private Object raw(Column column, int at) {
        if (column instanceof ImageColumn) {
            return batch.pixels(at);
        }
        if (column instanceof NumberColumn && !(column instanceof BooleanColumn)) {
            return Arrays.copyOf(batch.numbers(at), count * steps);
        }
        String[] texts = new String[count * steps];
        for (int r = 0; r < texts.length; r++) {
            String text = column.text(batch, at, r);
            texts[r] = text == null ? "" : text;
        }
        return texts;
    }

    Map<String, Double> compare() throws OrtException {
        Autoencoder autoencoder = model.autoencoder();
        float[] symbols = autoencoder.symbols(prepared);
        float[] rebuilt = autoencoder.decode(autoencoder.codesOf(symbols));
        try (OnnxRun encoder = new OnnxRun(folder.resolve("encoder.onnx"));
                OnnxRun decoder = new OnnxRun(folder.resolve("decoder.onnx"));
                OnnxRun reconstruct = new OnnxRun(folder.resolve("reconstruct.onnx"))) {
            float[] found = (float[]) encoder.run(count, columns).get(ModelGraphs.CODE);
            columns("decode", rebuilt, decoder.run(count, Map.of(ModelGraphs.CODE, symbols)));
            leaveOutFlipped(symbols, found);
            note("encode", symbols, found);
            Map<String, Object> both = reconstruct.run(count, columns);
            float[] mean = model.ensemble().reconstruct(prepared);
            columns("reconstruct", mean, both);
            note("error", errors(mean), (double[]) both.get(ModelGraphs.ERROR));
        }
        if (model.series().isEmpty()) {
            scores();
        }
        if (model.classifier().isPresent()) {
            label(model.classifier().get());
        }
        if (flipped() > count / 500) {
            throw new AssertionError(flipped() + " of " + count + " codes are others");
        }
        return differences;
    }

    /** Bits and entries of a codebook that lie within rounding of two sides are decided by it: such rows are counted and left out. */
    private void leaveOutFlipped(float[] symbols, float[] found) {
        Bottleneck bottleneck = model.autoencoder().spec().bottleneck();
        boolean discrete = bottleneck instanceof Binary || bottleneck instanceof VectorQuantized;
        int width = symbols.length / count;
        for (int i = 0; discrete && i < symbols.length; i++) {
            flipped[i / width] |= symbols[i] != found[i];
        }
    }

    /** How many rows were left out. */
    int flipped() {
        int sum = 0;
        for (boolean each : flipped) {
            sum += each ? 1 : 0;
        }
        return sum;
    }

    private void scores() throws OrtException {
        try (OnnxRun score = new OnnxRun(folder.resolve("score.onnx"));
                Cursor cursor = model.score(new MemoryTable(model.preparation().schema(), List.of(batch)))
                        .open()) {
            Batch scores = cursor.next();
            Map<String, Object> outputs = score.run(count, columns);
            note("score", scores.numbers(1), (double[]) outputs.get(ModelGraphs.SCORE));
            long[] anomaly = (long[]) outputs.get(ModelGraphs.ANOMALY);
            for (int r = 0; r < count; r++) {
                if (!flipped[r]) {
                    difference("anomaly", scores.numbers(2)[r], (double) anomaly[r]);
                }
            }
        }
    }

    private void label(Classifier classifier) throws OrtException {
        Label label = classifier.label();
        try (OnnxRun classify = new OnnxRun(folder.resolve("classify.onnx"));
                Cursor cursor = model.classify(
                                new MemoryTable(model.preparation().schema(), List.of(batch)))
                        .open()) {
            Batch told = cursor.next();
            Map<String, Object> outputs = classify.run(count, columns);
            if (label.isNumber()) {
                note(LABEL, told.numbers(1), (double[]) outputs.get(LabelGraphs.output(label)));
                return;
            }
            String[] texts = (String[]) outputs.get(LabelGraphs.output(label));
            double[] shares = (double[]) outputs.get(LabelGraphs.probabilities(label));
            for (int r = 0; r < count; r++) {
                for (int c = 0; c < label.outputs() && !flipped[r]; c++) {
                    difference(LABEL, told.numbers(c + 2)[r], shares[r * label.outputs() + c]);
                }
                boolean same = flipped[r] || texts[r].equals(told.texts(1)[r]);
                difference("labels", same ? 0 : 1, 0);
            }
        }
    }

    private double[] errors(float[] rebuilt) {
        double[] errors = new double[count];
        int width = rebuilt.length / count;
        float[] expanded = new float[width];
        for (int r = 0; r < count; r++) {
            model.autoencoder().spec().loss().expand(prepared, r * prepared.length / count, expanded);
            errors[r] = Loss.squaredError(rebuilt, r * width, expanded);
        }
        return errors;
    }

    /** Numbers before they are rounded to the digits of their column. */
    private void columns(String verb, float[] rebuilt, Map<String, Object> outputs) {
        Preparation preparation = model.preparation();
        int rows = count * steps;
        float[] read = preparation.read(rebuilt, rows);
        int width = preparation.width();
        int at = 0;
        for (PreparedColumn column : preparation.columns()) {
            Object output = outputs.get(ColumnForm.output(column));
            if (column instanceof PreparedConstant) {
                continue;
            }
            for (int r = 0; r < rows && column.width() == 1; r++) {
                if (flipped[r / steps]) {
                    continue;
                }
                float value = read[r * width + at];
                if (column instanceof PreparedNumber number) {
                    difference(verb, number.scaling().undo(value), ((double[]) output)[r], range(number));
                } else {
                    boolean same = column.text(value).equals(((String[]) output)[r]);
                    difference(verb + " levels", same ? 0 : 1, 0);
                }
            }
            if (column.width() > 1) {
                note(verb, read, (float[]) output);
            }
            at += column.width();
        }
    }

    private void note(String what, float[] expected, float[] found) {
        int width = expected.length / count;
        for (int i = 0; i < Math.max(expected.length, found.length); i++) {
            if (!flipped[i / width]) {
                difference(what, expected[i], found[i]);
            }
        }
    }

    private void note(String what, double[] expected, double[] found) {
        int width = expected.length / count;
        for (int i = 0; i < Math.max(expected.length, found.length); i++) {
            if (!flipped[i / width]) {
                difference(what, expected[i], found[i]);
            }
        }
    }

    /** From the least to the greatest value that training saw. */
    private static double range(PreparedNumber column) {
        return column.scaling().undo(column.number().high())
                - column.scaling().undo(column.number().low());
    }

    private void difference(String what, double expected, double found) {
        difference(what, expected, found, 1);
    }

    private void difference(String what, double expected, double found, double unit) {
        double difference = Math.abs(expected - found) / Math.max(unit, Math.abs(expected));
        differences.merge(what, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference, Math::max);
    }
}
