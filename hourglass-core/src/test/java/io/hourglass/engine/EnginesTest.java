package io.hourglass.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.network.Dense;
import io.hourglass.network.Mode;
import io.hourglass.network.Network;
import io.hourglass.network.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnginesTest {
    /** A provider whose engine does not open, or is the Java engine. */
    private record Fake(String name, int rank, Throwable failure) implements EngineProvider {
        @Override
        public Engine open(int threads) {
            if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (failure instanceof Error error) {
                throw error;
            }
            return new JavaEngine(threads);
        }
    }

    private static final EngineProvider JAVA = new Fake("java", 0, null);

    @Test
    void aNamedEngineThatDoesNotWorkHereIsTheCallersMistakeAndSaysWhy() {
        for (Throwable failure :
                List.of(new UnsupportedOperationException("no AVX2"), new UnsatisfiedLinkError("no AVX2"))) {
            List<EngineProvider> providers = List.of(new Fake("fast", 9, failure), JAVA);
            assertThatThrownBy(() -> Engines.open("fast", 1, line -> {}, providers))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the engine 'fast' does not work here: no AVX2; the engine 'java' works everywhere")
                    .hasCause(failure);
        }
    }

    @Test
    void autoPassesOverEnginesThatDoNotWorkHereAndSaysWhy() {
        List<String> lines = new ArrayList<>();
        List<EngineProvider> providers = List.of(new Fake("fast", 9, new NoClassDefFoundError("native")), JAVA);
        try (Engine engine = Engines.open(Engines.AUTO, 1, lines::add, providers)) {
            assertThat(engine.name()).isEqualTo("java");
        }
        assertThat(lines).containsExactly("engine fast does not work here: native", "engine java, 1 thread");
    }

    @Test
    void anEngineIsOpenedByItsName() {
        try (Engine engine = Engines.open("java", 2, line -> {})) {
            assertThat(engine).isInstanceOf(JavaEngine.class);
        }
    }

    @Test
    void theSharedEngineIsOneAndStaysOpen() {
        Engine shared = Engines.java();
        shared.close();
        assertThat(Engines.java()).isSameAs(shared);
        assertThat(shared.name()).isEqualTo("java");
        try (Session session = shared.open(Network.of(Shape.of(2), Dense.of(1)), 1, Precision.F32)) {
            float[] y = new float[1];
            session.load(new float[] {1, 2, 3}, new float[0]);
            session.forward(new float[] {1, 1}, 1, y, Mode.INFER, 0);
            assertThat(y).containsExactly(6f);
        }
    }
}
