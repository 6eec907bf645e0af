package io.hourglass.codec.archive;

import io.hourglass.codec.layout.Dialect;
import io.hourglass.codec.layout.Heading;
import io.hourglass.pixel.PixelPredictor;
import java.util.List;
import java.util.Optional;

/**
 * What holds for a whole archive.
 *
 * @param dialect how its tables are divided
 * @param heading the line that names the columns, as it stood; empty if there is none
 * @param origin what the table was before it became text; empty if it always was
 * @param predictor what was trained to predict the pixels of images, with the weights that {@link PredictorBytes#rounded} gives
 */
public record ArchiveHeader(
        Dialect dialect, byte[] heading, Optional<Origin> origin, Optional<PixelPredictor> predictor) {
    /** The names of the columns. */
    public List<String> names() {
        return Heading.names(heading, dialect);
    }
}
