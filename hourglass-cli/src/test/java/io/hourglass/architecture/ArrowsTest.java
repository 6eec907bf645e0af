package io.hourglass.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rule nine: dependencies point one way, between modules and between packages. */
final class ArrowsTest {

    @Test
    void theRulesSeeEveryModuleThatHasSources() {
        Set<String> written = Modules.sources().stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .map(file -> file.getName(1).toString())
                .filter(module -> !module.equals("hourglass-bench"))
                .collect(toSet());
        Set<String> seen = Modules.CLASSES.stream().map(Modules::of).collect(toSet());
        assertThat(seen).contains("hourglass-core", "hourglass-cli").isEqualTo(written);
        assertThat(Modules.sources()).contains(Path.of("../hourglass-cli/src/main/java/io/hourglass/cli/Main.java"));
    }

    @Test
    void noPackageIsSplitBetweenModules() {
        Map<String, Set<String>> modules =
                Modules.CLASSES.stream().collect(groupingBy(JavaClass::getPackageName, mapping(Modules::of, toSet())));
        assertThat(modules)
                .allSatisfy((name, owners) -> assertThat(owners).as(name).hasSize(1));
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("io.hourglass.(**)").should().beFreeOfCycles().check(Modules.CLASSES);
    }

    @Test
    void coreNeedsTheJdkAndGsonAlone() {
        classes()
                .that(Modules.in("hourglass-core"))
                .should()
                .onlyDependOnClassesThat(Modules.in("hourglass-core")
                        .or(JavaClass.Predicates.resideInAnyPackage("java..", "com.google.gson..")))
                .check(Modules.CLASSES);
    }

    @Test
    void dataNeedsCoreAndSmallPureJavaReaders() {
        classes()
                .that(Modules.in("hourglass-data"))
                .should()
                .onlyDependOnClassesThat(Modules.in("hourglass-core", "hourglass-data")
                        .or(JavaClass.Predicates.resideInAnyPackage(
                                "java..", "javax.imageio..", "com.google.gson..", "de.siegmar.fastcsv..")))
                .allowEmptyShould(true)
                .check(Modules.CLASSES);
    }

    @Test
    void theFastEngineNeedsCoreAndOneDnn() {
        classes()
                .that(Modules.in("hourglass-onednn"))
                .should()
                .onlyDependOnClassesThat(Modules.in("hourglass-core", "hourglass-onednn")
                        .or(JavaClass.Predicates.resideInAnyPackage("java..", "org.bytedeco..")))
                .check(Modules.CLASSES);
    }

    @Test
    void duckDbNeedsDataAndDuckDbAlone() {
        classes()
                .that(Modules.in("hourglass-duckdb"))
                .should()
                .onlyDependOnClassesThat(Modules.in("hourglass-core", "hourglass-data", "hourglass-duckdb")
                        .or(JavaClass.Predicates.resideInAnyPackage("java..", "com.sun.management..", "org.duckdb..")))
                .check(Modules.CLASSES);
    }

    /** What has native code is found by its services and never named. */
    @Test
    void nobodyNamesDuckDb() {
        noClasses()
                .that(not(Modules.in("hourglass-duckdb")))
                .should()
                .dependOnClassesThat(Modules.in("hourglass-duckdb").or(resideInAPackage("org.duckdb..")))
                .check(Modules.CLASSES);
    }

    @Test
    void codecNeedsDataAndOneCompressor() {
        classes()
                .that(Modules.in("hourglass-codec"))
                .should()
                .onlyDependOnClassesThat(Modules.in("hourglass-core", "hourglass-data", "hourglass-codec")
                        .or(JavaClass.Predicates.resideInAnyPackage("java..", "io.airlift.compress..")))
                .check(Modules.CLASSES);
    }

    @Test
    void interopNeedsDataAndPureJavaReaders() {
        classes()
                .that(Modules.in("hourglass-interop"))
                .should()
                .onlyDependOnClassesThat(Modules.in("hourglass-core", "hourglass-data", "hourglass-interop")
                        .or(JavaClass.Predicates.resideInAnyPackage(
                                "java..",
                                "javax.imageio..",
                                "org.objectweb.asm..",
                                "com.google.gson..",
                                "de.siegmar.fastcsv..",
                                "io.jhdf..",
                                "com.google.protobuf..")))
                .check(Modules.CLASSES);
    }

    @Test
    void errorsNeedNothingOfOurs() {
        mayUse("error");
    }

    @Test
    void mathNeedsErrorsAlone() {
        mayUse("math", "error");
    }

    /** A model file is named sections: it knows nothing of what is in them. */
    @Test
    void filesNeedErrorsAndMathAlone() {
        mayUse("file", "error", "math");
    }

    private static void mayUse(String user, String... used) {
        String[] allowed = new String[used.length + 3];
        for (int i = 0; i < used.length; i++) {
            allowed[i] = "io.hourglass." + used[i] + "..";
        }
        allowed[used.length] = "io.hourglass." + user + "..";
        allowed[used.length + 1] = "java..";
        allowed[used.length + 2] = "com.google.gson..";
        classes()
                .that()
                .resideInAPackage("io.hourglass." + user + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .allowEmptyShould(true)
                .check(Modules.CLASSES);
    }
}
