package io.hourglass.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** What the code of every module keeps to, as far as class files show it. */
final class HabitsTest {
    private static final DescribedPredicate<JavaClass> NUMERIC =
            Modules.in("hourglass-core", "hourglass-data", "hourglass-codec");

    /** Their last bits differ between JVMs and machines; fma is a hundred times slower where the processor has none. */
    private static final Set<String> INEXACT =
            Set.of("exp expm1 log log10 log1p pow sin cos tan asin acos atan atan2 sinh cosh tanh cbrt hypot fma random"
                    .split(" "));

    private static final ArchRule OWN_TRANSCENDENTALS = noClasses()
            .that(NUMERIC.or(resideInAPackage("io.hourglass.architecture..")))
            .should()
            .accessTargetWhere(describe("is a transcendental of the JDK", HabitsTest::isInexact))
            .because("io.hourglass.math has functions with the same bits everywhere");

    private static final ArchRule OWN_RANDOMNESS = noClasses()
            .that(NUMERIC.or(resideInAPackage("io.hourglass.architecture..")))
            .should()
            .dependOnClassesThat(belongToAnyOf(Random.class, SplittableRandom.class, ThreadLocalRandom.class)
                    .or(resideInAPackage("java.util.random..")))
            .orShould()
            .callMethod(Collections.class, "shuffle", List.class)
            .because("io.hourglass.math has a random stream that a seed fixes for ever");

    private static boolean isInexact(JavaAccess<?> access) {
        boolean functions = access.getTargetOwner().isEquivalentTo(Math.class)
                || access.getTargetOwner().isEquivalentTo(StrictMath.class);
        return functions && INEXACT.contains(access.getName());
    }

    @Test
    void transcendentalsAreOurOwn() {
        OWN_TRANSCENDENTALS.check(Modules.CLASSES);
    }

    @Test
    void randomNumbersAreOurOwn() {
        OWN_RANDOMNESS.check(Modules.CLASSES);
    }

    @Test
    void theRulesFindWhatTheyForbid() {
        var offenders = new ClassFileImporter().importClasses(Calls.class, References.class, Shuffles.class);
        assertThat(OWN_TRANSCENDENTALS.evaluate(offenders).getFailureReport().getDetails())
                .hasSize(2);
        assertThat(OWN_RANDOMNESS.evaluate(offenders).getFailureReport().getDetails())
                .hasSize(1);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that(not(Modules.in("hourglass-cli")))
                .should(ACCESS_STANDARD_STREAMS)
                .check(Modules.CLASSES);
    }

    @Test
    void classesAreFinalOrAbstract() {
        classes()
                .that(describe("are neither interfaces, enums nor anonymous", HabitsTest::canBeFinal))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .orShould()
                .haveModifier(JavaModifier.ABSTRACT)
                .check(Modules.CLASSES);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .orShould()
                .haveNameMatching(".*[.$](Base|Abstract)[A-Z]\\w*")
                .check(Modules.CLASSES);
    }

    private static boolean canBeFinal(JavaClass type) {
        return !type.isInterface() && !type.isEnum() && !type.isAnonymousClass();
    }

    static final class Calls {
        static double call(double x) {
            return StrictMath.exp(x);
        }
    }

    static final class References {
        static final DoubleUnaryOperator LOGARITHM = Math::log;
    }

    static final class Shuffles {
        static void shuffle(List<String> list) {
            Collections.shuffle(list);
        }
    }
}
