package io.hourglass.data.source;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.JoinedTable;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.MixedTable;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.StackedTable;
import io.hourglass.data.table.Table;
import io.hourglass.data.table.TextColumn;
import io.hourglass.error.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder of NPY files with one image each, as floats or samples: height x width, or height x width x channels. Columns: {@code image} and
 * {@code file}, the name within the folder.
 */
final class ImageArrays {
    private ImageArrays() {}

    private static List<Path> arrays(Path folder) {
        return ImageSource.list(
                folder,
                path -> path.getFileName().toString().endsWith(".npy")
                        && !Files.isDirectory(path)
                        && !path.getFileName().toString().startsWith("."));
    }

    /** Whether a folder holds NPY files. */
    static boolean present(Path folder) {
        return !arrays(folder).isEmpty();
    }

    /**
     * The images of a folder in the order of their names.
     *
     * @throws DataException if one is no array of one image, or they differ in their channels
     */
    static Table open(Path folder) {
        List<Table> images = arrays(folder).stream().map(ImageArrays::image).toList();
        List<Table> sizes = ImageSource.runs(images, ImageArrays::size).stream()
                .map(run -> (Table) StackedTable.of(folder.toString(), run))
                .toList();
        return sizes.size() == 1
                ? sizes.get(0)
                : new MixedTable(folder.toString(), sizes, difference(folder, sizes), List.of());
    }

    private static ImageColumn size(Table image) {
        return (ImageColumn) image.schema().column(0);
    }

    private static String difference(Path folder, List<Table> sizes) {
        ImageColumn first = size(sizes.get(0));
        for (Table each : sizes) {
            if (size(each).channels() != first.channels()) {
                throw new DataException("the images of " + folder + " differ in their channels: " + first.size()
                        + " and " + size(each).size() + " (height x width x channels)");
            }
        }
        return "the images of " + folder + " differ in size: the first is " + first.size()
                + " (height x width x channels), another "
                + size(sizes.get(1)).size();
    }

    private static Table image(Path path) {
        DataFile file = DataFile.of(path);
        try (InputStream in = file.open()) {
            ArrayLayout layout = NpyHeader.read(file.name(), in);
            if (layout.shape().size() != 2 && layout.shape().size() != 3) {
                throw new DataException(
                        file.name() + ": in a folder each array is one image, of 2 axes or of 3 with channels"
                                + " last; this has " + layout.shape().size());
            }
            List<Integer> shape = new ArrayList<>(List.of(1));
            shape.addAll(layout.shape());
            ArrayLayout row = new ArrayLayout(
                    layout.type(), layout.order(), layout.columnMajor(), List.copyOf(shape), layout.offset());
            row.check(file.name(), file.size());
            Schema name = new Schema(List.of(new TextColumn("file", "the names of the images")));
            Batch own = Batch.builder(1)
                    .texts(new String[] {path.getFileName().toString()})
                    .build();
            return new JoinedTable(new ArrayTable(file.name(), row, file::open), new MemoryTable(name, List.of(own)));
        } catch (IOException e) {
            throw file.failure(e);
        }
    }
}
