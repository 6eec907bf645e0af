package io.hourglass.interop.onnx;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Constant tensors as messages of ONNX' type TensorProto. */
final class Tensors {
    static final int FLOAT = 1;
    static final int INT64 = 7;
    static final int STRING = 8;
    static final int DOUBLE = 11;

    private static final int DIMS = 1;
    private static final int DATA_TYPE = 2;
    private static final int STRING_DATA = 6;
    private static final int NAME = 8;
    private static final int RAW_DATA = 9;

    private Tensors() {}

    static Message floats(String name, float[] values, long... shape) {
        return raw(
                name,
                FLOAT,
                shape,
                Float.BYTES * values.length,
                to -> to.asFloatBuffer().put(values));
    }

    static Message doubles(String name, double[] values, long... shape) {
        return raw(
                name,
                DOUBLE,
                shape,
                Double.BYTES * values.length,
                to -> to.asDoubleBuffer().put(values));
    }

    static Message longs(String name, long[] values, long... shape) {
        return raw(
                name,
                INT64,
                shape,
                Long.BYTES * values.length,
                to -> to.asLongBuffer().put(values));
    }

    static Message strings(String name, List<String> values) {
        Message tensor = started(name, STRING, values.size());
        values.forEach(value -> tensor.bytes(STRING_DATA, ByteString.copyFrom(value, StandardCharsets.UTF_8)));
        return tensor;
    }

    private static Message raw(String name, int type, long[] shape, int size, Consumer<ByteBuffer> filling) {
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        filling.accept(bytes);
        return started(name, type, shape).bytes(RAW_DATA, ByteString.copyFrom(bytes.array()));
    }

    private static Message started(String name, int type, long... shape) {
        Message tensor = new Message();
        for (long size : shape) {
            tensor.integer(DIMS, size);
        }
        return tensor.integer(DATA_TYPE, type).text(NAME, name);
    }
}
