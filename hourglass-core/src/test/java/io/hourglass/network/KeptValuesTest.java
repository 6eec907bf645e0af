package io.hourglass.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeptValuesTest {
    @Test
    void whatStaysOfARowIsWhatStandsBetweenTheLayersAndInsideOfBlocks() {
        Activation relu = Activation.of(ActivationFunction.RELU);
        assertThat(Network.of(Shape.of(6), Dense.of(4), relu, Dense.of(2)).kept())
                .isEqualTo(6 + 4 + 4 + 2);
        Network block = Network.of(Shape.of(8, 8, 2), Residual.of(Conv2d.of(2, 3, 1), relu, Conv2d.of(2, 3, 1)));
        int image = 8 * 8 * 2;
        assertThat(block.kept())
                .isEqualTo(image + image + 3 * image + image); // input, the block's input and layers, the sum
    }

    /** For each step an LSTM keeps four gates, what it remembers and its output. */
    @Test
    void aRecurrentLayerKeepsMoreThanItsOutputOfEveryStep() {
        Network last = Network.of(Shape.of(10, 3), new Recurrent(RecurrentCell.LSTM, 5, false));
        assertThat(last.kept()).isEqualTo(10 * 3 + 10 * (3 + 6 * 5) + 5);
        Network every = Network.of(Shape.of(10, 3), new Recurrent(RecurrentCell.LSTM, 5, true));
        assertThat(every.kept()).isEqualTo(10 * 3 + 10 * (3 + 6 * 5) + 10 * 5);
    }
}
