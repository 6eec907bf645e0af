package io.hourglass.cli;

import io.hourglass.data.source.SchemaOverride;
import io.hourglass.data.source.SourceOptions;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option of the verbs that find out for themselves what columns hold. */
@Heading("Data")
final class SchemaOption {
    @Option(
            names = "--schema",
            paramLabel = "F.json",
            description = "Says what columns of a text file hold where their cells mislead, for instance {\"columns\":"
                    + " {\"zip\": \"categorical\"}}.")
    private Path schema;

    /** The same options with what the file says. */
    SourceOptions in(SourceOptions options) {
        return schema == null ? options : options.withOverride(SchemaOverride.read(schema));
    }
}
