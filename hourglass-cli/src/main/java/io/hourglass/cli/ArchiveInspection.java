package io.hourglass.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.codec.ArchiveContents;
import io.hourglass.codec.ColumnSize;
import io.hourglass.codec.archive.Origin;
import io.hourglass.codec.block.BlockKind;
import io.hourglass.codec.model.Predictor;
import io.hourglass.report.ArchiveChapter;
import io.hourglass.words.Words;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is in an archive: where its bytes went, column by column, what each was predicted from, and which predictor earned them. */
final class ArchiveInspection {
    private static final int START = 16;
    private static final int LONGEST_BAR = 20;
    /** So many predictors are told of each column. */
    private static final int MOST_NAMED = 2;

    private ArchiveInspection() {}

    /** By name, so that a damaged archive is told as one, or by its first bytes. */
    static boolean isArchive(Path path) throws IOException {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            return false;
        }
        if (path.toString().toLowerCase(Locale.ROOT).endsWith(".hgz")) {
            return true;
        }
        try (InputStream in = Files.newInputStream(path)) {
            return ArchiveContents.recognises(in.readNBytes(START));
        }
    }

    static void show(Path path, ReportOption report, ReplaceOption replace, Console console) throws IOException {
        ArchiveContents contents = read(path);
        report.write(() -> ArchiveChapter.report(String.valueOf(path.getFileName()), contents), replace, console);
        console.result(report.in(object(path, contents)), report.in(text(path, contents)));
    }

    private static ArchiveContents read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return ArchiveContents.of(path.toString(), in);
        }
    }

    private static JsonObject object(Path path, ArchiveContents contents) {
        JsonObject object = new JsonObject();
        object.addProperty("file", path.toString());
        object.addProperty("kind", "archive");
        object.addProperty("rows", contents.records());
        object.addProperty("inputBytes", contents.inputBytes());
        object.addProperty("outputBytes", contents.outputBytes());
        object.addProperty("modelBytes", contents.modelBytes());
        contents.origin().ifPresent(origin -> object.addProperty("origin", origin.format()));
        JsonObject blocks = new JsonObject();
        contents.blocks().forEach((kind, count) -> blocks.addProperty(name(kind), count));
        object.add("blocks", blocks);
        object.add("columns", columns(contents.columns()));
        object.add("earned", earned(contents.earned()));
        return object;
    }

    /** What each column takes. */
    static JsonArray columns(List<ColumnSize> sizes) {
        JsonArray columns = new JsonArray();
        for (ColumnSize column : sizes) {
            JsonObject entry = new JsonObject();
            entry.addProperty("name", column.name());
            entry.addProperty("bytes", Math.round(column.bytes()));
            entry.addProperty("headerBytes", Math.round(column.headerBytes()));
            entry.addProperty("form", column.form());
            entry.addProperty("prediction", column.prediction());
            if (!column.earned().isEmpty()) {
                entry.addProperty("unpredictedBytes", Math.round(column.unpredictedBytes()));
                entry.add("earned", earned(column.earned()));
            }
            columns.add(entry);
        }
        return columns;
    }

    private static JsonObject earned(Map<Predictor, Double> earned) {
        JsonObject object = new JsonObject();
        earned.forEach((predictor, bytes) -> object.addProperty(predictor.words(), Math.round(bytes)));
        return object;
    }

    private static String text(Path path, ArchiveContents contents) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %s, %d bytes from %d",
                path,
                Words.count(contents.records(), record(contents)),
                contents.outputBytes(),
                contents.inputBytes()));
        if (record(contents).equals("row")) {
            contents.origin().ifPresent(origin -> text.append(", once .").append(origin.format()));
        }
        if (contents.modelBytes() > 0) {
            text.append(", of which ").append(contents.modelBytes()).append(" are a model of pixels");
        }
        contents.blocks().forEach((kind, count) -> text.append(", ").append(Words.count(count, name(kind) + " block")));
        if (!contents.columns().isEmpty()) {
            text.append('\n').append(columns(contents)).append("\n\n").append(predictors(contents));
        }
        return text.toString();
    }

    /** What the archive counts. */
    private static String record(ArchiveContents contents) {
        return switch (contents.origin().map(Origin::format).orElse("")) {
            case Origin.IMAGES -> "image";
            case Origin.FOLDER -> "file";
            default -> "row";
        };
    }

    private static TextTable columns(ArchiveContents contents) {
        TextTable table = TextTable.indented("column", "bytes", "", "cells", "predicted from", "earned most");
        double most =
                contents.columns().stream().mapToDouble(ColumnSize::bytes).max().orElse(0);
        for (ColumnSize column : contents.columns()) {
            table.row(
                    column.name(),
                    Long.toString(Math.round(column.bytes())),
                    bar(column.bytes() / most),
                    column.form(),
                    column.prediction(),
                    falling(column.earned())
                            .filter(entry -> Math.round(entry.getValue()) > 0)
                            .limit(MOST_NAMED)
                            .map(entry -> entry.getKey().words() + " " + Math.round(entry.getValue()))
                            .collect(Collectors.joining(", ")));
        }
        return table;
    }

    private static TextTable predictors(ArchiveContents contents) {
        TextTable table = TextTable.indented("predictor", "bytes saved", "");
        double most = contents.earned().values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        falling(contents.earned())
                .forEach(entry -> table.row(
                        entry.getKey().words(),
                        Long.toString(Math.round(entry.getValue())),
                        bar(entry.getValue() / most)));
        return table;
    }

    private static Stream<Map.Entry<Predictor, Double>> falling(Map<Predictor, Double> earned) {
        return earned.entrySet().stream()
                .sorted(Map.Entry.<Predictor, Double>comparingByValue().reversed());
    }

    /** A share of the longest bar; whatever takes bytes is seen. */
    private static String bar(double share) {
        return share > 0 ? "█".repeat((int) Math.max(1, Math.round(LONGEST_BAR * share))) : "";
    }

    private static String name(BlockKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
