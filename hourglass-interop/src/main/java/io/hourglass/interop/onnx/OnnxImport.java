package io.hourglass.interop.onnx;

import io.hourglass.error.DataException;
import io.hourglass.file.Hashing;
import io.hourglass.interop.chain.Chain;
import io.hourglass.interop.chain.ImportedModel;
import io.hourglass.loss.SquaredError;
import io.hourglass.network.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads ONNX files that are a chain of layers from one input to one output: of numbers [rows, values], of images [rows, channels, height,
 * width], or with the channels last where the axes are turned first, of windows [rows, steps, values].
 */
public final class OnnxImport {
    private static final List<Long> LAST_TO_FIRST = List.of(0L, 3L, 1L, 2L);

    private OnnxImport() {}

    /**
     * Reads a file.
     *
     * @throws DataException naming node and type, if one has no counterpart or the graph is no chain
     * @throws io.hourglass.error.CorruptFileException if it is damaged, or no ONNX file
     */
    public static ImportedModel read(Path path) throws IOException {
        OnnxFile file = OnnxFile.read(path);
        List<StoredNode> nodes = file.chain();
        List<Long> sizes = file.inputSizes();
        boolean stepsFirst =
                sizes.size() == 3 && !nodes.isEmpty() && nodes.get(0).type().matches("LSTM|GRU");
        boolean channelsLast = sizes.size() == 4
                && !nodes.isEmpty()
                && nodes.get(0).type().equals("Transpose")
                && LAST_TO_FIRST.equals(nodes.get(0).integers("perm"));
        boolean channelsFirst = sizes.size() == 4 && !channelsLast;
        List<Integer> shape = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            if (i != (stepsFirst ? 1 : 0)) {
                shape.add(size(file, sizes.get(i)));
            }
        }
        if (channelsFirst) {
            shape.add(shape.remove(0));
        }
        Chain chain = new Chain(file.source(), shape(file, shape));
        Walk.Axes axes =
                stepsFirst ? Walk.Axes.STEPS_FIRST : channelsFirst ? Walk.Axes.CHANNELS_FIRST : Walk.Axes.AS_HERE;
        new Walk(file, nodes, chain, axes).go();
        return new ImportedModel(chain, new SquaredError(), Hashing.sha256(path));
    }

    private static int size(OnnxFile file, long size) {
        if (size < 1 || size > Integer.MAX_VALUE) {
            throw new DataException(file.source() + ": the input '" + file.input() + "' has the sizes "
                    + file.inputSizes() + "; all but that of the rows must be told");
        }
        return (int) size;
    }

    private static Shape shape(OnnxFile file, List<Integer> sizes) {
        try {
            return new Shape(sizes);
        } catch (IllegalArgumentException e) {
            throw new DataException(file.source() + ": the input '" + file.input() + "': " + e.getMessage(), e);
        }
    }
}
