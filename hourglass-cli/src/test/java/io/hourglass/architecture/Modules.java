package io.hourglass.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The modules of the source tree and of the classes compiled from them. */
final class Modules {
    private static final Pattern MODULE = Pattern.compile(".*/(hourglass-[a-z]+)/");

    /** The main classes of every module that the command line sees. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.hourglass");

    private Modules() {}

    /** The module that a class was compiled in, told from where its class file lies; empty for a class not of ours. */
    static String of(JavaClass type) {
        String location =
                type.getSource().map(source -> source.getUri().toString()).orElse("");
        Matcher matcher = MODULE.matcher(location);
        return type.getPackageName().startsWith("io.hourglass") && matcher.lookingAt() ? matcher.group(1) : "";
    }

    static DescribedPredicate<JavaClass> in(String... modules) {
        List<String> names = List.of(modules);
        return DescribedPredicate.describe("in " + names, type -> names.contains(of(type.getBaseComponentType())));
    }

    /** The main sources of all modules, the measurements too. */
    static List<Path> sources() {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(Modules::javaFiles)
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
