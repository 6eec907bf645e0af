package io.hourglass.codec.picture;

import io.hourglass.codec.layout.ImageStart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Some files of a folder that stand in an archive together: PNG files of one kind as their samples, or one file as its bytes.
 *
 * @param pieces the blocks of their content that follow
 * @param names each with its folders, separated by slashes
 * @param chunks what each has beside its samples; empty for a file as its bytes
 */
public record FileGroup(int pieces, List<String> names, List<PngChunks> chunks) {
    /** The most bytes of a name. */
    public static final int LONGEST_NAME = 1 << 12;

    private static final int PLAIN = 0;
    private static final int PNG = 1;

    /** Refuses what no archive has, names that lead out of a folder among it. */
    public FileGroup {
        names = List.copyOf(names);
        chunks = List.copyOf(chunks);
        names.forEach(FileGroup::check);
        boolean fits = chunks.isEmpty() ? names.size() == 1 : names.size() == chunks.size();
        if (pieces < 0 || !fits) {
            throw new IllegalArgumentException(
                    names.size() + " files in " + pieces + " blocks, with chunks of " + chunks.size());
        }
        Optional<ImageStart> first =
                chunks.isEmpty() ? Optional.empty() : chunks.get(0).start();
        for (PngChunks each : chunks) {
            if (first.isEmpty() || each.start().filter(first.get()::isLike).isEmpty()) {
                throw new IllegalArgumentException("images that differ in what their samples are");
            }
        }
    }

    private static void check(String name) {
        boolean allowed =
                name.matches("[^\\\\:\\x00-\\x1F]+") && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME;
        for (String part : name.split("/", -1)) {
            allowed &= !part.isBlank() && !part.equals(".") && !part.equals("..");
        }
        if (!allowed) {
            throw new IllegalArgumentException("the file name '" + name + "' cannot stand in an archive: it may have no"
                    + " colons, backslashes and control characters, and at most " + LONGEST_NAME + " bytes");
        }
    }

    /** What the samples of its images are; empty for a file as its bytes. */
    public Optional<ImageStart> start() {
        return chunks.isEmpty() ? Optional.empty() : chunks.get(0).start();
    }

    /** As it stands in an archive. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(chunks.isEmpty() ? PLAIN : PNG);
            out.writeInt(pieces);
            out.writeInt(names.size());
            for (int i = 0; i < names.size(); i++) {
                write(out, names.get(i).getBytes(StandardCharsets.UTF_8));
                if (!chunks.isEmpty()) {
                    write(out, chunks.get(i).before());
                    write(out, chunks.get(i).after());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /**
     * The group of bytes.
     *
     * @throws IllegalArgumentException if they are none
     */
    public static FileGroup of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int kind = in.readByte();
            int pieces = in.readInt();
            int count = in.readInt();
            List<String> names = new ArrayList<>();
            List<PngChunks> chunks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                names.add(new String(read(in), StandardCharsets.UTF_8));
                if (kind == PNG) {
                    chunks.add(new PngChunks(read(in), read(in)));
                }
            }
            if (kind < PLAIN || kind > PNG || count < 1 || in.available() > 0) {
                throw new IllegalArgumentException("a group of files of kind " + kind);
            }
            return new FileGroup(pieces, names, chunks);
        } catch (IOException e) {
            throw new IllegalArgumentException("a group of files that is cut off", e);
        }
    }

    private static byte[] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IllegalArgumentException("a text of " + length + " bytes that is cut off");
        }
        return in.readNBytes(length);
    }
}
