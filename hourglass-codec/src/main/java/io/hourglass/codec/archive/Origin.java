package io.hourglass.codec.archive;

import java.nio.charset.StandardCharsets;

/**
 * What a table was before it became text: kept beside the rows, so that a program that knows the format can give back the same typed
 * values.
 *
 * @param format the end of the name of its file, in small letters and without the point
 * @param schema the types of its columns, as that format's program notes them
 */
public record Origin(String format, String schema) {
    /** The format of images that stand in the archive as they are, behind the start of their file. */
    public static final String IMAGES = "images";

    /** The format of the files of a folder. */
    public static final String FOLDER = "folder";

    /** No origin is longer, both of its texts and the line break between them together, in bytes. */
    public static final int LONGEST = 1 << 22;

    /** Refuses a format that could not be told from the schema, and what is too long for an archive. */
    public Origin {
        if (!format.matches("[a-z0-9]{1,16}")) {
            throw new IllegalArgumentException(
                    "the format of an origin is 1 to 16 small letters and digits, got '" + format + "'");
        }
        long bytes = (format + "\n" + schema).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST) {
            throw new IllegalArgumentException(
                    "an origin has at most " + LONGEST + " bytes, and the types of these columns come to " + bytes
                            + "; give the columns shorter names, or keep fewer of them");
        }
    }

    /** As it stands in an archive: the format, a line break, the schema. */
    String text() {
        return format + "\n" + schema;
    }

    /**
     * The origin of a text.
     *
     * @throws IllegalArgumentException if there is no line break, or no format before it
     */
    static Origin parse(String text) {
        int end = text.indexOf('\n');
        return new Origin(end < 0 ? "" : text.substring(0, end), text.substring(end + 1));
    }
}
