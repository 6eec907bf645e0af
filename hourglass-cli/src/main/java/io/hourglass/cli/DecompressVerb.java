package io.hourglass.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.codec.DecompressionPlan;
import io.hourglass.codec.DecompressionReport;
import io.hourglass.codec.FolderDecompressor;
import io.hourglass.codec.RowSpan;
import io.hourglass.codec.TableDecompressor;
import io.hourglass.codec.archive.ArchiveReader;
import io.hourglass.codec.archive.Origin;
import io.hourglass.data.sink.SinkFormat;
import io.hourglass.file.AtomicFolder;
import io.hourglass.file.ScratchFolder;
import io.hourglass.words.Words;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An archive back to its table. */
@Command(
        defaultValueProvider = Defaults.class,
        name = "decompress",
        description = "Gives back the table of an archive that compress has written.")
final class DecompressVerb extends Verb {
    @Parameters(paramLabel = "F.hgz", description = "The archive, or - for standard input.")
    private String archive;

    @Mixin
    private ByteOutput output = new ByteOutput();

    @Option(
            names = "--rows",
            paramLabel = "A:B",
            description = "Rows A to B - 1 alone, counted from 0, under the column names. Default: all.")
    private String rows;

    @Option(names = "--salvage", description = "Leaves out what is damaged, and says where, instead of giving up.")
    private boolean salvage;

    @Option(
            names = "--max-output",
            paramLabel = "BYTES",
            description = "The most bytes that may come out. Default: 64 times the archive's, at least 1 GiB.")
    private Long maxOutput;

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Override
    void run(Console console) throws IOException {
        if (SinkFormat.isPacked(output.name())) {
            throw new IllegalArgumentException("--out " + output.name()
                    + ": decompress packs nothing with gzip; leave .gz out, or pipe --out - through it");
        }
        if (output.isStandard() || !Files.isDirectory(Path.of(output.name()))) {
            output.check(console);
        }
        DecompressionPlan plan = new DecompressionPlan(
                Optional.ofNullable(rows).map(RowSpan::parse),
                salvage,
                maxOutput == null ? OptionalLong.empty() : OptionalLong.of(maxOutput),
                threads.threads());
        DecompressionReport[] report = new DecompressionReport[1];
        try (InputStream in = ByteInput.open(archive, console)) {
            ArchiveReader reader = new ArchiveReader(archive, in);
            if (FolderDecompressor.isFolder(reader)) {
                output.checkFolder();
                AtomicFolder.write(
                        Path.of(output.name()),
                        output.replace().force(),
                        folder -> report[0] = new FolderDecompressor(plan).decompress(reader, folder));
            } else {
                output.check(console);
                decompress(reader, plan, console, report);
            }
        }
        for (DecompressionReport.Gap gap : report[0].gaps()) {
            console.notice("left out behind row " + gap.recordsBefore() + ": " + gap.reason());
        }
        if (!output.isStandard()) {
            console.result(
                    object(report[0]),
                    output.name() + ": " + report[0].outputBytes() + " bytes, "
                            + Words.count(report[0].records(), "row"));
        }
    }

    private void decompress(ArchiveReader reader, DecompressionPlan plan, Console console, DecompressionReport[] report)
            throws IOException {
        if (TypedRows.isTyped(output.name())) {
            report[0] = restore(reader, plan, console);
        } else {
            output.write(console, out -> report[0] = new TableDecompressor(plan).decompress(reader, out));
        }
    }

    private DecompressionReport restore(ArchiveReader reader, DecompressionPlan plan, Console console)
            throws IOException {
        Path text = ScratchFolder.path().resolve("decompress.csv");
        DecompressionReport report;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(text))) {
            report = new TableDecompressor(plan).decompress(reader, out);
        }
        if (report.origin()
                .filter(origin -> origin.format().equals(Origin.IMAGES))
                .isPresent()) {
            output.write(console, out -> Files.copy(text, out));
        } else {
            TypedRows.restore(archive, text, report.origin(), output, console, threads.threads());
        }
        Files.delete(text);
        return report.ofOutput(Files.size(Path.of(output.name())));
    }

    private JsonObject object(DecompressionReport report) {
        JsonObject object = new JsonObject();
        object.addProperty("data", output.name());
        object.addProperty("inputBytes", report.inputBytes());
        object.addProperty("outputBytes", report.outputBytes());
        object.addProperty("rows", report.records());
        report.origin().ifPresent(origin -> object.addProperty("origin", origin.format()));
        JsonArray gaps = new JsonArray();
        for (DecompressionReport.Gap gap : report.gaps()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("offset", gap.offset());
            entry.addProperty("rowsBefore", gap.recordsBefore());
            entry.addProperty("reason", gap.reason());
            gaps.add(entry);
        }
        object.add("gaps", gaps);
        return object;
    }
}
