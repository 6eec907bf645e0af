package io.hourglass.data.sink;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Schema;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Writes an array file. Its header states the number of rows, so if that is not known before, the elements wait in a temporary file.
 */
final class ArraySink implements TableSink {
    private final OutputStream out;
    private final ArrayFormat format;
    private final Schema schema;
    private final OptionalLong promised;
    private final Path waiting;
    private final OutputStream elements;
    private long rows;
    private boolean closed;

    ArraySink(OutputStream out, ArrayFormat format, Schema schema, OptionalLong promised) {
        this.out = out;
        this.format = format;
        this.schema = schema;
        this.promised = promised;
        try {
            if (promised.isPresent()) {
                out.write(format.header(schema, promised.getAsLong()));
                this.waiting = null;
                this.elements = out;
            } else {
                this.waiting = Files.createTempFile("hourglass-", ".elements");
                waiting.toFile().deleteOnExit();
                this.elements = new BufferedOutputStream(Files.newOutputStream(waiting), 1 << 16);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write(Batch batch) {
        try {
            elements.write(format.image() >= 0 ? images(batch) : numbers(batch));
            rows += batch.rows();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] images(Batch batch) {
        float[] pixels = batch.pixels(format.image());
        ByteBuffer bytes = ByteBuffer.allocate(
                        Math.multiplyExact(pixels.length, format.element().bytes()))
                .order(format.order());
        if (format.element() == ArrayFormat.Element.BYTE) {
            for (float pixel : pixels) {
                bytes.put((byte) Math.round(255 * Math.max(0, Math.min(1, pixel))));
            }
        } else {
            bytes.asFloatBuffer().put(pixels);
        }
        return bytes.array();
    }

    private byte[] numbers(Batch batch) {
        int columns = schema.width();
        boolean single = format.element() == ArrayFormat.Element.FLOAT;
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(
                        batch.rows() * columns, format.element().bytes()))
                .order(format.order());
        for (int row = 0; row < batch.rows(); row++) {
            for (int c = 0; c < columns; c++) {
                double value = batch.numbers(c)[row];
                if (single) {
                    bytes.putFloat((float) value);
                } else {
                    bytes.putDouble(value);
                }
            }
        }
        return bytes.array();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (waiting != null) {
                elements.close();
                out.write(format.header(schema, rows));
                Files.copy(waiting, out);
                Files.delete(waiting);
            } else if (promised.getAsLong() != rows) {
                throw new IllegalStateException("rows written: needed " + promised.getAsLong() + ", got " + rows);
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
