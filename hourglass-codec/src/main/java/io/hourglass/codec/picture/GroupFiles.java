package io.hourglass.codec.picture;

import io.hourglass.codec.layout.ImageStart;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The files of a group on their way back, of which some may not be wanted. */
public final class GroupFiles {
    private final Path folder;
    private final FileGroup group;
    private final int from;
    private final int to;
    private final List<Path> written = new ArrayList<>();
    private OutputStream out;
    private PngWriting rows;
    private int next;
    private int left;
    private int pieces;
    private boolean dropped;

    /**
     * @param folder where they go
     * @param from the first that is wanted, from 0
     * @param to the one behind the last
     */
    public GroupFiles(Path folder, FileGroup group, int from, int to) {
        this.folder = folder;
        this.group = group;
        this.from = from;
        this.to = to;
    }

    /** Whether any of them is wanted. */
    public boolean isWanted() {
        return from < to;
    }

    /** How many are wanted. */
    public int count() {
        return to - from;
    }

    /** Whether all of their content was written. */
    public boolean isComplete() {
        return pieces >= group.pieces() && !dropped;
    }

    /** What the written files take. */
    public long bytes() throws IOException {
        long sum = 0;
        for (Path file : written) {
            sum += Files.size(file);
        }
        return sum;
    }

    /**
     * Goes on with the next bytes of their content.
     *
     * @throws IllegalArgumentException if they do not fit
     * @throws IOException if a file cannot be written
     */
    public void write(byte[] bytes) throws IOException {
        if (dropped) {
            return;
        }
        pieces++;
        if (group.chunks().isEmpty()) {
            if (out == null) {
                out = open(0);
            }
            out.write(bytes);
            if (isComplete()) {
                out.close();
            }
            return;
        }
        ImageStart start = group.start().orElseThrow();
        if (bytes.length % start.rowBytes() != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes are no rows of " + start.rowBytes());
        }
        for (int at = 0; at < bytes.length; at += start.rowBytes()) {
            row(start, bytes, at);
        }
        if (isComplete() && (left > 0 || next < group.names().size())) {
            throw new IllegalArgumentException("rows of images are missing");
        }
    }

    private void row(ImageStart start, byte[] bytes, int at) throws IOException {
        if (left == 0) {
            if (next == group.names().size()) {
                throw new IllegalArgumentException("there are more rows than images have");
            }
            left = start.height();
            if (next >= from && next < to) {
                out = open(next);
                out.write(group.chunks().get(next).before());
                rows = new PngWriting(out, start.rowBytes(), start.format().size());
            }
            next++;
        }
        left--;
        if (rows != null) {
            rows.row(bytes, at);
            if (left == 0) {
                rows.finish();
                out.write(group.chunks().get(next - 1).after());
                out.close();
                rows = null;
            }
        }
    }

    private OutputStream open(int file) throws IOException {
        String name = group.names().get(file);
        Path path = folder.resolve(name);
        try {
            Files.createDirectories(path.getParent());
            OutputStream opened = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            written.add(path);
            return new BufferedOutputStream(opened);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException("there are two files '" + name + "'", e);
        }
    }

    /** Leaves the files out, those that were written too. */
    public void drop() throws IOException {
        dropped = true;
        if (out != null) {
            out.close();
        }
        for (Path file : written) {
            Files.deleteIfExists(file);
        }
        written.clear();
    }
}
