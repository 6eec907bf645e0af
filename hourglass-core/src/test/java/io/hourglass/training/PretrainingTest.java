package io.hourglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.engine.Engines;
import io.hourglass.engine.Precision;
import io.hourglass.loss.SquaredError;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Layout;
import io.hourglass.model.NoCorruption;
import io.hourglass.model.Plain;
import io.hourglass.model.Variational;
import io.hourglass.model.VectorQuantized;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Dense;
import io.hourglass.network.Initializer;
import io.hourglass.network.Layer;
import io.hourglass.network.LayerNorm;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PretrainingTest {
    private static final int WIDTH = 12;
    private static final Pretraining TWENTY_EPOCHS = new Pretraining(20, 1 << 20);

    private static Dense dense(int units, boolean tied) {
        return new Dense(units, true, tied, new Initializer.GlorotUniform());
    }

    /** Sigmoids all the way: what layer-wise pre-training was invented for, as little comes back through so many. */
    private static AutoencoderSpec deep(boolean tied) {
        Activation sigmoid = Activation.of(ActivationFunction.SIGMOID);
        Network encoder = Network.of(
                Shape.of(WIDTH),
                dense(10, false),
                sigmoid,
                dense(8, false),
                sigmoid,
                dense(6, false),
                sigmoid,
                dense(3, false));
        Network decoder = Network.of(
                Shape.of(3),
                dense(6, tied),
                sigmoid,
                dense(8, tied),
                sigmoid,
                dense(10, tied),
                sigmoid,
                dense(WIDTH, tied));
        return new AutoencoderSpec(encoder, new Plain(), decoder, new SquaredError(), new NoCorruption());
    }

    /** The loss of the first epoch. */
    private static double firstLoss(AutoencoderSpec spec, Pretraining pretraining) {
        return loss(spec, pretraining, 1);
    }

    private static double loss(AutoencoderSpec spec, Pretraining pretraining, int epochs) {
        return new Trainer(spec, Samples.plan(epochs, 32), Engines.java())
                .pretraining(pretraining)
                .train(MemoryRows.of(Samples.plane(300, WIDTH, 1)), null)
                .history()
                .best()
                .loss();
    }

    @Test
    void aDeepNetworkStartsFromWhatItsLayersHaveLearnt() {
        for (boolean tied : new boolean[] {false, true}) {
            assertThat(firstLoss(deep(tied), TWENTY_EPOCHS))
                    .as("tied: %s", tied)
                    .isLessThan(0.7 * firstLoss(deep(tied), null));
        }
    }

    @Test
    void aSinglePairOfLayersIsTheWholeAutoencoder() {
        AutoencoderSpec spec = new AutoencoderSpec(
                Network.of(Shape.of(WIDTH), Dense.of(6), new LayerNorm(1e-3f)),
                new Variational(0.01f),
                Network.of(Shape.of(3), Dense.of(WIDTH)),
                new SquaredError(),
                new NoCorruption());
        assertThat(firstLoss(spec, TWENTY_EPOCHS)).isLessThan(1.2 * loss(spec, null, 20));
    }

    @Test
    void theCodebookThatWasPretrainedIsKept() {
        AutoencoderSpec spec = new AutoencoderSpec(
                Network.of(Shape.of(WIDTH), Dense.of(6), Dense.of(4)),
                new VectorQuantized(8, 2, 0.25f),
                Network.of(Shape.of(4), Dense.of(6), Dense.of(WIDTH)),
                new SquaredError(),
                new NoCorruption());
        Layout layout = Layout.of(spec);
        float[] state = layout.initialState(spec);
        float[] before = state.clone();
        Pretraining.Work work =
                new Pretraining.Work(Samples.plan(1, 32), Engines.java(), Precision.F32, sentence -> {});
        new Pretraining(1, 1 << 20)
                .fill(spec, MemoryRows.of(Samples.plane(100, WIDTH, 1)), work, layout.trainingWeights(spec, 1), state);
        assertThat(state).hasSameSizeAs(before).isNotEqualTo(before);
    }

    @Test
    void eachLayerIsSaidToBeTrained() {
        List<String> said = new ArrayList<>();
        new Trainer(deep(false), Samples.plan(1, 32), Engines.java())
                .pretraining(new Pretraining(1, 0))
                .listener(new TrainingListener() {
                    @Override
                    public void noticed(String finding) {
                        said.add(finding);
                    }
                })
                .train(MemoryRows.of(Samples.plane(100, WIDTH, 1)), null);
        assertThat(said.stream().filter(sentence -> sentence.startsWith("pre-trained layer")))
                .hasSize(4)
                .allMatch(sentence -> sentence.matches("pre-trained layer \\d of 4: loss [0-9.E-]+"));
    }

    @Test
    void halfOfTheTimeIsForTheLayersAndNoneIsLeftWithoutAnUpdate() {
        for (double seconds : new double[] {1e-9, 0.4}) {
            List<String> said = new ArrayList<>();
            TrainingPlan plan = Samples.stopping(Samples.plan(1_000_000, 8), new Stopping(0, 0, seconds));
            History history = new Trainer(deep(false), plan, Engines.java())
                    .pretraining(new Pretraining(1_000_000, 1 << 20))
                    .listener(new TrainingListener() {
                        @Override
                        public void noticed(String finding) {
                            said.add(finding);
                        }
                    })
                    .train(MemoryRows.of(Samples.plane(50, WIDTH, 1)), null)
                    .history();
            assertThat(said.stream().filter(sentence -> sentence.contains("its time was up in epoch")))
                    .hasSize(4);
            assertThat(history.stopped()).isEqualTo(History.Stopped.TIME);
            double first = history.epochs().get(0).seconds();
            assertThat(first).as("pre-training counts").isGreaterThan(seconds / 4);
            double last = history.epochs().get(history.epochs().size() - 1).seconds();
            assertThat(last).isBetween(seconds, 60.0);
        }
    }

    @Test
    void networksThatAreNoMirrorsAreRefused() {
        List<Layer> one = List.of(Dense.of(3));
        AutoencoderSpec spec = new AutoencoderSpec(
                new Network(Shape.of(WIDTH), one),
                new Plain(),
                Network.of(Shape.of(3), Dense.of(5), Dense.of(WIDTH)),
                new SquaredError(),
                new NoCorruption());
        assertThatThrownBy(() -> firstLoss(spec, TWENTY_EPOCHS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "layer-wise pre-training is for an encoder and a decoder with as many dense layers, got 1 and 2");
    }
}
