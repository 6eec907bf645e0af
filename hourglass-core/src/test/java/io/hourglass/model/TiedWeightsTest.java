package io.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.loss.SquaredError;
import io.hourglass.network.Dense;
import io.hourglass.network.Initializer;
import io.hourglass.network.Layer;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TiedWeightsTest {
    private static Layer tied(int units) {
        return new Dense(units, true, true, new Initializer.GlorotUniform());
    }

    private static AutoencoderSpec spec(Bottleneck bottleneck, int[] widths, Layer... decoder) {
        Layer[] encoder = IntStream.range(1, widths.length)
                .mapToObj(i -> Dense.of(widths[i]))
                .toArray(Layer[]::new);
        int last = widths[widths.length - 1];
        int code = bottleneck instanceof Variational ? last / 2 : last;
        return new AutoencoderSpec(
                Network.of(Shape.of(widths[0]), encoder),
                bottleneck,
                Network.of(Shape.of(code), decoder),
                new SquaredError(),
                new NoCorruption());
    }

    private static void assertShared(AutoencoderSpec spec, int decoderLayer, int encoderLayer) {
        Layout layout = Layout.of(spec);
        assertThat(layout.decoder().weight(decoderLayer, 0))
                .isEqualTo(layout.encoder().weight(encoderLayer, 0));
    }

    private static void assertOwn(AutoencoderSpec spec, int decoderLayer) {
        Layout layout = Layout.of(spec);
        assertThat(layout.decoder().weight(decoderLayer, 0)).isGreaterThanOrEqualTo(layout.encoder().weightEnd());
    }

    @Test
    void aMirroredDecoderSharesEveryKernelAndKeepsItsBiases() {
        AutoencoderSpec spec = spec(new Plain(), new int[] {7, 5, 3}, tied(5), tied(7));
        assertShared(spec, 0, 1);
        assertShared(spec, 1, 0);
        assertThat(Layout.of(spec).weightCount()).isEqualTo(7 * 5 + 5 + 5 * 3 + 3 + 5 + 7);
    }

    @Test
    void anUntiedDecoderSharesNothing() {
        AutoencoderSpec spec = spec(new Plain(), new int[] {7, 5, 3}, Dense.of(5), Dense.of(7));
        assertOwn(spec, 0);
        assertOwn(spec, 1);
        assertThat(Layout.of(spec).weightCount()).isEqualTo(2 * (7 * 5 + 5 * 3) + 5 + 3 + 5 + 7);
    }

    @Test
    void layersOfEqualWidthAreSharedFromTheCodeOutwards() {
        AutoencoderSpec spec = spec(new Plain(), new int[] {4, 4, 4, 4}, tied(4), tied(4), tied(4));
        assertShared(spec, 0, 2);
        assertShared(spec, 1, 1);
        assertShared(spec, 2, 0);
    }

    @Test
    void anUntiedLayerBetweenTiedOnesStillHasItsMirror() {
        AutoencoderSpec spec = spec(new Plain(), new int[] {4, 4, 4, 4}, tied(4), Dense.of(4), tied(4));
        assertShared(spec, 0, 2);
        assertOwn(spec, 1);
        assertShared(spec, 2, 0);
    }

    @Test
    void theHeadOfAVariationalEncoderIsNoMirror() {
        AutoencoderSpec spec = spec(new Variational(1f), new int[] {7, 5, 6}, tied(5), tied(7));
        assertOwn(spec, 0);
        assertShared(spec, 1, 0);
        // means and log-variances of 4 from 8: as wide as the hidden layer, and still no mirror of it
        AutoencoderSpec square = spec(new Variational(1f), new int[] {8, 8, 8}, tied(8), tied(8));
        assertOwn(square, 0);
        assertShared(square, 1, 0);
    }

    @Test
    void aLayerWithoutAMirrorKeepsItsOwnKernelAndTheOthersFindTheirs() {
        AutoencoderSpec longer = spec(new Plain(), new int[] {7, 6, 5, 3}, tied(5), tied(7));
        assertShared(longer, 0, 2);
        assertOwn(longer, 1);
        AutoencoderSpec shorter = spec(new Plain(), new int[] {7, 3}, tied(5), tied(6), tied(7));
        assertOwn(shorter, 0);
        assertOwn(shorter, 1);
        assertOwn(shorter, 2);
        AutoencoderSpec odd = spec(new Plain(), new int[] {7, 5, 3}, tied(4), tied(5), tied(7));
        assertOwn(odd, 0);
        assertOwn(odd, 1);
        assertShared(odd, 2, 0);
    }

    @Test
    void theEncoderDecidesWhatASharedKernelStartsFrom() {
        AutoencoderSpec spec = spec(new Plain(), new int[] {7, 5, 3}, tied(5), tied(7));
        float[] weights = Layout.of(spec).initialWeights(spec, 9);
        float[] alone = spec.encoder().initialWeights(9);
        for (int i = 0; i < alone.length; i++) {
            assertThat(weights[i]).isEqualTo(alone[i]);
        }
    }

    @Test
    void aTiedDecoderComputesWithTheTransposeOfTheEncodersKernel() {
        AutoencoderSpec spec = spec(new Plain(), new int[] {3, 2}, tied(3));
        float[] weights = {1, 2, 3, 4, 5, 6, 0, 0, 10, 20, 30}; // [3][2], the encoder's bias, the decoder's
        Autoencoder autoencoder = new Autoencoder(spec, weights, new float[0]);
        assertThat(autoencoder.encode(new float[] {1, 0, 2})).containsExactly(11, 14);
        assertThat(autoencoder.decode(new float[] {1, -1})).containsExactly(9, 19, 29);
    }
}
