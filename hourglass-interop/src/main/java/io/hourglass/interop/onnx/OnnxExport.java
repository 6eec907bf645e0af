package io.hourglass.interop.onnx;

import com.google.protobuf.ByteString;
import io.hourglass.Hourglass;
import io.hourglass.file.AtomicFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a model as ONNX files of opset 17: {@code encoder.onnx}, {@code decoder.onnx}, {@code reconstruct.onnx} and {@code score.onnx}, and
 * {@code classify.onnx} of one that learnt a label. Each takes raw columns, an input each of [rows, 1] or, of a model of windows,
 * [rows, steps]; the preparation is in the graph. Of several members the first encodes and decodes, and the others hold the mean of all.
 */
public final class OnnxExport {
    /** What a protobuf message can hold, with room for the rest of the file. */
    private static final long MOST_WEIGHTS = 500_000_000;

    private OnnxExport() {}

    /**
     * Writes the files into a folder, all or none.
     *
     * @param replace whether a folder that is there may be replaced
     * @return what could not be written, in words
     * @throws IllegalArgumentException if the model cannot be expressed
     */
    public static Optional<String> write(Hourglass model, Path folder, boolean replace) {
        long weights = (long) model.members() * model.autoencoder().weights().length;
        if (weights > MOST_WEIGHTS) {
            throw new IllegalArgumentException(
                    "an ONNX file holds at most 2 GB, and this model has " + weights + " weights");
        }
        ModelGraphs graphs = new ModelGraphs(model);
        Map<String, ByteString> files = new LinkedHashMap<>();
        files.put("encoder.onnx", graphs.encoder().file());
        files.put("decoder.onnx", graphs.decoder().file());
        files.put("reconstruct.onnx", ModelGraphs.reconstruct(model).file());
        boolean windows = model.series().isPresent();
        if (!windows) {
            files.put("score.onnx", ModelGraphs.score(model).file());
        }
        model.classifier()
                .ifPresent(each ->
                        files.put("classify.onnx", graphs.classifier(each).file()));
        AtomicFolder.write(folder, replace, target -> {
            for (Map.Entry<String, ByteString> file : files.entrySet()) {
                write(target.resolve(file.getKey()), file.getValue());
            }
        });
        return windows
                ? Optional.of("score.onnx was not written: a row's score is that of all windows that hold it, which no"
                        + " graph over single windows knows")
                : Optional.empty();
    }

    private static void write(Path file, ByteString content) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            content.writeTo(out);
        }
    }
}
