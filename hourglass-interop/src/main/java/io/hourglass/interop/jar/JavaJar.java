package io.hourglass.interop.jar;

import com.google.gson.Gson;
import de.siegmar.fastcsv.reader.CsvReader;
import io.hourglass.Hourglass;
import io.hourglass.file.AtomicFile;
import io.hourglass.model.Autoencoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Writes a model as one jar that needs nothing else: the core, the data module with the two libraries that they need, the model, and a
 * class over its columns. Nothing in it is native; it runs on Java 17 or later.
 */
public final class JavaJar {
    /** A method of a class holds the code for so many columns. */
    private static final int MOST_COLUMNS = 2000;

    /** One class of each part that goes in. */
    private static final List<Class<?>> PARTS =
            List.of(Autoencoder.class, Hourglass.class, Gson.class, CsvReader.class);

    private static final String NOTICE = """
            This jar holds Hourglass (Apache-2.0), Gson (Apache-2.0, Copyright 2008 Google Inc.) and FastCSV (MIT, Copyright 2014-2025
            Oliver Siegmar), unchanged, and a model.
            """;

    private JavaJar() {}

    /**
     * Writes the jar, whole or not at all.
     *
     * @param modelFile the file that the model was opened from
     * @param className the class, in a package, for instance {@code com.acme.Scorer}
     * @throws IllegalArgumentException if the name is none of a class, or the model is one of windows or of more columns than a class holds
     */
    public static void write(Hourglass model, Path modelFile, String className, Path file, boolean replace) {
        if (!FieldNames.isClass(className) || className.startsWith("java.")) {
            throw new IllegalArgumentException(
                    "--class needs the name of a class in a package, for instance com.acme.Scorer, got '" + className
                            + "'");
        }
        if (model.series().isPresent()) {
            throw new IllegalArgumentException(
                    "a model of windows (--sequence) says nothing of a single row, which is what the class takes");
        }
        if (model.schema().width() > MOST_COLUMNS) {
            throw new IllegalArgumentException("a class holds at most " + MOST_COLUMNS + " columns, and the model has "
                    + model.schema().width());
        }
        ScorerClasses classes = new ScorerClasses(className, model.schema());
        AtomicFile.write(file, replace, out -> new Writing(out).write(classes, modelFile));
    }

    /** One jar being written. */
    private static final class Writing {
        private final JarOutputStream jar;
        private final Set<String> written = new HashSet<>();

        Writing(OutputStream out) throws IOException {
            this.jar = new JarOutputStream(out);
        }

        void write(ScorerClasses classes, Path model) throws IOException {
            add("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n\n".getBytes(StandardCharsets.UTF_8));
            add("META-INF/NOTICE", NOTICE.getBytes(StandardCharsets.UTF_8));
            String path = classes.path();
            add(path + ".class", classes.scorer());
            add(path + "$Row.class", classes.row());
            add(path.substring(0, path.lastIndexOf('/') + 1) + ScorerClasses.MODEL, Files.readAllBytes(model));
            for (Class<?> part : PARTS) {
                addPart(part);
            }
            jar.finish();
        }

        private void add(String name, byte[] content) throws IOException {
            if (written.add(name)) {
                ZipEntry entry = new ZipEntry(name);
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0)); // the same model gives the same bytes
                jar.putNextEntry(entry);
                jar.write(content);
                jar.closeEntry();
            }
        }

        /** All of the jar, or of the folder of classes, that a class comes from. */
        private void addPart(Class<?> part) throws IOException {
            Path place = place(part);
            if (Files.isDirectory(place)) {
                try (Stream<Path> files = Files.walk(place)) {
                    for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                        addWanted(place.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                    }
                }
                return;
            }
            try (ZipFile zip = new ZipFile(place.toFile())) {
                for (ZipEntry entry :
                        zip.stream().filter(each -> !each.isDirectory()).toList()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        addWanted(entry.getName(), in.readAllBytes());
                    }
                }
            }
        }

        private static Path place(Class<?> part) throws IOException {
            try {
                return Path.of(
                        part.getProtectionDomain().getCodeSource().getLocation().toURI());
            } catch (URISyntaxException e) {
                throw new IOException("the classes of " + part.getName() + " are not found", e);
            }
        }

        /** Signatures, modules and build files are those of the whole they came from. */
        private void addWanted(String name, byte[] content) throws IOException {
            boolean build = name.startsWith("META-INF/") && !name.startsWith("META-INF/services/");
            if (!build && !name.equals("module-info.class")) {
                add(name, content);
            }
        }
    }
}
