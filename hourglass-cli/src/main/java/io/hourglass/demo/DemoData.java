package io.hourglass.demo;

import io.hourglass.data.source.DataSource;
import io.hourglass.data.source.SourceOptions;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The bundled data, each in two parts: the rows that models learn from, and those that are shown.
 *
 * @param clothes images of clothes with the column {@code kind}, all of them
 * @param learntClothes the rows to learn from
 * @param shownClothes the others
 * @param learntPeople rows of a census to learn from
 * @param shownPeople the others
 */
public record DemoData(Table clothes, Table learntClothes, Table shownClothes, Table learntPeople, Table shownPeople) {
    private static final long LEARNT_CLOTHES = 8_500;
    private static final long LEARNT_PEOPLE = 26_000;
    private static final String CLOTHES = "Fashion-MNIST, its 10,000 test images";
    private static final String PEOPLE = "Adult, the US census of 1994";
    /** The names that the data's authors gave to the labels 0 to 9. */
    private static final List<String> KINDS = List.of(
            "T-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot");

    /**
     * Reads the data into memory.
     *
     * @param folder where the files may lie while they are read
     */
    public static DemoData read(Path folder) {
        Path images = copy("fashion-images-idx3-ubyte.gz", folder);
        Path labels = copy("fashion-labels-idx1-ubyte.gz", folder);
        Path people = copy("adult.csv.gz", folder);
        Table labelled = MemoryTable.copyOf(
                DataSource.open(images.toString(), SourceOptions.defaults().withLabels(labels)));
        Table clothes = new NamedTable(withKinds(labelled), CLOTHES);
        Table census = new NamedTable(
                MemoryTable.copyOf(DataSource.open(people.toString(), SourceOptions.defaults())), PEOPLE);
        return new DemoData(
                clothes,
                clothes.rows(0, LEARNT_CLOTHES),
                clothes.rows(LEARNT_CLOTHES, Long.MAX_VALUE),
                census.rows(0, LEARNT_PEOPLE),
                census.rows(LEARNT_PEOPLE, Long.MAX_VALUE));
    }

    /** The images, and the names of their kinds in place of numbers. */
    private static Table withKinds(Table labelled) {
        ImageColumn column =
                (ImageColumn) labelled.schema().column(labelled.schema().image());
        int label = labelled.schema().index("label");
        int rows = (int) labelled.rowCount().orElseThrow();
        float[] pixels = new float[rows * column.valuesPerRow()];
        String[] kinds = new String[rows];
        int row = 0;
        try (Cursor cursor = labelled.open()) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                float[] part = batch.pixels(labelled.schema().image());
                System.arraycopy(part, 0, pixels, row * column.valuesPerRow(), part.length);
                for (String text : batch.texts(label)) {
                    kinds[row++] = KINDS.get(Integer.parseInt(text));
                }
            }
        }
        return MemoryTable.builder()
                .images(column, pixels)
                .categories("kind", kinds)
                .build();
    }

    private static Path copy(String name, Path folder) {
        Path file = folder.resolve(name);
        try (InputStream in = DemoData.class.getResourceAsStream(name)) {
            Files.copy(in, file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
