package io.hourglass.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.codec.ArchiveContents;
import io.hourglass.codec.ColumnSize;
import io.hourglass.codec.block.BlockKind;
import io.hourglass.words.Words;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What is in an archive: where its bytes went, column by column, and what each was predicted from. */
final class ArchiveInspection {
    private static final int START = 16;
    private static final int LONGEST_BAR = 20;

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

    static void show(Path path, Console console) throws IOException {
        ArchiveContents contents;
        try (InputStream in = Files.newInputStream(path)) {
            contents = ArchiveContents.of(path.toString(), in);
        }
        console.result(object(path, contents), text(path, contents));
    }

    private static JsonObject object(Path path, ArchiveContents contents) {
        JsonObject object = new JsonObject();
        object.addProperty("file", path.toString());
        object.addProperty("kind", "archive");
        object.addProperty("rows", contents.records());
        object.addProperty("inputBytes", contents.inputBytes());
        object.addProperty("outputBytes", contents.outputBytes());
        contents.origin().ifPresent(origin -> object.addProperty("origin", origin.format()));
        JsonObject blocks = new JsonObject();
        contents.blocks().forEach((kind, count) -> blocks.addProperty(name(kind), count));
        object.add("blocks", blocks);
        object.add("columns", columns(contents.columns()));
        return object;
    }

    /** What each column takes. */
    static JsonArray columns(List<ColumnSize> sizes) {
        JsonArray columns = new JsonArray();
        for (ColumnSize column : sizes) {
            JsonObject entry = new JsonObject();
            entry.addProperty("name", column.name());
            entry.addProperty("bytes", Math.round(column.bytes()));
            entry.addProperty("form", column.form());
            entry.addProperty("prediction", column.prediction());
            columns.add(entry);
        }
        return columns;
    }

    private static String text(Path path, ArchiveContents contents) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %s, %d bytes from %d",
                path,
                Words.count(contents.records(), "row"),
                contents.outputBytes(),
                contents.inputBytes()));
        contents.origin().ifPresent(origin -> text.append(", once .").append(origin.format()));
        contents.blocks().forEach((kind, count) -> text.append(", ").append(Words.count(count, name(kind) + " block")));
        if (!contents.columns().isEmpty()) {
            TextTable table = TextTable.indented("column", "bytes", "", "cells", "predicted from");
            double most = contents.columns().stream()
                    .mapToDouble(ColumnSize::bytes)
                    .max()
                    .orElse(0);
            for (ColumnSize column : contents.columns()) {
                table.row(
                        column.name(),
                        Long.toString(Math.round(column.bytes())),
                        bar(column.bytes() / most),
                        column.form(),
                        column.prediction());
            }
            text.append('\n').append(table);
        }
        return text.toString();
    }

    /** A share of the longest bar; whatever takes bytes is seen. */
    private static String bar(double share) {
        return share > 0 ? "█".repeat((int) Math.max(1, Math.round(LONGEST_BAR * share))) : "";
    }

    private static String name(BlockKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
