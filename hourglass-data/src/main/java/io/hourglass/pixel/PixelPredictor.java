package io.hourglass.pixel;

import io.hourglass.file.Section;
import io.hourglass.file.SectionFile;
import io.hourglass.model.NetworkTensors;
import java.util.List;
import java.util.Optional;

/**
 * What predicts a pixel from those before it; immutable. Its bytes are specified in {@code docs/format/model.md}.
 *
 * @param design its network and what that sees
 * @param weights those of its network, one parameter after the other; not to be changed
 */
public record PixelPredictor(PixelDesign design, float[] weights) {
    /** The section that says what it is made of. */
    public static final String SECTION = "pixels.json";

    /** The section of its weights. */
    public static final String WEIGHTS = "pixels.safetensors";

    private static final String PREFIX = "pixels";

    public PixelPredictor {
        int needed = design.network().weightCount();
        if (weights.length != needed) {
            throw new IllegalArgumentException(
                    "this predictor of pixels has " + needed + " weights, got " + weights.length);
        }
    }

    /** Adds what a model file holds of it. */
    public void write(List<Section> sections) {
        sections.add(Section.record(SECTION, design, PixelDesign.class));
        sections.add(Section.tensors(WEIGHTS, NetworkTensors.of(design.network(), PREFIX, weights)));
    }

    /**
     * Reads it, where a model file has one.
     *
     * @throws io.hourglass.error.CorruptFileException if it does not fit together
     */
    public static Optional<PixelPredictor> read(SectionFile file) {
        if (!file.names().contains(SECTION)) {
            return Optional.empty();
        }
        PixelDesign design = file.record(SECTION, PixelDesign.class);
        return Optional.of(new PixelPredictor(design, NetworkTensors.read(file, WEIGHTS, design.network(), PREFIX)));
    }
}
