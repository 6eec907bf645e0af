package io.hourglass.data.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The files of a folder of images: each image has one of its own, by its name where that can be. */
public final class ImageFiles {
    private final Path folder;
    private final String extension;
    private final Set<Path> used = new HashSet<>();
    private long row;

    /**
     * @param folder exists
     * @param arrays whether images are NPY files, which keep their floats, else PNG
     */
    public ImageFiles(Path folder, boolean arrays) {
        this.folder = folder;
        this.extension = arrays ? ".npy" : ".png";
    }

    Path folder() {
        return folder;
    }

    boolean arrays() {
        return extension.equals(".npy");
    }

    /**
     * The file of the next image; its folder exists.
     *
     * @param name what the image is called; null where it has no name
     */
    Path next(String name) throws IOException {
        Path target = target(name);
        Files.createDirectories(target.getParent());
        row++;
        return target;
    }

    /** Names come from data, so nothing in them may lead out of the folder. */
    private Path target(String name) {
        String plain = name == null ? "" : name.substring(0, Math.max(name.lastIndexOf('.'), 0));
        boolean allowed = !plain.isEmpty() && plain.matches("[^\\\\:\\x00-\\x1F]+");
        for (String part : plain.split("/", -1)) {
            allowed &= !part.isBlank() && !part.equals(".") && !part.equals("..");
        }
        Path root = folder.toAbsolutePath().normalize();
        Path target = allowed ? root.resolve(plain + extension).normalize() : root;
        boolean free = allowed && target.startsWith(root) && used.add(target);
        Path numbered = root.resolve(String.format(Locale.ROOT, "%06d%s", row, extension));
        while (!free) {
            target = numbered;
            free = used.add(target);
            numbered = root.resolve("_" + numbered.getFileName());
        }
        return target;
    }
}
