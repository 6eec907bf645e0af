package io.hourglass.cli;

import io.hourglass.HourglassTraining;
import io.hourglass.pixel.PixelPlan;
import picocli.CommandLine.Option;

/** The options for pixels that are predicted. */
@Heading("Pixels")
final class PixelOptions {
    @Option(
            names = "--pixels",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "BOOLEAN",
            description = "Learns to predict each pixel of images of one size from those before it too, which"
                    + " compress --model uses.")
    private boolean asked;

    @Option(names = "--pixel-updates", paramLabel = "N", description = "How often the predictor's weights are moved.")
    private int updates;

    /** Tells a training of them, if they are asked for. */
    void apply(HourglassTraining training) {
        if (asked) {
            training.pixels(PixelPlan.usual().withUpdates(updates));
        } else if (updates != PixelPlan.USUAL_UPDATES) {
            throw new IllegalArgumentException(
                    "--pixel-updates is for a predictor of pixels: ask for one with --pixels");
        }
    }
}
