package io.hourglass.interop.chain;

import io.hourglass.cell.NumberCell;
import io.hourglass.data.preparation.Linear;
import io.hourglass.data.preparation.Preparation;
import io.hourglass.data.preparation.PreparedColumn;
import io.hourglass.data.preparation.PreparedImage;
import io.hourglass.data.preparation.PreparedNumber;
import io.hourglass.data.preparation.Scale;
import io.hourglass.data.preparation.Unseen;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.NumberColumn;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import io.hourglass.network.CellEncoding;
import io.hourglass.network.Layer;
import io.hourglass.network.Reshape;
import io.hourglass.network.Shape;
import io.hourglass.series.LearntSeries;
import io.hourglass.series.Series;
import io.hourglass.training.MemoryRows;
import io.hourglass.training.Rows;
import io.hourglass.use.ModelFile;
import io.hourglass.use.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The rows that an imported model takes. Numbers are taken as they are: where they were scaled, layers of the model say so.
 *
 * @param form what rows are
 * @param preparation the columns
 * @param input the shape of a prepared row, or of a window of them
 * @param head the layers that make of a prepared row what the first layer of the file takes
 */
record ImportedRows(RowForm form, Preparation preparation, Shape input, List<Layer> head) {
    /** As of a column of which nothing is known. */
    private static final NumberCell UNKNOWN = new NumberCell(0f, false, 0f, 1f, 1f);

    /** More than any table has; a damaged file may say anything. */
    private static final int MOST_COLUMNS = 1 << 20;

    ImportedRows {
        head = List.copyOf(head);
    }

    /** The rows of a chain, with the columns of a table where there is one. */
    static ImportedRows of(Chain chain, Optional<Table> table) {
        Shape input = chain.input();
        Optional<ImageColumn> given = table.flatMap(ImportedRows::image);
        RowForm form = given.isPresent() ? RowForm.IMAGES : chain.rows();
        if (form == RowForm.IMAGES) {
            ImageColumn image = given.orElseGet(() -> image(input));
            if (image.valuesPerRow() != input.size()) {
                throw new DataException(chain.source() + " takes rows of " + input + ", and the images of '"
                        + image.name() + "' are " + image.size());
            }
            Shape shape = Shape.of(image.height(), image.width(), image.channels());
            List<Layer> head = shape.equals(input) ? List.of() : List.of(new Reshape(input));
            return new ImportedRows(form, new Preparation(List.of(new PreparedImage(image)), List.of()), shape, head);
        }
        Preparation preparation = new Preparation(
                table.map(rows -> columns(chain, rows)).orElseGet(() -> unknown(input.last())), List.of());
        return new ImportedRows(form, preparation, input, List.of(new CellEncoding(preparation.cells())));
    }

    private static Optional<ImageColumn> image(Table table) {
        Schema schema = table.schema();
        return schema.image() < 0 ? Optional.empty() : Optional.of((ImageColumn) schema.column(schema.image()));
    }

    private static ImageColumn image(Shape input) {
        int channels = input.dimensions().size() == 3 ? input.at(2) : 1;
        return new ImageColumn("image", input.at(0), input.at(1), channels, Float.SIZE);
    }

    /** Named as the columns of a .npy file are. */
    private static List<PreparedColumn> unknown(int width) {
        if (width > MOST_COLUMNS) {
            throw new DataException(
                    "a table has at most " + MOST_COLUMNS + " columns, and rows have " + width + " values");
        }
        return IntStream.range(0, width)
                .<PreparedColumn>mapToObj(i -> prepared("x" + i, UNKNOWN))
                .toList();
    }

    private static PreparedNumber prepared(String name, NumberCell cell) {
        return new PreparedNumber(new NumericColumn(name, -1), new Linear(0, 1), cell);
    }

    /** The table's columns of numbers, with what noise and scores want to know of their values. */
    private static List<PreparedColumn> columns(Chain chain, Table table) {
        List<String> names = table.schema().columns().stream()
                .filter(NumberColumn.class::isInstance)
                .map(Column::name)
                .toList();
        int width = chain.input().last();
        if (names.size() != width) {
            throw new DataException(chain.source() + " takes " + width + " columns of numbers, and " + table.source()
                    + " has " + names.size());
        }
        Preparation fitted = Preparation.fit(numbers(table, names), Scale.NONE, false, new ArrayList<>(), 2);
        return fitted.columns().stream()
                .<PreparedColumn>map(column -> prepared(column.column().name(), cell(column)))
                .toList();
    }

    private static Table numbers(Table table, List<String> names) {
        List<Column> columns =
                names.stream().<Column>map(name -> new NumericColumn(name, -1)).toList();
        return table.select(names).as(new Schema(columns));
    }

    private static NumberCell cell(PreparedColumn column) {
        return column instanceof PreparedNumber number
                ? new NumberCell(
                        number.number().fill(),
                        false,
                        number.number().low(),
                        number.number().high(),
                        number.number().deviation())
                : UNKNOWN;
    }

    /** The model with its scores measured by rows such as it was trained on. */
    ModelFile measured(ModelFile parts, Table table) {
        Rows rows = parts.series().isPresent() ? windows(parts.series().get(), table) : prepared(table);
        return new ModelFile(
                preparation,
                parts.autoencoder(),
                Scorer.profile(parts.autoencoder(), rows),
                parts.history(),
                parts.provenance(),
                parts.series());
    }

    private MemoryRows prepared(Table table) {
        return preparation.apply(table, new Unseen());
    }

    private Rows windows(Series series, Table table) {
        LearntSeries ordered = new LearntSeries(table, series, 0, 0);
        return ordered.windows(prepared(ordered.table()));
    }
}
