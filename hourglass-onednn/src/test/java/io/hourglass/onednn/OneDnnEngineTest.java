package io.hourglass.onednn;

import io.hourglass.engine.Engine;
import io.hourglass.engine.EngineContract;
import org.junit.jupiter.api.AfterAll;

class OneDnnEngineTest extends EngineContract {
    private static final Engine ENGINE = new OneDnnEngine(2);

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Override
    protected Engine engine() {
        return ENGINE;
    }

    @Override
    protected double tolerance() {
        return 1e-4;
    }
}
