package io.hourglass.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hourglass.math.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClippingTest {
    static List<Clipping> all() {
        return List.of(new Clipping.None(), new Clipping.ByValue(2), new Clipping.ByNorm(2));
    }

    @Test
    void theContractCoversEveryClipping() {
        assertThat(all().stream().map(Object::getClass))
                .containsExactlyInAnyOrder(Clipping.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("all")
    void smallGradientsStayAsTheyAre(Clipping clipping) {
        float[] gradient = {0.5f, -1, 0, 1e-30f};
        clipping.apply(gradient);
        assertThat(gradient).containsExactly(0.5f, -1, 0, 1e-30f);
        clipping.apply(new float[0]);
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsNotANumberStaysForTheGuardToSee(Clipping clipping) {
        float[] gradient = {9, Float.NaN, -9};
        clipping.apply(gradient);
        assertThat(gradient[1]).isNaN();
    }

    @Test
    void byValueBringsEveryEntryIntoTheRange() {
        float[] gradient = {5, -5, 1, Float.POSITIVE_INFINITY};
        new Clipping.ByValue(2).apply(gradient);
        assertThat(gradient).containsExactly(2, -2, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 16, 1001})
    void byNormShortensTheWholeGradientAndKeepsItsDirection(int length) {
        float[] gradient = new float[length];
        var random = RandomStream.of(length);
        for (int i = 0; i < length; i++) {
            gradient[i] = 100 + random.nextGaussian();
        }
        float[] before = gradient.clone();
        new Clipping.ByNorm(3).apply(gradient);
        double squares = 0;
        for (int i = 0; i < length; i++) {
            squares += (double) gradient[i] * gradient[i];
            assertThat(gradient[i] / gradient[0]).isCloseTo(before[i] / before[0], within(1e-6f));
        }
        assertThat(Math.sqrt(squares)).isCloseTo(3, within(1e-5));
    }

    @Test
    void byNormBearsTheLargestFloats() {
        float[] gradient = {Float.MAX_VALUE, Float.MAX_VALUE};
        new Clipping.ByNorm(1).apply(gradient);
        assertThat(gradient[0]).isCloseTo(0.7071f, within(1e-3f));
        float[] infinite = {Float.POSITIVE_INFINITY, 1};
        new Clipping.ByNorm(1).apply(infinite);
        assertThat(infinite).containsExactly(Float.POSITIVE_INFINITY, 1);
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY})
    void limitsThatAreNotPositiveAreRefused(float max) {
        assertThatThrownBy(() -> new Clipping.ByValue(max)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Clipping.ByNorm(max)).isInstanceOf(IllegalArgumentException.class);
    }
}
