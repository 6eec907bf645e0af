package io.hourglass.data.source;

import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The rows of an array file. One axis: the numeric column {@code x0}; two: {@code x0}, {@code x1}…; three: images of rows x height x
 * width; four: with channels last. Bytes as pixels are divided by 255, two-byte ones by 65,535, floats are taken as they are.
 */
final class ArrayTable implements Table {
    private final String source;
    private final ArrayLayout layout;
    private final Supplier<InputStream> content;
    private final Schema schema;

    /**
     * @param layout checked against the content's size
     * @param content opens the content from its first byte
     */
    ArrayTable(String source, ArrayLayout layout, Supplier<InputStream> content) {
        this.source = source;
        this.layout = layout;
        this.content = content;
        this.schema = new Schema(columns(source, layout));
    }

    ArrayLayout layout() {
        return layout;
    }

    InputStream content() {
        return content.get();
    }

    private static List<Column> columns(String source, ArrayLayout layout) {
        ElementType type = layout.type();
        if (layout.shape().size() > 2) {
            return List.of(images(source, layout));
        }
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < layout.rowElements(); c++) {
            columns.add(
                    type == ElementType.BOOLEAN
                            ? new BooleanColumn("x" + c, "false", "true")
                            : new NumericColumn("x" + c, type.isFloat() ? -1 : 0));
        }
        return columns;
    }

    private static ImageColumn images(String source, ArrayLayout layout) {
        if (layout.type().white() == 0) {
            throw new DataException(source + ": images of type " + layout.type()
                    + " have no agreed range; needed bytes (u1), two bytes (u2) or floats");
        }
        List<Integer> shape = layout.shape();
        try {
            int channels = shape.size() == 4 ? shape.get(3) : 1;
            return new ImageColumn(
                    "image", shape.get(1), shape.get(2), channels, layout.type().bits());
        } catch (IllegalArgumentException e) {
            throw new DataException(source + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public OptionalLong rowCount() {
        return OptionalLong.of(layout.rows());
    }

    @Override
    public Cursor open() {
        return layout.columnMajor() && layout.rowElements() > 1
                ? new ColumnMajorCursor(source, layout, content.get(), schema)
                : new ArrayCursor(source, layout, content.get(), schema);
    }
}
