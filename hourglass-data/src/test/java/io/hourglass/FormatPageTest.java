package io.hourglass;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.data.preparation.Preparation;
import io.hourglass.label.Classifier;
import io.hourglass.model.AutoencoderSpec;
import io.hourglass.pixel.PixelDesign;
import io.hourglass.series.Series;
import io.hourglass.training.History;
import io.hourglass.use.Provenance;
import io.hourglass.use.ScoreProfile;
import java.io.IOException;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@code docs/format/model.md} leaves out nothing that a model file may hold. */
class FormatPageTest {
    private static final Path PAGE = Path.of("../docs/format/model.md");

    private final Set<Class<?>> seen = new HashSet<>();
    private final Set<String> words = new TreeSet<>();

    @Test
    void everyKeyKindAndWordOfASectionIsOnThePage() throws IOException {
        for (Class<?> section : List.of(
                Preparation.class,
                AutoencoderSpec.class,
                History.class,
                Provenance.class,
                ScoreProfile.class,
                Series.class,
                Classifier.Told.class,
                PixelDesign.class)) {
            visit(section);
        }
        String page = Files.readString(PAGE);
        assertThat(words)
                .hasSizeGreaterThan(100)
                .contains("columns", "prepared-number", "cell-encoding", "leaky-relu", "bestEpoch", "quantiles");
        assertThat(words.stream().filter(word -> !page.contains("`" + word + "`")))
                .as("words of sections that the page has not, between backquotes")
                .isEmpty();
    }

    private void visit(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            for (Type argument : parameterized.getActualTypeArguments()) {
                visit(argument);
            }
        } else if (type instanceof GenericArrayType array) {
            visit(array.getGenericComponentType());
        } else if (type instanceof Class<?> plain && seen.add(plain)) {
            visit(plain);
        }
    }

    private void visit(Class<?> type) {
        if (type.isArray()) {
            visit((Type) type.getComponentType());
        } else if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                words.add(hyphenated(((Enum<?>) constant).name()));
            }
        } else if (type.isSealed()) {
            for (Class<?> member : type.getPermittedSubclasses()) {
                if (member.isRecord()) {
                    words.add(hyphenated(member.getSimpleName()));
                }
                visit((Type) member);
            }
        } else if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                words.add(component.getName());
                visit(component.getGenericType());
            }
        }
    }

    private static String hyphenated(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .replace('_', '-')
                .toLowerCase(Locale.ROOT);
    }
}
