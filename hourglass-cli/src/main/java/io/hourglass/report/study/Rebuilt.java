package io.hourglass.report.study;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.loss.Loss;
import io.hourglass.use.Evaluation;
import io.hourglass.use.Evaluator;

/**
 * Rows as something has rebuilt them.
 *
 * @param outputs rows × outputs: numbers as prepared, a probability or so for each level
 * @param errors the squared error of each row, summed over its outputs; missing values do not count
 * @param evaluation the errors by column
 */
public record Rebuilt(float[] outputs, double[] errors, Evaluation evaluation) {
    /** The reconstructions of some rows, compared with what they should be. */
    static Rebuilt of(Preparation preparation, Loss loss, float[] prepared, float[] outputs, int rows) {
        int width = preparation.width();
        int wide = outputs.length / rows;
        double[] errors = new double[rows];
        float[] expanded = new float[wide];
        for (int r = 0; r < rows; r++) {
            loss.expand(prepared, r * width, expanded);
            errors[r] = Loss.squaredError(outputs, r * wide, expanded);
        }
        Evaluator evaluator = new Evaluator(preparation, loss);
        evaluator.add(prepared, outputs, rows);
        return new Rebuilt(outputs, errors, evaluator.result());
    }
}
