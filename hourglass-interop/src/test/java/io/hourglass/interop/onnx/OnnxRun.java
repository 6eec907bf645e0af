package io.hourglass.interop.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A file run in ONNX Runtime: arrays in, flat arrays out. */
final class OnnxRun implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    OnnxRun(Path file) throws OrtException {
        session = environment.createSession(file.toString());
    }

    Map<String, NodeInfo> inputs() throws OrtException {
        return session.getInputInfo();
    }

    /** Runs rows; inputs that the file has not are left out. */
    Map<String, Object> run(int rows, Map<String, Object> columns) throws OrtException {
        Map<String, OnnxTensor> feed = new HashMap<>();
        for (Map.Entry<String, NodeInfo> input : inputs().entrySet()) {
            long[] shape = ((TensorInfo) input.getValue().getInfo()).getShape();
            shape[0] = rows;
            Object column = columns.get(input.getKey());
            if (column == null) {
                throw new AssertionError("no column for the input " + input.getKey());
            }
            feed.put(input.getKey(), tensor(column, shape));
        }
        Map<String, Object> outputs = new HashMap<>();
        try (OrtSession.Result result = session.run(feed)) {
            for (Map.Entry<String, ?> each : session.getOutputInfo().entrySet()) {
                Optional<OnnxValue> value = result.get(each.getKey());
                outputs.put(each.getKey(), flat((OnnxTensor) value.orElseThrow()));
            }
        } finally {
            feed.values().forEach(OnnxTensor::close);
        }
        return outputs;
    }

    private OnnxTensor tensor(Object column, long[] shape) throws OrtException {
        if (column instanceof String[] texts) {
            return OnnxTensor.createTensor(environment, texts, shape);
        }
        return column instanceof double[] doubles
                ? OnnxTensor.createTensor(environment, DoubleBuffer.wrap(doubles), shape)
                : OnnxTensor.createTensor(environment, FloatBuffer.wrap((float[]) column), shape);
    }

    private static Object flat(OnnxTensor tensor) throws OrtException {
        OnnxJavaType type = tensor.getInfo().type;
        if (type == OnnxJavaType.STRING) {
            String[][] rows = (String[][]) tensor.getValue();
            return Arrays.stream(rows).flatMap(Arrays::stream).toArray(String[]::new);
        }
        if (type == OnnxJavaType.INT64) {
            long[] values = new long[tensor.getLongBuffer().remaining()];
            tensor.getLongBuffer().get(values);
            return values;
        }
        if (type == OnnxJavaType.DOUBLE) {
            double[] values = new double[tensor.getDoubleBuffer().remaining()];
            tensor.getDoubleBuffer().get(values);
            return values;
        }
        float[] values = new float[tensor.getFloatBuffer().remaining()];
        tensor.getFloatBuffer().get(values);
        return values;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
