package io.hourglass.interop.keras;

import io.hourglass.error.CorruptFileException;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * An HDF5 file in memory. Whatever is wrong with it is a {@link CorruptFileException}: damage is met in the library that reads it as
 * exceptions of many kinds. Links are not followed, so that no other file is opened.
 */
final class Hdf5 implements AutoCloseable {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    /** Deflate makes nothing smaller than about this many times. */
    private static final long MOST_COMPRESSION = 1032;

    private final String name;
    private final long size;
    private final HdfFile file;

    /**
     * @param name the file's name for messages
     * @param bytes its content
     */
    Hdf5(String name, byte[] bytes) {
        this.name = name;
        this.size = bytes.length;
        checkEnd(bytes);
        this.file = guarded("superblock", () -> HdfFile.fromBytes(bytes));
    }

    /** The superblock tells how long the file is. Its fields: HDF5 File Format Specification 3.0, II.A. */
    private void checkEnd(byte[] bytes) {
        if (bytes.length < SIGNATURE.length || !Arrays.equals(Arrays.copyOf(bytes, SIGNATURE.length), SIGNATURE)) {
            throw new CorruptFileException(name, "superblock", 0, "it is not an HDF5 file, or its start is damaged");
        }
        int version = bytes.length > SIGNATURE.length ? bytes[SIGNATURE.length] : -1;
        int offsets = version < 2 ? 13 : 9;
        int at = version == 0 ? 40 : version == 1 ? 44 : 28;
        if (bytes.length < at + Long.BYTES) {
            throw new CorruptFileException(name, "superblock", bytes.length, "the file ends within its superblock");
        }
        long end = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(at);
        if (bytes[offsets] == Long.BYTES && (end > bytes.length || end < 0)) {
            throw new CorruptFileException(
                    name, "superblock", bytes.length, "the file was cut short: it says that it has " + end + " bytes");
        }
    }

    /** Whether the path leads to something. */
    boolean has(String path) {
        return find(path) != null;
    }

    /** The strings of an attribute; those too long for one are spread over several, numbered from 0. */
    List<String> strings(String path, String attribute) {
        Node node = require(path);
        return guarded(path, () -> {
            List<String> all = new ArrayList<>();
            add(node.getAttribute(attribute), all);
            for (int i = 0; node.getAttribute(attribute + i) != null; i++) {
                add(node.getAttribute(attribute + i), all);
            }
            return all;
        });
    }

    /** A string that stands at the root; null if there is none. */
    String string(String attribute) {
        List<String> all = strings("", attribute);
        return all.isEmpty() ? null : all.get(0);
    }

    private void add(Attribute attribute, List<String> all) {
        if (attribute == null || attribute.isEmpty()) {
            return;
        }
        requireFits(attribute.getName(), attribute.getSizeInBytes());
        Object data = attribute.getData();
        if (data instanceof String text) {
            all.add(text);
        } else if (data instanceof String[] texts) {
            all.addAll(Arrays.asList(texts));
        }
    }

    /**
     * The values of a dataset.
     *
     * @param shape the sizes that it must have
     */
    float[] floats(String path, List<Integer> shape) {
        Node node = require(path);
        if (!(node instanceof Dataset dataset)) {
            throw corrupt(path, "it is a group, and an array was needed");
        }
        return guarded(path, () -> {
            List<Integer> found = Arrays.stream(dataset.getDimensions()).boxed().toList();
            if (!found.equals(shape)) {
                throw corrupt(path, "the array has shape " + found + ", and " + shape + " was needed");
            }
            requireFits(path, dataset.getSizeInBytes());
            Object data = dataset.getDataFlat();
            if (data instanceof float[] floats) {
                return floats;
            }
            if (data instanceof double[] doubles) {
                float[] floats = new float[doubles.length];
                for (int i = 0; i < floats.length; i++) {
                    floats[i] = (float) doubles[i];
                }
                return floats;
            }
            throw corrupt(path, "the array holds " + dataset.getJavaType() + ", and floats were needed");
        });
    }

    /** Before anything is allocated: what is declared must be able to be in the file. */
    private void requireFits(String path, long bytes) {
        if (bytes < 0 || bytes / MOST_COMPRESSION > size) {
            throw corrupt(path, "it declares " + bytes + " bytes, and the whole file has " + size);
        }
    }

    private Node require(String path) {
        Node node = find(path);
        if (node == null) {
            throw corrupt(path, "it is not there");
        }
        return node;
    }

    private Node find(String path) {
        return guarded(path, () -> {
            Node node = file;
            for (String part : path.split("/", -1)) {
                if (!part.isEmpty()) {
                    node = node instanceof Group group ? group.getChild(part) : null;
                }
                if (node != null && node.isLink()) {
                    throw corrupt(path, "it is a link, which is not followed");
                }
            }
            return node;
        });
    }

    /** The failure to report of a part. */
    CorruptFileException corrupt(String path, String reason) {
        return new CorruptFileException(name, path.isEmpty() ? "root" : path, address(path), reason);
    }

    /** Where the header of the last thing on a path lies that is there. */
    private long address(String path) {
        try {
            Node node = file;
            for (String part : path.split("/", -1)) {
                Node next = node instanceof Group group ? group.getChild(part) : null;
                node = next == null || next.isLink() ? node : next;
            }
            return node == null ? 0 : node.getAddress();
        } catch (RuntimeException | StackOverflowError e) {
            return 0; // of what is damaged there is no place to tell
        }
    }

    /** What the library throws at damage. */
    private <T> T guarded(String path, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (CorruptFileException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            String reason = "it cannot be read: " + e;
            CorruptFileException corrupt = file == null
                    ? new CorruptFileException(name, path, 0, reason)
                    : new CorruptFileException(name, path.isEmpty() ? "root" : path, address(path), reason);
            corrupt.initCause(e);
            throw corrupt;
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
