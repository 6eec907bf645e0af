package io.hourglass.examples;

import static io.hourglass.network.ActivationFunction.RELU;
import static io.hourglass.network.ActivationFunction.SIGMOID;
import static io.hourglass.sequential.Fitting.epochs;
import static io.hourglass.sequential.Losses.binaryCrossEntropy;
import static io.hourglass.sequential.Rule.adadelta;

import io.hourglass.math.RandomStream;
import io.hourglass.sequential.Fitted;
import io.hourglass.sequential.Sequential;
import io.hourglass.training.EpochReport;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The autoencoder of many introductions to Keras: ten columns through five and eight units, trained with Adadelta and binary
 * cross-entropy. They feed it normal deviates, which a sigmoid cannot give and cross-entropy cannot judge; here the values lie in
 * [0, 1], and there is something to learn in them.
 */
public final class ArticleExample {
    private ArticleExample() {}

    /** Fits the autoencoder, and prints how the loss fell and a row beside its reconstruction. */
    public static void main(String[] arguments) {
        float[][] x = rows(10_000, 1);
        Fitted autoencoder = fit(x);
        List<EpochReport> history = autoencoder.history().epochs();
        System.out.printf(
                Locale.ROOT,
                "loss: %.4f after the first epoch, %.4f after the last%n",
                history.get(0).loss(),
                history.get(history.size() - 1).loss());
        float[][] codes = autoencoder.encode(x); // the narrowest layer
        float[][] back = autoencoder.predict(x); // what Keras calls predict: the reconstruction
        System.out.println("row:            " + text(x[0]));
        System.out.println("code:           " + text(codes[0]));
        System.out.println("reconstruction: " + text(back[0]));
    }

    /**
     * Keras' Adadelta has a rate of 0.001, a thousandth of what its author (Zeiler 2012) wrote: in 50 epochs it would hardly move.
     * Hence a rate of 1.
     */
    static Fitted fit(float[][] x) {
        return Sequential.input(10)
                .dense(5, RELU)
                .dense(8, RELU)
                .dense(10, SIGMOID)
                .compile(adadelta().rate(1f), binaryCrossEntropy())
                .fit(x, epochs(50).batchSize(256).shuffle(true));
    }

    /** Ten measurements of three hidden causes, each in [0, 1]. */
    static float[][] rows(int count, long seed) {
        RandomStream random = RandomStream.of(seed);
        float[][] rows = new float[count][10];
        for (float[] row : rows) {
            float[] causes = {random.nextFloat(), random.nextFloat(), random.nextFloat()};
            for (int i = 0; i < row.length; i++) {
                float share = i / 10f;
                row[i] = share * causes[i % 3] + (1 - share) * causes[(i + 1) % 3];
            }
        }
        return rows;
    }

    private static String text(float[] values) {
        StringBuilder text = new StringBuilder();
        for (float value : values) {
            text.append(String.format(Locale.ROOT, " %5.2f", value));
        }
        return Arrays.toString(text.toString().strip().split(" +")).replace(",", "");
    }
}
