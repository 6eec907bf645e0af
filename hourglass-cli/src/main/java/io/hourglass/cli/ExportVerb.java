package io.hourglass.cli;

import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.engine.Engines;
import io.hourglass.interop.jar.JavaJar;
import io.hourglass.interop.onnx.OnnxExport;
import io.hourglass.interop.weights.WeightFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A model for other programs. */
@Command(
        defaultValueProvider = Defaults.class,
        name = "export",
        description =
                "Writes a model for other programs: ONNX with the preparation in the graph, its weights alone, or a jar of"
                        + " plain Java. One of the outputs is asked for.")
final class ExportVerb extends Verb {
    @Mixin
    private ModelArgument model = new ModelArgument();

    @ArgGroup(multiplicity = "1")
    private Output output;

    @Option(
            names = "--class",
            paramLabel = "NAME",
            description = "The class that the jar has over the model's columns, such as com.acme.Scorer.")
    private String className;

    @Mixin
    private ReplaceOption replace = new ReplaceOption();

    /** What is written. */
    static final class Output {
        @Option(
                names = "--onnx",
                paramLabel = "DIR",
                description =
                        "A folder with encoder.onnx, decoder.onnx, reconstruct.onnx and score.onnx, and classify.onnx of a model"
                                + " that learnt a label: an input a column, categories as texts; numbers come out in their units, not rounded to their column's digits.")
        private Path onnx;

        @Option(
                names = "--safetensors",
                paramLabel = "F",
                description = "Weights and state, named as in the model file; import --like takes them back.")
        private Path safetensors;

        @Option(names = "--numpy", paramLabel = "F.npz", description = "The same for numpy.load.")
        private Path numpy;

        @Option(
                names = "--java-jar",
                paramLabel = "F.jar",
                description =
                        "A jar that scores, encodes and reconstructs with nothing else on the class path; --class names its"
                                + " class.")
        private Path jar;
    }

    @Override
    void run(Console console) throws IOException {
        if ((className == null) != (output.jar == null)) {
            throw new IllegalArgumentException("--java-jar F.jar and --class NAME go together");
        }
        ModelArgument.check(model.file());
        Hourglass opened = model.open(Engines.java());
        Path written = write(opened, console);
        JsonObject object = new JsonObject();
        object.addProperty("model", model.file().toString());
        object.addProperty("out", written.toString());
        console.result(object, "wrote " + written);
    }

    private Path write(Hourglass opened, Console console) throws IOException {
        if (output.onnx != null) {
            replace.checkFolder(output.onnx);
            Optional<String> left = OnnxExport.write(opened, output.onnx, replace.force());
            left.ifPresent(console::notice);
            return output.onnx;
        }
        if (output.jar != null) {
            replace.check(output.jar);
            JavaJar.write(opened, model.file(), className, output.jar, replace.force());
            return output.jar;
        }
        Path file = output.numpy == null ? output.safetensors : output.numpy;
        replace.check(file);
        (output.numpy == null ? WeightFile.SAFETENSORS : WeightFile.NPZ).write(opened, file, replace.force());
        return file;
    }
}
