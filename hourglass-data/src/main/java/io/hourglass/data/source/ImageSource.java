package io.hourglass.data.source;

import io.hourglass.data.table.MixedTable;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads images with {@code javax.imageio}: PNG, JPEG, GIF and BMP. Columns: {@code file}, the name within the folder; {@code image}, grey
 * if all of them are, else red, green, blue; and {@code label}, the sub-folder, if there is one a class.
 */
public final class ImageSource {
    private ImageSource() {}

    /**
     * A table of one image, of the images in a folder in the order of their names, or, if it has none itself, of those in its
     * sub-folders.
     *
     * <p>A folder without images may hold {@code .npy} files, one image each. Images that differ in size are a table of {@link Table#sizes()}.
     *
     * @throws DataException if there is no image, or one cannot be read
     */
    public static Table open(Path path) {
        if (!Files.isDirectory(path)) {
            return ImageTable.of(
                    path.toString(), path.toAbsolutePath().getParent(), List.of(ImageFile.of(path)), List.of());
        }
        List<String> notices = new ArrayList<>();
        List<Path> own = images(path);
        List<Path> folders = list(path, Files::isDirectory);
        if (!own.isEmpty()) {
            if (folders.stream().anyMatch(folder -> !images(folder).isEmpty())) {
                notices.add("the sub-folders of " + path + " are passed over, as it holds images itself");
            }
            return table(path, own, notices);
        }
        List<Path> all =
                folders.stream().flatMap(folder -> images(folder).stream()).toList();
        if (all.isEmpty() && ImageArrays.present(path)) {
            return ImageArrays.open(path);
        }
        if (all.isEmpty()) {
            throw new DataException(path
                    + " holds no images (.png, .jpg, .gif, .bmp, or .npy with one image each), nor do its sub-folders");
        }
        return table(path, all, notices);
    }

    /** Images of one size, or runs of such as they follow one another. */
    private static Table table(Path folder, List<Path> paths, List<String> notices) {
        List<ImageFile> files = paths.stream().map(ImageFile::of).toList();
        ImageTable.Samples samples = ImageTable.Samples.of(files);
        List<Table> sizes = runs(files, ImageFile::size).stream()
                .map(run -> (Table) ImageTable.of(folder.toString(), folder, run, samples, notices))
                .toList();
        return sizes.size() == 1
                ? sizes.get(0)
                : new MixedTable(folder.toString(), sizes, difference(folder, files), notices);
    }

    /** Neighbours that are alike in something, together. */
    static <T> List<List<T>> runs(List<T> all, Function<T, ?> trait) {
        List<List<T>> runs = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= all.size(); to++) {
            if (to == all.size() || !trait.apply(all.get(to)).equals(trait.apply(all.get(from)))) {
                runs.add(all.subList(from, to));
                from = to;
            }
        }
        return runs;
    }

    private static String difference(Path folder, List<ImageFile> files) {
        ImageFile first = files.get(0);
        ImageFile other = files.stream()
                .filter(file -> !file.size().equals(first.size()))
                .findFirst()
                .orElseThrow();
        return "the images of " + folder + " differ in size: " + first.path() + " is " + first.size()
                + " (height x width), " + other.path() + " is " + other.size();
    }

    private static List<Path> images(Path folder) {
        return list(folder, path -> ImageFile.isNamedAsOne(path.getFileName().toString()) && !Files.isDirectory(path));
    }

    static List<Path> list(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(wanted).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
