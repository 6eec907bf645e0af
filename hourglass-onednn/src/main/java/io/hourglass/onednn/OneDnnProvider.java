package io.hourglass.onednn;

import io.hourglass.engine.Engine;
import io.hourglass.engine.EngineProvider;

/** Offers {@link OneDnnEngine} to whoever asks for the fastest engine. */
public final class OneDnnProvider implements EngineProvider {
    @Override
    public String name() {
        return OneDnnEngine.NAME;
    }

    @Override
    public int rank() {
        return 100;
    }

    @Override
    public Engine open(int threads) {
        try {
            return new OneDnnEngine(threads);
        } catch (LinkageError e) {
            throw new UnsupportedOperationException("its Java classes do not load (" + e.getMessage() + ")", e);
        }
    }
}
