package io.hourglass.cli;

import io.hourglass.engine.Precision;
import picocli.CommandLine.Option;

/** The option that says in what arithmetic to compute; there is one kind so far, so that nothing has to ask for it. */
@Heading("Machine")
final class PrecisionOption {
    @Option(names = "--precision", paramLabel = "NAME", converter = Kind.class, description = "The arithmetic: f32.")
    Precision precision;

    private static final class Kind extends SettingConverter<Precision> {
        @Override
        Precision value(String text) {
            return constant(Precision.class, text);
        }
    }
}
