package io.hourglass.data.source;

import io.hourglass.data.table.Batch;
import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Cursor;
import io.hourglass.data.table.ImageColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.Table;
import io.hourglass.data.table.TextColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Image files as rows. */
final class ImageTable implements Table {
    private final String source;
    private final Path folder;
    private final List<ImageFile> files;
    private final Schema schema;
    private final List<String> notices;

    private ImageTable(String source, Path folder, List<ImageFile> files, Schema schema, List<String> notices) {
        this.source = source;
        this.folder = folder;
        this.files = files;
        this.schema = schema;
        this.notices = notices;
    }

    /** The samples that hold those of all files: colours if one has some, as many bits as the finest. */
    record Samples(int channels, int bits) {
        static Samples of(List<ImageFile> files) {
            boolean grey = files.stream().allMatch(ImageFile::grey);
            int bits = files.stream().mapToInt(ImageFile::bits).max().orElse(8);
            return new Samples(grey ? 1 : 3, bits);
        }
    }

    /**
     * @param folder that to which the names of the files are relative
     * @param files at least one, all of one size
     */
    static ImageTable of(String source, Path folder, List<ImageFile> files, List<String> notices) {
        return of(source, folder, files, Samples.of(files), notices);
    }

    /** As the other, for files that are some of a folder, whose samples are alike all over. */
    static ImageTable of(String source, Path folder, List<ImageFile> files, Samples samples, List<String> notices) {
        ImageFile first = files.get(0);
        List<Column> columns = new ArrayList<>();
        columns.add(new TextColumn("file", "the names of the images"));
        columns.add(new ImageColumn("image", first.height(), first.width(), samples.channels(), samples.bits()));
        if (name(folder, first).contains("/")) {
            columns.add(new CategoricalColumn("label"));
        }
        List<String> all = new ArrayList<>(notices);
        long alpha = files.stream().filter(ImageFile::alpha).count();
        if (alpha > 0) {
            all.add("the transparency of " + alpha + " of " + files.size() + " images of " + source + " is dropped");
        }
        return new ImageTable(source, folder, List.copyOf(files), new Schema(columns), List.copyOf(all));
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
        return OptionalLong.of(files.size());
    }

    @Override
    public List<String> notices() {
        return notices;
    }

    @Override
    public Cursor open() {
        return new Cursor() {
            private int row;

            @Override
            public Batch next() {
                int count = Math.min(schema.batchRows(), files.size() - row);
                if (count <= 0) {
                    return null;
                }
                Batch batch = batch(files.subList(row, row + count));
                row += count;
                return batch;
            }

            @Override
            public void close() {
                row = files.size();
            }
        };
    }

    private Batch batch(List<ImageFile> part) {
        ImageColumn image = (ImageColumn) schema.column(1);
        int values = image.valuesPerRow();
        String[] names = new String[part.size()];
        String[] labels = new String[part.size()];
        float[] pixels = new float[part.size() * values];
        for (int i = 0; i < names.length; i++) {
            ImageFile file = part.get(i);
            names[i] = name(folder, file);
            labels[i] = names[i].substring(0, Math.max(0, names[i].lastIndexOf('/')));
            file.read(image.channels(), pixels, i * values);
        }
        Batch.Builder batch = Batch.builder(names.length).texts(names).pixels(pixels);
        return schema.width() == 3 ? batch.texts(labels).build() : batch.build();
    }

    /** The name within the folder, with slashes on every system. */
    private static String name(Path folder, ImageFile file) {
        return folder.toAbsolutePath()
                .relativize(file.path().toAbsolutePath())
                .toString()
                .replace('\\', '/');
    }
}
