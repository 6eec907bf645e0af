package io.hourglass.codec.archive;

import io.hourglass.codec.layout.Dialect;
import io.hourglass.codec.layout.Heading;
import java.util.List;

/**
 * What holds for a whole archive.
 *
 * @param dialect how its tables are divided
 * @param heading the line that names the columns, as it stood; empty if there is none
 */
public record ArchiveHeader(Dialect dialect, byte[] heading) {
    /** The names of the columns. */
    public List<String> names() {
        return Heading.names(heading, dialect);
    }
}
