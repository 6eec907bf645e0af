package io.hourglass.sequential;

import static io.hourglass.network.ActivationFunction.LINEAR;
import static io.hourglass.network.ActivationFunction.RELU;
import static io.hourglass.network.ActivationFunction.SIGMOID;
import static io.hourglass.network.ActivationFunction.SOFTMAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.loss.BinaryCrossEntropy;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.network.Conv2d;
import io.hourglass.network.Initializer;
import io.hourglass.network.Padding;
import io.hourglass.network.Reshape;
import io.hourglass.network.Shape;
import io.hourglass.network.Window;
import io.hourglass.training.EpochReport;
import io.hourglass.training.History;
import io.hourglass.training.MemoryRows;
import io.hourglass.training.Samples;
import io.hourglass.training.Stopping;
import io.hourglass.training.TrainingListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequentialTest {
    private static AutoencoderSpec spec(Sequential chain) {
        return chain.compile(Rule.adam(), Losses.meanSquaredError()).spec();
    }

    @Test
    void theCodeIsTheNarrowestHiddenLayerWithItsActivation() {
        AutoencoderSpec spec =
                spec(Sequential.input(10).dense(5, RELU).dense(8, RELU).dense(10, SIGMOID));
        assertThat(spec.codeWidth()).isEqualTo(5);
        assertThat(spec.encoder().layers()).hasSize(2);
        assertThat(spec.decoder().layers()).hasSize(4);
        assertThat(spec(Sequential.input(10).dense(7).dense(3).dense(3, RELU).dense(10))
                        .encoder()
                        .layers())
                .as("the first of several")
                .hasSize(2);
        assertThat(spec(Sequential.input(10)
                                .dense(4)
                                .batchNorm()
                                .activation(RELU)
                                .dense(10))
                        .encoder()
                        .layers())
                .hasSize(1);
        assertThat(spec(Sequential.input(10).dense(20, RELU).dense(10)).codeWidth())
                .as("the output is no code, even if all else is wider")
                .isEqualTo(20);
        assertThat(spec(Sequential.input(10).dense(10)).codeWidth()).isEqualTo(10);
    }

    @Test
    void aChainIsAValue() {
        Sequential start = Sequential.input(4).dense(2);
        AutoencoderSpec one = spec(start.dense(4));
        AutoencoderSpec other = spec(start.dense(8).dense(4));
        assertThat(one.decoder().layers()).hasSize(1);
        assertThat(other.decoder().layers()).hasSize(2);
    }

    @Test
    void everyKindOfLayerCanBeAdded() {
        Sequential chain = Sequential.input(Shape.of(4, 4, 1))
                .layer(new Conv2d(2, Window.square(3, 1, Padding.SAME), true, new Initializer.HeNormal()))
                .batchNorm()
                .activation(RELU)
                .layer(new Reshape(Shape.of(32)))
                .dropout(0.1f)
                .dense(3, LINEAR)
                .layerNorm()
                .dense(16, SIGMOID);
        float[][] x = Samples.plane(40, 16, 1);
        Fitted fitted = chain.compile(Rule.adam(), Losses.meanSquaredError()).fit(x, Fitting.epochs(3));
        assertThat(fitted.predict(x)[0]).hasSize(16);
        assertThat(fitted.decode(fitted.encode(x))).isDeepEqualTo(fitted.predict(x));
    }

    @Test
    void whatDoesNotFitIsRefusedWhereItIsAdded() {
        assertThatThrownBy(() -> Sequential.input(10).layer(new Reshape(Shape.of(3, 3))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot reshape [10] (10 values) to [3, 3] (9)");
        assertThatThrownBy(() -> spec(Sequential.input(10).dense(3)))
                .hasMessageContaining("to rebuild rows of 10 values the decoder must end with 10 outputs, got 3");
        assertThatThrownBy(() -> spec(Sequential.input(10).dropout(0.1f)))
                .hasMessage("a chain without a dense layer has no code");
    }

    @Test
    void fittingFollowsItsSettings() {
        float[][] x = Samples.plane(64, 6, 1);
        Compiled compiled =
                Sequential.input(6).dense(2).dense(6).compile(Rule.adam().rate(0.1f), Losses.huber());
        Fitting fitting = Fitting.epochs(4).batchSize(16);
        Fitted fitted = compiled.fit(x, fitting);
        assertThat(fitted.history().epochs())
                .hasSize(4)
                .extracting(EpochReport::rate)
                .containsOnly(0.1f);
        assertThat(compiled.fit(x, fitting).autoencoder().weights())
                .isEqualTo(fitted.autoencoder().weights());
        for (Fitting other : List.of(fitting.seed(1), fitting.shuffle(false), fitting.batchSize(8))) {
            assertThat(compiled.fit(x, other).autoencoder().weights())
                    .isNotEqualTo(fitted.autoencoder().weights());
        }
        Fitted judged = compiled.fit(
                x,
                Fitting.epochs(500)
                        .validation(MemoryRows.of(Samples.plane(9, 6, 2)))
                        .stopping(Stopping.patience(2)));
        assertThat(judged.history().stopped()).isEqualTo(History.Stopped.PATIENCE);
        assertThat(judged.history().best().validationLoss()).isPositive();
    }

    @Test
    void listenersAreToldWhileFitting() {
        List<Integer> epochs = new ArrayList<>();
        Sequential.input(6)
                .dense(2)
                .dense(6)
                .compile(Rule.sgd(), Losses.meanAbsoluteError())
                .listener(new TrainingListener() {
                    @Override
                    public void epochEnded(EpochReport report) {
                        epochs.add(report.epoch());
                    }
                })
                .fit(Samples.plane(64, 6, 1), Fitting.epochs(3));
        assertThat(epochs).containsExactly(1, 2, 3);
    }

    @Test
    void aSoftmaxIsTakenIntoItsCrossEntropy() {
        float[][] x = new float[30][4];
        for (int r = 0; r < 30; r++) {
            x[r][r % 4] = 1f;
        }
        Fitted fitted = Sequential.input(4)
                .dense(3)
                .dense(4, SOFTMAX)
                .compile(Rule.adam().rate(0.1f), Losses.categoricalCrossEntropy())
                .fit(x, Fitting.epochs(60));
        assertThat(fitted.autoencoder().spec().decoder().layers()).hasSize(1);
        float[] row = fitted.predict(x)[2];
        assertThat(row[2]).isGreaterThan(0.9f);
        assertThat(row[0] + row[1] + row[2] + row[3]).isBetween(0.999f, 1.001f);
        assertThat(fitted.findings()).isEmpty();
    }

    @Test
    void aSigmoidIsFusedEvenBehindTheOnlyWideHiddenLayer() {
        AutoencoderSpec spec = Sequential.input(3)
                .dense(8, RELU)
                .dense(3, SIGMOID)
                .compile(Rule.adam(), Losses.binaryCrossEntropy())
                .spec()
                .fused();
        assertThat(spec.loss()).isEqualTo(new BinaryCrossEntropy(true));
    }

    @Test
    void evaluatingIsTheMeanOfTheRowsLosses() {
        float[][] x = Samples.plane(64, 6, 1);
        Fitted fitted = Sequential.input(6)
                .dense(2)
                .dense(6)
                .compile(Rule.rmsprop(), Losses.meanSquaredError())
                .fit(x, Fitting.epochs(2));
        double mean = Arrays.stream(x)
                .mapToDouble(row -> fitted.autoencoder().losses(row).rowLoss()[0])
                .average()
                .orElseThrow();
        assertThat(fitted.evaluate(x)).isCloseTo(mean, within(1e-12));
        assertThatThrownBy(() -> fitted.evaluate(new float[0][])).hasMessageContaining("at least 1 row");
    }

    @Test
    void rulesHaveKerasRates() {
        assertThat(Rule.adadelta().rate()).isEqualTo(0.001f);
        assertThat(Rule.adam().rate()).isEqualTo(0.001f);
        assertThat(Rule.adamw().rate()).isEqualTo(0.001f);
        assertThat(Rule.adagrad().rate()).isEqualTo(0.001f);
        assertThat(Rule.rmsprop().rate()).isEqualTo(0.001f);
        assertThat(Rule.sgd().rate()).isEqualTo(0.01f);
        assertThat(Rule.adam().rate(0.5f).rate()).isEqualTo(0.5f);
        assertThatThrownBy(() -> Sequential.input(1)
                        .dense(1)
                        .compile(Rule.adam().rate(-1f), Losses.meanSquaredError())
                        .fit(new float[][] {{1}}, Fitting.epochs(1)))
                .hasMessage("a learning rate is positive, got -1.0");
    }
}
