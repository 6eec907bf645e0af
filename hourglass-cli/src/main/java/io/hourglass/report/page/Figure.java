package io.hourglass.report.page;

import io.hourglass.data.table.Table;
import java.util.Optional;

/**
 * A picture with a caption.
 *
 * @param id its name in links and of its file of data, for instance {@code adult-loss}
 * @param title what is seen
 * @param caption what it means, in words that someone understands who never met an autoencoder
 * @param content the picture
 * @param data the numbers behind it; empty where the content is text already
 */
public record Figure(String id, String title, String caption, Content content, Optional<Table> data) {
    public Figure {
        if (!id.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("the id of a figure has small letters, digits and dashes, got " + id);
        }
    }
}
