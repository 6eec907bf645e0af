package io.hourglass.data.source;

import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
     * @throws DataException if there is no image, one cannot be read, or they are not of one size
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
        if (all.isEmpty()) {
            throw new DataException(path + " holds no images (.png, .jpg, .gif, .bmp), nor do its sub-folders");
        }
        return table(path, all, notices);
    }

    private static Table table(Path folder, List<Path> paths, List<String> notices) {
        List<ImageFile> files = new ArrayList<>();
        for (Path path : paths) {
            ImageFile file = ImageFile.of(path);
            ImageFile first = files.isEmpty() ? file : files.get(0);
            if (!file.size().equals(first.size())) {
                throw new DataException("the images of " + folder + " differ in size: " + first.path() + " is "
                        + first.size() + " (height x width), " + path + " is " + file.size()
                        + "; scale or crop them to one size");
            }
            files.add(file);
        }
        return ImageTable.of(folder.toString(), folder, files, notices);
    }

    private static List<Path> images(Path folder) {
        return list(folder, path -> ImageFile.isNamedAsOne(path.getFileName().toString()) && !Files.isDirectory(path));
    }

    private static List<Path> list(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(wanted).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
