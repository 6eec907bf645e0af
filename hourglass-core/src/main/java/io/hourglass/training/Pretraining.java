package io.hourglass.training;

import io.hourglass.engine.Engine;
import io.hourglass.engine.Precision;
import io.hourglass.loss.SquaredError;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Layout;
import io.hourglass.model.NoCorruption;
import io.hourglass.model.Plain;
import io.hourglass.network.Network;
import io.hourglass.network.Parameter;
import io.hourglass.network.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Greedy layer-wise pre-training (Bengio et al. 2007, section 3; Vincent et al. 2010, section 3.3): the outermost dense layers of encoder
 * and decoder are trained as an autoencoder of their own, the next ones on the codes that this gives, and so on inwards. Where they end
 * up is where the whole autoencoder starts from.
 *
 * <p>The outermost has the autoencoder's own loss and noise, the innermost its bottleneck; between them it is the squared error of
 * the codes before.
 *
 * <p>Where training may only take so long, all pairs together have half of that, and each as much of what is left of it as those that follow.
 *
 * @param epochs the epochs that each pair of layers is trained
 * @param mostBytes the memory that the codes of a layer may take; more go to a temporary file
 */
public record Pretraining(int epochs, long mostBytes) {
    private static final int CHUNK = 1024;
    /** One in so many seconds of a training is for its layers one by one. */
    private static final int SHARE_OF_TIME = 2;
    /** A pair for which no time is left still has one update. */
    private static final double LEAST_SECONDS = 1e-9;

    public Pretraining {
        if (epochs < 1 || mostBytes < 0) {
            throw new IllegalArgumentException("pre-training needs at least 1 epoch and memory of 0 or more bytes, got "
                    + epochs + " and " + mostBytes);
        }
    }

    /** What the layers are trained with, and who is told how it goes. */
    record Work(TrainingPlan plan, Engine engine, Precision precision, Consumer<String> said) {}

    /** Fills weights and state, laid out as the autoencoder's. */
    void fill(AutoencoderSpec spec, Rows rows, Work work, float[] weights, float[] state) {
        List<Integer> outward = starts(spec.encoder());
        List<Integer> inward = starts(spec.decoder());
        int pairs = outward.size() - 1;
        if (pairs < 1 || inward.size() - 1 != pairs) {
            throw new IllegalArgumentException(
                    "layer-wise pre-training is for an encoder and a decoder with as many dense layers, got " + pairs
                            + " and " + (inward.size() - 1));
        }
        Layout whole = Layout.of(spec);
        double limit = work.plan.stopping().seconds() / SHARE_OF_TIME;
        long began = System.nanoTime();
        Rows seen = rows;
        try {
            for (int i = 0; i < pairs; i++) {
                AutoencoderSpec pair = pair(spec, outward, inward, i);
                double left = limit - (System.nanoTime() - began) / 1e9;
                TrainingResult result = train(pair, i, seen, work, Math.max(LEAST_SECONDS, left / (pairs - i)));
                work.said.accept("pre-trained layer " + (i + 1) + " of " + pairs + ": loss " + told(result.history()));
                Copy copy = new Copy(result.model(), weights, state);
                Layout own = Layout.of(pair);
                copy.network(pair.encoder(), own.encoder(), whole.encoder(), outward.get(i));
                copy.network(pair.decoder(), own.decoder(), whole.decoder(), inward.get(pairs - 1 - i));
                if (i < pairs - 1) {
                    Rows codes = codes(result.model(), seen);
                    close(seen, rows);
                    seen = codes;
                } else { // the codebook, of one that has one
                    int start = whole.bottleneckState(0);
                    System.arraycopy(copy.fromState, own.bottleneckState(0), state, start, state.length - start);
                }
            }
        } finally {
            close(seen, rows);
        }
    }

    /** A layer of the encoder, and the one of the decoder that mirrors it. */
    private static AutoencoderSpec pair(AutoencoderSpec spec, List<Integer> outward, List<Integer> inward, int index) {
        int innermost = outward.size() - 2;
        return new AutoencoderSpec(
                spec.encoder().slice(outward.get(index), outward.get(index + 1)),
                index == innermost ? spec.bottleneck() : new Plain(),
                spec.decoder().slice(inward.get(innermost - index), inward.get(innermost - index + 1)),
                index == 0 ? spec.loss() : new SquaredError(),
                index == 0 ? spec.corruption() : new NoCorruption());
    }

    private TrainingResult train(AutoencoderSpec pair, int index, Rows rows, Work work, double seconds) {
        TrainingPlan plan = work.plan;
        Stopping stopping = new Stopping(0, 0, seconds);
        TrainingPlan own =
                new TrainingPlan(epochs, plan.batch(), plan.shuffle(), plan.updates(), stopping, plan.seed() + index);
        return new Trainer(pair, own, work.engine).precision(work.precision).train(rows, null);
    }

    private String told(History history) {
        String loss = Float.toString((float) history.best().loss());
        int done = history.epochs().size();
        return history.stopped() == History.Stopped.TIME
                ? loss + ", when its time was up in epoch " + done + " of " + epochs
                : loss;
    }

    private Rows codes(Autoencoder model, Rows rows) {
        SpilledRows codes = new SpilledRows(model.spec().codeWidth(), List.of(), mostBytes);
        try {
            fill(codes, model, rows);
            return codes;
        } catch (RuntimeException | Error failure) {
            codes.close();
            throw failure;
        }
    }

    private static void fill(SpilledRows codes, Autoencoder model, Rows rows) {
        int width = rows.width();
        for (int first = 0; first < rows.count(); first += CHUNK) {
            float[] chunk = new float[Math.min(CHUNK, rows.count() - first) * width];
            for (int at = 0; at < chunk.length; at += width) {
                rows.copy(first + at / width, chunk, at);
            }
            float[] encoded = model.encode(chunk);
            for (int at = 0; at < encoded.length; at += codes.width()) {
                codes.add(encoded, at);
            }
        }
    }

    /** Gives back codes; the rows that were there before are somebody else's. */
    private static void close(Rows done, Rows first) {
        if (done != first) {
            ((SpilledRows) done).close();
        }
    }

    /** Where the parts of a network begin, each with a dense layer, and where the last one ends; all other layers follow one of them. */
    private static List<Integer> starts(Network network) {
        List<Integer> starts = new ArrayList<>(network.denseLayers());
        if (!starts.isEmpty()) {
            starts.set(0, 0);
        }
        starts.add(network.layers().size());
        return starts;
    }

    /** Takes what a pair of layers has learnt. */
    private record Copy(float[] fromWeights, float[] fromState, float[] weights, float[] state) {
        Copy(Autoencoder from, float[] weights, float[] state) {
            this(from.weights(), from.state(), weights, state);
        }

        void network(Network part, Placement own, Placement whole, int start) {
            for (int layer = 0; layer < part.layers().size(); layer++) {
                List<Parameter> parameters = part.parameters(layer);
                for (int p = 0; p < parameters.size(); p++) {
                    int length = parameters.get(p).length();
                    System.arraycopy(
                            fromWeights, own.weight(layer, p), weights, whole.weight(start + layer, p), length);
                }
                List<Parameter> kept = part.state(layer);
                for (int p = 0; p < kept.size(); p++) {
                    int length = kept.get(p).length();
                    System.arraycopy(fromState, own.state(layer, p), state, whole.state(start + layer, p), length);
                }
            }
        }
    }
}
