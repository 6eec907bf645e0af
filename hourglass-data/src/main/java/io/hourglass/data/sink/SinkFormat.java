package io.hourglass.data.sink;

import io.hourglass.data.table.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;

/** The kinds of files that tables are written to. */
public enum SinkFormat {
    /** Comma-separated text; also standard output. */
    CSV,
    /** Tab-separated text. */
    TSV,
    /** One NumPy array. */
    NPY,
    /** A NumPy archive with the array {@code x}. */
    NPZ,
    /** One tensor of 32-bit floats, {@code x}. */
    SAFETENSORS,
    /** The format of MNIST. */
    IDX,
    /** A folder of PNG images. */
    FOLDER;

    /**
     * The format that an output's name asks for: {@code .csv}, {@code .tsv}, {@code .npy}, {@code .npz}, {@code .safetensors}, {@code .idx} or
     * a name ending in {@code ubyte}, text and IDX also with {@code .gz}; {@code -} for CSV; a name without extension is a folder.
     *
     * @throws IllegalArgumentException if it asks for another one
     */
    public static SinkFormat of(String out) {
        if (out.equals("-")) {
            return CSV;
        }
        Path file = Path.of(out).getFileName();
        String name = file == null ? "" : file.toString().toLowerCase(Locale.ROOT);
        boolean packed = name.endsWith(".gz");
        String plain = packed ? name.substring(0, name.length() - 3) : name;
        if (plain.endsWith(".csv")) {
            return CSV;
        }
        if (plain.endsWith(".tsv")) {
            return TSV;
        }
        if (plain.endsWith(".idx") || plain.endsWith("ubyte")) {
            return IDX;
        }
        if (name.endsWith(".npy")) {
            return NPY;
        }
        if (name.endsWith(".npz")) {
            return NPZ;
        }
        if (name.endsWith(".safetensors")) {
            return SAFETENSORS;
        }
        if (!name.contains(".") || out.endsWith("/")) {
            return FOLDER;
        }
        throw new IllegalArgumentException(
                "output " + out + ": needed .csv, .tsv (.gz too), .npy, .npz, .safetensors, .idx, - for CSV on"
                        + " standard output, or a folder for images");
    }

    /** Whether an output's name asks for gzip around the format. */
    public static boolean isPacked(String out) {
        return out.toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    /**
     * Starts writing a table to a stream, which is flushed at the end and stays open.
     *
     * @param packed whether to pack the bytes with gzip
     * @param rows the number of rows if it is known: array formats state it first and otherwise wait in a temporary file
     * @throws IllegalArgumentException if the format cannot hold one of the columns, or is a folder
     */
    public TableSink open(OutputStream out, boolean packed, Schema schema, OptionalLong rows) {
        if (packed) {
            try {
                GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16);
                return new FinishingSink(open(gzip, false, schema, rows), gzip::finish);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return switch (this) {
            case CSV -> new CsvSink(out, ',', schema);
            case TSV -> new CsvSink(out, '\t', schema);
            case NPY -> new ArraySink(out, ArrayFormat.npy(schema), schema, rows);
            case NPZ -> NpzSink.open(out, schema, rows);
            case SAFETENSORS -> new ArraySink(out, ArrayFormat.safetensors(schema), schema, rows);
            case IDX -> new ArraySink(out, ArrayFormat.idx(schema), schema, rows);
            case FOLDER -> throw new IllegalArgumentException("a folder of images is not written to one stream");
        };
    }
}
