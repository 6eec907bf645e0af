package io.hourglass.codec.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.math.RandomStream;
import io.hourglass.pixel.PixelDesign;
import io.hourglass.pixel.PixelPredictor;
import io.hourglass.pixel.PixelWindow;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictorBytesTest {
    private static final PixelDesign DESIGN = new PixelDesign(200, 300, 3, new PixelWindow(2, 1, 3), List.of(9, 5), 2);
    private static final PixelPredictor PREDICTOR =
            new PixelPredictor(DESIGN, DESIGN.network().initialWeights(1));

    @Test
    void whatStandsInAnArchiveIsTheRoundedPredictor() {
        PixelPredictor rounded = PredictorBytes.rounded(PREDICTOR);
        PixelPredictor back = PredictorBytes.read(PredictorBytes.write(rounded));
        assertThat(back.design()).isEqualTo(DESIGN);
        assertThat(back.weights()).isEqualTo(rounded.weights());
        for (int i = 0; i < back.weights().length; i++) {
            float exact = PREDICTOR.weights()[i];
            assertThat(Math.abs(back.weights()[i] - exact)).isLessThanOrEqualTo(Math.abs(exact) / 256);
        }
    }

    @Test
    void bytesThatAreCutOffOrMadeUpAreRefused() {
        byte[] sound = PredictorBytes.write(PREDICTOR);
        for (int length = 0; length < sound.length; length++) {
            byte[] cut = Arrays.copyOf(sound, length);
            assertThatThrownBy(() -> PredictorBytes.read(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        RandomStream random = RandomStream.of(4);
        for (int i = 0; i < 500; i++) {
            byte[] made = new byte[20 + i];
            for (int at = 0; at < made.length; at++) {
                made[at] = (byte) random.nextInt(at < 12 ? 24 : 256);
            }
            assertThatThrownBy(() -> PredictorBytes.read(made)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aWeightThatIsNoNumberIsRefused() {
        float[] weights = PREDICTOR.weights().clone();
        weights[3] = Float.NaN;
        PixelPredictor broken = new PixelPredictor(DESIGN, weights);
        assertThatThrownBy(() -> PredictorBytes.rounded(broken)).isInstanceOf(IllegalArgumentException.class);
    }
}
