package io.hourglass.cli;

import io.hourglass.engine.Precision;
import picocli.CommandLine.Option;

/** The option that says in what arithmetic to train. */
@Heading("Machine")
final class PrecisionOption {
    @Option(
            names = "--precision",
            paramLabel = "NAME",
            converter = Kind.class,
            description = "The arithmetic of training: f32, or bf16 with the engine onednn on processors that have it.")
    Precision precision;

    private static final class Kind extends SettingConverter<Precision> {
        @Override
        Precision value(String text) {
            return constant(Precision.class, text);
        }
    }
}
