package io.hourglass.data.sink;

import io.hourglass.data.table.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import java.util.zip.ZipOutputStream;

/** Writes a NumPy archive that holds one array, {@code x}. */
final class NpzSink {
    private NpzSink() {}

    static TableSink open(OutputStream out, Schema schema, OptionalLong rows) {
        ArrayFormat format = ArrayFormat.npy(schema);
        ZipOutputStream zip;
        try {
            zip = NpyStart.archive(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FinishingSink(new ArraySink(zip, format, schema, rows), () -> {
            zip.closeEntry();
            zip.finish();
            zip.flush();
        });
    }
}
