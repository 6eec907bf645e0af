package io.hourglass.label;

import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.engine.Engine;
import io.hourglass.file.Section;
import io.hourglass.file.SectionFile;
import io.hourglass.math.StrictFunctions;
import io.hourglass.model.Head;
import io.hourglass.model.NetworkTensors;
import io.hourglass.model.Predictor;
import io.hourglass.training.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a model has learnt to tell of rows. Its bytes are specified in {@code docs/format/model.md}.
 *
 * @param told what it tells and how sure it is
 * @param predictor the head
 */
public record Classifier(Told told, Predictor predictor) {
    /** The section that says what is told. */
    public static final String SECTION = "classifier.json";

    /** The section of the head's weights. */
    public static final String WEIGHTS = "classifier.safetensors";

    private static final String PREFIX = "head";

    /**
     * What is told.
     *
     * @param label the label
     * @param plan how it was learnt
     * @param head the network that tells it, and its loss
     * @param temperature what logits are divided by before they become probabilities; 1 for a number
     * @param rows the rows with a label: those learnt from, then those judged by
     * @param history how the head's training went
     */
    public record Told(
            Label label, LabelPlan plan, Head head, double temperature, List<Integer> rows, History history) {
        public Told {
            rows = List.copyOf(rows);
            if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a temperature is positive, got " + temperature);
            }
            if (head.targets() != label.outputs() || rows.size() != 2) {
                throw new IllegalArgumentException("a head of " + head.targets() + " outputs cannot tell "
                        + label.outputs() + " classes; of rows two numbers are needed, got " + rows.size());
            }
        }
    }

    /** The label that is told. */
    public Label label() {
        return told.label;
    }

    /**
     * The probabilities of classes.
     *
     * @param codes rows × code width
     * @return rows × classes, each row with a sum of 1
     */
    public double[] probabilities(float[] codes) {
        float[] logits = predictor.outputs(codes);
        int classes = label().outputs();
        double[] p = new double[logits.length];
        for (int at = 0; at < p.length; at += classes) {
            double greatest = Double.NEGATIVE_INFINITY;
            for (int c = at; c < at + classes; c++) {
                greatest = Math.max(greatest, logits[c]);
            }
            double sum = 0;
            for (int c = at; c < at + classes; c++) {
                p[c] = StrictFunctions.exp((logits[c] - greatest) / told.temperature);
                sum += p[c];
            }
            for (int c = at; c < at + classes; c++) {
                p[c] /= sum;
            }
        }
        return p;
    }

    /** The numbers that codes tell, one a row. */
    public double[] numbers(float[] codes) {
        float[] outputs = predictor.outputs(codes);
        double[] numbers = new double[outputs.length];
        Arrays.setAll(numbers, i -> label().mean() + label().deviation() * outputs[i]);
        return numbers;
    }

    /** The columns of answers: {@code row}, {@code label} and {@code p_CLASS} for each class; or {@code row} and {@code prediction}. */
    public Schema schema() {
        List<Column> columns = new ArrayList<>(List.of(new NumericColumn("row", 0)));
        if (label().isNumber()) {
            columns.add(new NumericColumn("prediction", -1));
        } else {
            columns.add(new CategoricalColumn("label"));
            label().classes().forEach(each -> columns.add(new NumericColumn("p_" + each, -1)));
        }
        return new Schema(columns);
    }

    /** The likeliest of each row's classes, the first of several. */
    public static int[] likeliest(double[] probabilities, int classes) {
        int[] likeliest = new int[probabilities.length / classes];
        for (int r = 0; r < likeliest.length; r++) {
            for (int c = 1; c < classes; c++) {
                if (probabilities[r * classes + c] > probabilities[r * classes + likeliest[r]]) {
                    likeliest[r] = c;
                }
            }
        }
        return likeliest;
    }

    /** Adds what a model file holds of it. */
    public void write(List<Section> sections) {
        sections.add(Section.record(SECTION, told, Told.class));
        sections.add(Section.tensors(WEIGHTS, NetworkTensors.of(told.head.network(), PREFIX, predictor.weights())));
    }

    /**
     * Reads it, where a model file has one.
     *
     * @param code the numbers of the model's code
     * @throws io.hourglass.error.CorruptFileException if it does not fit together
     */
    public static Optional<Classifier> read(SectionFile file, int code, Engine engine) {
        if (!file.names().contains(SECTION)) {
            return Optional.empty();
        }
        Told told = file.record(SECTION, Told.class);
        if (told.head.network().input().size() != code) {
            throw file.corrupt(
                    SECTION,
                    "its head takes codes of " + told.head.network().input().size() + " numbers, the model's have "
                            + code);
        }
        float[] weights = NetworkTensors.read(file, WEIGHTS, told.head.network(), PREFIX);
        return Optional.of(new Classifier(told, new Predictor(told.head, weights, engine)));
    }
}
