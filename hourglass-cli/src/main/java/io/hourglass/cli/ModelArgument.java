package io.hourglass.cli;

import io.hourglass.Hourglass;
import io.hourglass.engine.Engine;
import io.hourglass.error.CorruptFileException;
import io.hourglass.error.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The model that a verb uses. */
final class ModelArgument {
    @Parameters(paramLabel = "M.hg", description = "A model that train has written.")
    private Path file;

    Path file() {
        return file;
    }

    /**
     * Opens the model.
     *
     * @throws DataException if there is no such file
     * @throws CorruptFileException if it is no model, or a damaged one
     */
    Hourglass open(Engine engine) {
        check(file);
        return Hourglass.open(file, engine);
    }

    static void check(Path file) {
        if (!Files.exists(file)) {
            throw new DataException(file + ": no such file; a model that train has written is needed");
        }
        if (Files.isDirectory(file)) {
            throw new CorruptFileException(file.toString(), "file", 0, "it is a folder, not a model");
        }
    }
}
