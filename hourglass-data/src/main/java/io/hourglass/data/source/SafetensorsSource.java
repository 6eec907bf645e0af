package io.hourglass.data.source;

import io.hourglass.error.CorruptFileException;
import io.hourglass.error.DataException;
import io.hourglass.file.Safetensors;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/** Reads the one tensor of a safetensors file: one or two axes give a table, three or four images. */
final class SafetensorsSource {
    private SafetensorsSource() {}

    /**
     * A table of the tensor.
     *
     * @throws DataException if it is not a whole file of 32-bit floats, or the tensor cannot be a table or is not the only one
     */
    static ArrayTable open(Path path) {
        DataFile file = DataFile.of(path);
        List<Safetensors.Span> spans = spans(path);
        if (spans.size() != 1) {
            throw new DataException(path + " holds " + spans.size()
                    + " tensors; needed one, whose first axis is the rows (weights are taken by import)");
        }
        Safetensors.Span only = spans.get(0);
        ArrayLayout layout =
                new ArrayLayout(ElementType.F4, ByteOrder.LITTLE_ENDIAN, false, only.shape(), only.offset());
        layout.check(file.name(), file.size());
        return new ArrayTable(file.name(), layout, file::open);
    }

    private static List<Safetensors.Span> spans(Path path) {
        try {
            return Safetensors.spans(path);
        } catch (CorruptFileException e) {
            throw new DataException(e.getMessage(), e);
        }
    }
}
