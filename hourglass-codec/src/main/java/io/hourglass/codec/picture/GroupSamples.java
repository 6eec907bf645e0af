package io.hourglass.codec.picture;

import io.hourglass.codec.layout.ImageStart;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The samples of a group's images, row by row, as if they were one image. */
public final class GroupSamples implements AutoCloseable {
    private final List<Path> files;
    private final FileGroup group;
    private final ImageStart start;
    private PngRows rows;
    private int next;
    private int left;

    /**
     * @param files those of the group
     * @param group a group of images
     */
    public GroupSamples(List<Path> files, FileGroup group) {
        this.files = files;
        this.group = group;
        start = group.start().orElseThrow();
    }

    /**
     * Reads rows.
     *
     * @param count how many; there are as many
     * @throws IOException if a file cannot be read or is damaged
     */
    public byte[] read(int count) throws IOException {
        byte[] samples = new byte[Math.multiplyExact(count, start.rowBytes())];
        for (int row = 0; row < count; row++) {
            if (left == 0) {
                open();
            }
            rows.next(samples, row * start.rowBytes());
            left--;
            if (left == 0 && !rows.isAtEnd()) {
                throw new IOException("a PNG file has more rows than it says");
            }
        }
        return samples;
    }

    private void open() throws IOException {
        close();
        InputStream in = new BufferedInputStream(Files.newInputStream(files.get(next)));
        in.skipNBytes(group.chunks().get(next).before().length);
        rows = new PngRows(in, start.rowBytes(), start.format().size());
        left = start.height();
        next++;
    }

    @Override
    public void close() throws IOException {
        if (rows != null) {
            rows.close();
        }
    }
}
