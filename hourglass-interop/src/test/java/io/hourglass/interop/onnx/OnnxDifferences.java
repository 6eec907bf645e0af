package io.hourglass.interop.onnx;

import ai.onnxruntime.OrtException;
import io.hourglass.Hourglass;
import io.hourglass.data.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The differences between a model and its ONNX files. */
public final class OnnxDifferences {
    private OnnxDifferences() {}

    /** The largest for each output, relative to the value or to 1; the files are left in the folder. */
    public static Map<String, Double> of(Hourglass model, Table rows, Path folder) throws IOException, OrtException {
        OnnxExport.write(model, folder, false);
        return new Crossing(model, rows, folder).compare();
    }
}
