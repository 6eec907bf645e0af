package io.hourglass.use;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.loss.SquaredError;
import io.hourglass.model.Autoencoder;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.model.Layout;
import io.hourglass.model.NoCorruption;
import io.hourglass.model.Plain;
import io.hourglass.network.Activation;
import io.hourglass.network.ActivationFunction;
import io.hourglass.network.Conv2d;
import io.hourglass.network.ConvTranspose2d;
import io.hourglass.network.Network;
import io.hourglass.network.Reach;
import io.hourglass.network.Residual;
import io.hourglass.network.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageTilesTest {
    private static Autoencoder model(Shape image) {
        Network encoder = Network.of(
                image,
                Residual.of(
                        Conv2d.of(3, 4, 2),
                        Residual.of(
                                Conv2d.of(2, 4, 2),
                                Activation.of(ActivationFunction.RELU),
                                ConvTranspose2d.of(3, 4, 2)),
                        Conv2d.of(3, 3, 1),
                        ConvTranspose2d.of(image.last(), 4, 2)));
        Network decoder = Network.of(image, Activation.of(ActivationFunction.LINEAR));
        AutoencoderSpec spec =
                new AutoencoderSpec(encoder, new Plain(), decoder, new SquaredError(), new NoCorruption());
        Layout layout = Layout.of(spec);
        return new Autoencoder(spec, layout.initialWeights(spec, 3), layout.initialState(spec));
    }

    private static float[] image(Shape shape) {
        float[] pixels = new float[shape.size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i * 37 % 101 / 100f;
        }
        return pixels;
    }

    @ParameterizedTest
    @CsvSource({"64,64,1,8", "60,36,1,8", "36,60,3,4", "100,12,1,16", "12,100,2,16", "44,72,1,4"})
    void tilesGiveTheBitsOfTheWhole(int height, int width, int channels, int core) {
        Shape shape = Shape.of(height, width, channels);
        Autoencoder whole = model(shape);
        ImageTiles tiles = ImageTiles.of(whole, shape, core).orElseThrow();
        assertThat(tiles.tile().size()).isLessThan(shape.size());
        float[] pixels = image(shape);
        float[] made = new float[2 * pixels.length];
        float[] twice = new float[2 * pixels.length];
        System.arraycopy(pixels, 0, twice, pixels.length, pixels.length);
        tiles.reconstruct(twice, pixels.length, made);
        float[] second = Arrays.copyOfRange(made, pixels.length, made.length);
        assertThat(second).isEqualTo(whole.reconstruct(pixels));
    }

    /** 2 of the first window, 2 and 4 of the inner ones at steps of 2, 2 for the 3 x 3, 2 of the last. */
    @Test
    void anOutputSeesAsFarAsTheWindowsAddUpTo() {
        Reach reach =
                model(Shape.of(8, 8, 1)).spec().encoder().reach(Reach.START).orElseThrow();
        assertThat(reach).isEqualTo(new Reach(1, 2 + 2 * 2 + 2 * 2 + 2 + 2, 4));
    }

    @Test
    void aChangeBeyondTheReachChangesNothing() {
        Shape shape = Shape.of(64, 64, 1);
        Autoencoder whole = model(shape);
        int radius = whole.spec().encoder().reach(Reach.START).orElseThrow().radius();
        float[] pixels = image(shape);
        float[] before = whole.reconstruct(pixels);
        pixels[20 * 64 + 20] += 5;
        float[] after = whole.reconstruct(pixels);
        int farthest = 0;
        for (int i = 0; i < before.length; i++) {
            int away = Math.max(Math.abs(i / 64 - 20), Math.abs(i % 64 - 20));
            farthest = before[i] == after[i] ? farthest : Math.max(farthest, away);
        }
        assertThat(farthest).isBetween(radius / 2, radius);
    }

    @Test
    void imagesNoLargerThanATileAreTakenWhole() {
        Shape shape = Shape.of(32, 32, 1);
        assertThat(ImageTiles.of(model(shape), shape)).isEmpty();
    }
}
