package io.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.math.RandomStream;
import io.hourglass.network.Layer;
import io.hourglass.network.LayerExamples;
import io.hourglass.network.LayerExamples.Example;
import io.hourglass.network.Mode;
import io.hourglass.network.Network;
import io.hourglass.network.Placement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every engine must do with every layer: agree with the Java engine, and have the gradients that finite differences have. */
public abstract class EngineContract {
    private static final int ROWS = 11;
    private static final long KEY = 99;

    /** The engine under test. */
    protected abstract Engine engine();

    /** How far, relatively, it may be from the Java engine. */
    protected abstract double tolerance();

    static List<Example> examples() {
        return LayerExamples.all();
    }

    @Test
    void everyPermittedLayerHasAnExample() {
        Set<Class<?>> about = examples().stream().map(Example::about).collect(Collectors.toSet());
        assertThat(about).isEqualTo(Set.of(Layer.class.getPermittedSubclasses()));
    }

    /** A session's outputs and gradients for given weights. */
    private record Outcome(float[] y, float[] gradient, float[] dx, float[] state) {}

    private static Outcome run(Engine engine, Network network, float[] weights, float[] x, float[] dy, int rows) {
        float[] state = new float[network.stateCount()];
        network.initialiseState(state, Placement.following(network, 0, 0));
        float[] y = new float[rows * network.output().size()];
        float[] dx = new float[x.length];
        float[] gradient = new float[weights.length];
        try (Session session = engine.open(network, rows + 2, Precision.F32)) {
            session.load(weights, state);
            session.forward(x, rows, y, Mode.TRAIN, KEY);
            session.backward(dy, gradient, dx);
        }
        return new Outcome(y, gradient, dx, state);
    }

    private static float[] normal(int count, long seed) {
        return RandomStream.of(seed).gaussians(count);
    }

    private static float[] weights(Network network) {
        float[] weights = network.initialWeights(7);
        float[] shift = normal(weights.length, 8);
        for (int i = 0; i < weights.length; i++) {
            weights[i] += 0.1f * shift[i]; // no gradient may hide behind a bias of 0 or a gamma of 1
        }
        return weights;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void gradientsAreThoseOfFiniteDifferences(Example example) {
        Network network = example.network();
        float[] x = LayerExamples.rows(network, ROWS, 5);
        float[] dy = normal(ROWS * network.output().size(), 6);
        float[] weights = weights(network);
        Outcome outcome = run(engine(), network, weights, x, dy, ROWS);
        check(outcome.gradient, weights, network, weights, x, dy);
        if (!example.about().getSimpleName().equals("CellEncoding")) {
            check(outcome.dx, x, network, weights, x, dy);
        }
    }

    /** Compares a gradient with central differences at a few places, over the float network with sums in double. */
    private void check(float[] gradient, float[] moved, Network network, float[] weights, float[] x, float[] dy) {
        RandomStream random = RandomStream.of(4);
        double scale = Math.max(1e-3, norm(gradient) / Math.sqrt(gradient.length + 1.0));
        for (int trial = 0; trial < Math.min(40, gradient.length); trial++) {
            int i = gradient.length <= 40 ? trial : random.nextInt(gradient.length);
            float step = 4e-3f;
            double difference = difference(moved, i, step, network, weights, x, dy);
            double finer = difference(moved, i, step / 4, network, weights, x, dy);
            // where the two disagree the function has a corner within the step, and the difference says nothing
            double doubt = 4 * Math.abs(difference - finer);
            assertThat((double) gradient[i])
                    .as("gradient %d of %s", i, network)
                    .isCloseTo(finer, within(2e-2 * (Math.abs(finer) + scale) + doubt));
        }
    }

    private double difference(
            float[] moved, int i, float step, Network network, float[] weights, float[] x, float[] dy) {
        float before = moved[i];
        moved[i] = before + step;
        double above = weighted(network, weights, x, dy);
        float high = moved[i];
        moved[i] = before - step;
        double below = weighted(network, weights, x, dy);
        double difference = (above - below) / (high - moved[i]);
        moved[i] = before;
        return difference;
    }

    private double weighted(Network network, float[] weights, float[] x, float[] dy) {
        float[] y = run(engine(), network, weights, x, dy, ROWS).y;
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += (double) y[i] * dy[i];
        }
        return sum;
    }

    private static double norm(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void agreesWithTheJavaEngine(Example example) {
        Network network = example.network();
        for (int rows : new int[] {1, 2, 7, 33, 130}) {
            float[] x = LayerExamples.rows(network, rows, rows);
            float[] dy = normal(rows * network.output().size(), 6);
            float[] weights = weights(network);
            Outcome mine = run(engine(), network, weights, x, dy, rows);
            try (Engine java = new JavaEngine(1)) {
                Outcome reference = run(java, network, weights, x, dy, rows);
                close(mine.y, reference.y);
                close(mine.gradient, reference.gradient);
                close(mine.dx, reference.dx);
                close(mine.state, reference.state);
            }
        }
    }

    private void close(float[] mine, float[] reference) {
        double scale = norm(reference) / Math.sqrt(reference.length + 1.0);
        for (int i = 0; i < mine.length; i++) {
            assertThat((double) mine[i])
                    .isCloseTo(reference[i], within(tolerance() * (Math.abs(reference[i]) + scale)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void aRowAloneGivesWhatItGivesInABatch(Example example) {
        Network network = example.network();
        int rows = 70;
        float[] x = LayerExamples.rows(network, rows, 3);
        float[] weights = weights(network);
        float[] state = new float[network.stateCount()];
        network.initialiseState(state, Placement.following(network, 0, 0));
        int in = network.input().size();
        int out = network.output().size();
        float[] together = new float[rows * out];
        float[] alone = new float[out];
        try (Session session = engine().open(network, rows, Precision.F32)) {
            session.load(weights, state);
            session.forward(x, rows, together, Mode.INFER, KEY);
            for (int r = 0; r < rows; r++) {
                session.forward(Arrays.copyOfRange(x, r * in, (r + 1) * in), 1, alone, Mode.INFER, KEY);
                if (tolerance() == 0) {
                    assertThat(alone).isEqualTo(Arrays.copyOfRange(together, r * out, (r + 1) * out));
                } else {
                    close(alone, Arrays.copyOfRange(together, r * out, (r + 1) * out));
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void backwardAddsToTheGradientThatIsThere(Example example) {
        Network network = example.network();
        float[] x = LayerExamples.rows(network, ROWS, 5);
        float[] dy = normal(ROWS * network.output().size(), 6);
        float[] weights = weights(network);
        float[] once = run(engine(), network, weights, x, dy, ROWS).gradient;
        float[] state = new float[network.stateCount()];
        network.initialiseState(state, Placement.following(network, 0, 0));
        float[] twice = new float[weights.length];
        try (Session session = engine().open(network, ROWS, Precision.F32)) {
            session.load(weights, state);
            for (int i = 0; i < 2; i++) {
                session.forward(x, ROWS, new float[ROWS * network.output().size()], Mode.TRAIN, KEY);
                session.backward(dy.clone(), twice, null);
            }
        }
        double scale = norm(once) / Math.sqrt(once.length + 1.0);
        for (int i = 0; i < once.length; i++) {
            assertThat((double) twice[i]).isCloseTo(2.0 * once[i], within(1e-5 * (Math.abs(once[i]) + scale)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void backwardCanTakeThePlaceOfTheGradientThatIsThereAndTouchesNoOther(Example example) {
        Network network = example.network();
        float[] x = LayerExamples.rows(network, ROWS, 5);
        float[] dy = normal(ROWS * network.output().size(), 6);
        float[] weights = weights(network);
        float[] once = run(engine(), network, weights, x, dy, ROWS).gradient;
        int before = 3;
        Placement placement = Placement.following(network, before, 0);
        float[] block = new float[placement.weightEnd() + 2];
        System.arraycopy(weights, 0, block, before, weights.length);
        float[] state = new float[network.stateCount()];
        network.initialiseState(state, Placement.following(network, 0, 0));
        float[] gradient = new float[block.length];
        Arrays.fill(gradient, 9f);
        try (Session session = engine().open(network, placement, ROWS, Precision.F32)) {
            session.load(block, state);
            session.forward(x, ROWS, new float[ROWS * network.output().size()], Mode.TRAIN, KEY);
            session.backward(dy.clone(), gradient, null, false);
        }
        close(Arrays.copyOfRange(gradient, before, before + once.length), once);
        assertThat(Arrays.copyOfRange(gradient, 0, before)).containsOnly(9f);
        assertThat(Arrays.copyOfRange(gradient, before + once.length, gradient.length))
                .containsOnly(9f);
    }
}
