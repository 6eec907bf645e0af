package io.hourglass.label;

import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import io.hourglass.loss.CategoricalCrossEntropy;
import io.hourglass.loss.Loss;
import io.hourglass.loss.SquaredError;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.Head;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Dense;
import io.hourglass.network.Dropout;
import io.hourglass.network.Initializer;
import io.hourglass.network.Layer;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import io.hourglass.training.Augmentation;
import io.hourglass.training.Rows;
import io.hourglass.training.Supervision;
import io.hourglass.training.Trainer;
import io.hourglass.training.TrainingResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The training of a head on the rows that have a label, and of the autoencoder with it. */
public final class LabelTraining {
    /** The hidden units of a head: it reads classes that do not lie along one direction of the code. */
    private static final int HIDDEN = 128;

    private static final float DROPOUT = 0.3f;
    private static final int CHUNK = 1024;

    private final LabelPlan plan;
    private final Label label;
    private final double[] truth;
    private final double[] judged;

    /**
     * Reads the labels.
     *
     * @param plan how they are learnt
     * @param training the training rows
     * @param judging the rows that epochs are judged by; empty for none
     * @throws DataException if they are of no use
     */
    public LabelTraining(LabelPlan plan, Table training, Optional<Table> judging) {
        this.plan = plan;
        this.label = Label.fit(training, plan.column());
        this.truth = label.of(training);
        this.judged = judging.map(label::of).orElse(new double[0]);
        if (labelled(truth).length < 2) {
            throw new DataException(training.source() + ", column '" + plan.column()
                    + "' needs at least two labels outside the rows that are held back");
        }
    }

    /** How the labels are learnt. */
    public LabelPlan plan() {
        return plan;
    }

    /** What is said about the labels. */
    public String notice() {
        String what = label.isNumber() ? "a number" : label.classes().size() + " classes";
        return "'" + plan.column() + "' is the label, " + what + ": of " + truth.length + " rows "
                + labelled(truth).length + " have one";
    }

    /** The prepared rows that the labels are of. */
    public record Source(Rows rows, Optional<? extends Rows> held, Optional<Shape> image) {}

    /** What comes out. */
    public record Taught(Autoencoder model, Classifier classifier) {
        /** What the kept epoch was judged to be. */
        private double loss() {
            return classifier.told().history().best().judged();
        }
    }

    /** The rows with a label that training saw. */
    private int[] labelled(double[] truths) {
        return IntStream.range(0, truths.length)
                .filter(row -> label.knows(truths[row]))
                .toArray();
    }

    /** How many rows have a label to learn from. */
    public int rows() {
        return labelled(truth).length;
    }

    /**
     * Trains.
     *
     * @param source the rows, in the order of their labels
     * @param code the numbers of a code
     * @param start where the autoencoder starts from; empty for fresh weights
     * @param trainer what trains
     */
    public Taught run(Source source, int code, Optional<Autoencoder> start, Trainer trainer) {
        int[] known = labelled(truth);
        return run(source, code, start, trainer, Examples.known(source.rows, known, targets(known)));
    }

    /** The labels of rows, weighed. */
    private LabelRows targets(int[] rows) {
        double[] picked = pick(truth, rows);
        return plan.balanced() && !label.isNumber()
                ? LabelRows.balanced(label, picked)
                : new LabelRows(label, picked, null);
    }

    private Taught run(Source source, int code, Optional<Autoencoder> start, Trainer trainer, Examples examples) {
        int[] held = source.held.isPresent() ? labelled(judged) : new int[0];
        double[] heldTruth = pick(judged, held);
        Rows judging = held.length == 0 ? null : new PickedRows(source.held.get(), held);
        LabelRows heldTargets =
                new LabelRows(label, heldTruth, targets(labelled(truth)).weights());
        Head head = head(code);
        Optional<Supervision.Judge> judge =
                label.isNumber() ? Optional.empty() : Optional.of(outputs -> calibrated(outputs, heldTargets));
        Supervision.Lesson lesson = new Supervision.Lesson(head, variation(source));
        Supervision supervision =
                new Supervision(lesson, examples.targets(), judging == null ? null : heldTargets, start, judge);
        TrainingResult result = trainer.supervision(supervision).train(examples.rows(), judging);
        double temperature = temperature(result, judging, heldTruth);
        Classifier.Told told =
                new Classifier.Told(label, plan, head, temperature, List.of(rows(), held.length), result.history());
        return new Taught(
                result.model(), new Classifier(told, result.predictor().orElseThrow()));
    }

    /**
     * The mean loss at the temperature that is best for it: over-confidence, which grows while the classes told still get better, is taken
     * away at the end (Guo et al. 2017, section 3).
     */
    private static double calibrated(float[] logits, LabelRows targets) {
        int[] classes = classes(targets.truth());
        double[] losses = Temperature.losses(logits, classes, Temperature.of(logits, classes));
        double sum = 0;
        for (int r = 0; r < losses.length; r++) {
            sum += targets.weight(classes[r]) * losses[r];
        }
        return sum / losses.length;
    }

    private static int[] classes(double[] truths) {
        return DoubleStream.of(truths).mapToInt(each -> (int) each).toArray();
    }

    /**
     * Whether most rows have no label and the model is to learn them with the classes that it gives them: where they are images that vary, so
     * that there is something to learn from what it knows already.
     */
    public boolean guesses(Source source) {
        return plan.selfTraining()
                && plan.pretraining()
                && !label.isNumber()
                && truth.length >= 2 * rows()
                && variation(source).isPresent();
    }

    private Optional<Augmentation> variation(Source source) {
        return source.image.flatMap(image ->
                plan.variation().orElseGet(() -> Variation.usual(image)).over(image));
    }

    /** The examples of a training on the classes that the model gives to rows. */
    public int guessedRows() {
        return Examples.count(rows(), truth.length - rows());
    }

    /**
     * Trains once more, on all rows, those without a label having the classes that a model gives them. The rows that epochs are judged by say
     * which of the two is better.
     *
     * @param before what gives the classes, and what training goes on from
     * @return the better one
     */
    public Taught again(Source source, int code, Taught before, Trainer trainer) {
        int[] known = labelled(truth);
        int[] unknown = IntStream.range(0, truth.length)
                .filter(row -> !label.knows(truth[row]))
                .toArray();
        Examples.Guesser guesser =
                new Examples.Guesser(before, variation(source).orElseThrow());
        Examples examples = Examples.guessed(source.rows, known, targets(known), unknown, guesser);
        Taught after = run(source, code, Optional.of(before.model), trainer, examples);
        return after.loss() <= before.loss() || before.classifier.told().rows().get(1) == 0 ? after : before;
    }

    private static double[] pick(double[] values, int[] places) {
        return IntStream.of(places).mapToDouble(place -> values[place]).toArray();
    }

    private Head head(int code) {
        List<Layer> layers = List.of(
                new Dense(HIDDEN, true, false, new Initializer.HeNormal()),
                Activation.of(ActivationFunction.RELU),
                new Dropout(DROPOUT),
                Dense.of(label.outputs()));
        Loss loss = label.isNumber() ? new SquaredError() : new CategoricalCrossEntropy(true);
        return new Head(new Network(Shape.of(code), layers), loss, plan.reconstruction());
    }

    private double temperature(TrainingResult result, Rows judging, double[] truths) {
        if (label.isNumber() || judging == null) {
            return 1;
        }
        int width = judging.width();
        float[] logits = new float[judging.count() * label.outputs()];
        for (int first = 0; first < judging.count(); first += CHUNK) {
            float[] rows = new float[Math.min(CHUNK, judging.count() - first) * width];
            for (int at = 0; at < rows.length; at += width) {
                judging.copy(first + at / width, rows, at);
            }
            float[] outputs =
                    result.predictor().orElseThrow().outputs(result.model().encode(rows));
            System.arraycopy(outputs, 0, logits, first * label.outputs(), outputs.length);
        }
        return Temperature.of(logits, classes(truths));
    }
}
