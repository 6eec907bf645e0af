package io.hourglass.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.codec.ArchiveContents;
import io.hourglass.codec.ColumnSize;
import io.hourglass.codec.model.Predictor;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.MemoryTableBuilder;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.report.figure.Json;
import io.hourglass.report.page.Chapter;
import io.hourglass.report.page.Chart;
import io.hourglass.report.page.Fact;
import io.hourglass.report.page.Figure;
import io.hourglass.report.page.Report;
import io.hourglass.words.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the bytes of an archive went, and what saved the others. */
public final class ArchiveChapter {
    /** More bars than this are no chart. */
    private static final int MOST_BARS = 30;

    private ArchiveChapter() {}

    /**
     * A report on one archive.
     *
     * @param name what it is called
     */
    public static Report report(String name, ArchiveContents contents) {
        List<String> lead = new ArrayList<>(List.of(
                "An archive holds a table in fewer bytes and gives it back. It is read cell by cell; before each one, everything that is"
                        + " known already (the other cells of its row, the rows before) foretells what comes. The better it was foretold,"
                        + " the fewer bits the cell takes."));
        List<Figure> figures = new ArrayList<>();
        if (contents.columns().isEmpty()) {
            lead.add("None of this archive's blocks has columns, so there is nothing to draw.");
        } else {
            figures.add(columns(contents));
        }
        if (!contents.earned().isEmpty()) {
            figures.add(predictors(contents));
        }
        Chapter chapter = new Chapter("archive", "The archive", List.of(), facts(contents), figures);
        return new Report("Where the bytes of " + name + " went", lead, List.of(chapter));
    }

    private static List<Fact> facts(ArchiveContents contents) {
        List<Fact> facts = new ArrayList<>();
        double times = (double) contents.inputBytes() / Math.max(1, contents.outputBytes());
        facts.add(new Fact(Words.figure(times) + "×", "smaller than the table was as text"));
        facts.add(new Fact(Words.count(contents.outputBytes()), "bytes, of " + Words.count(contents.inputBytes())));
        facts.add(new Fact(Words.count(contents.records()), "rows"));
        contents.earned().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .ifPresent(most ->
                        facts.add(new Fact(most.getKey().words(), "saved most of what the cells might have taken")));
        return facts;
    }

    private static Figure columns(ArchiveContents contents) {
        List<ColumnSize> columns = contents.columns().stream()
                .sorted(Comparator.comparingDouble(ColumnSize::bytes).reversed())
                .toList();
        List<ColumnSize> shown = columns.subList(0, Math.min(MOST_BARS, columns.size()));
        JsonObject data = bars(
                "bytes in the archive",
                shown.stream().map(ColumnSize::name).toList(),
                shown.stream().mapToDouble(ColumnSize::bytes).toArray());
        MemoryTable table = MemoryTable.builder()
                .texts("column", columns.stream().map(ColumnSize::name).toArray(String[]::new))
                .numbers(
                        bytes("bytes"),
                        columns.stream().mapToDouble(ColumnSize::bytes).toArray())
                .numbers(
                        bytes("of them dictionary and plan"),
                        columns.stream().mapToDouble(ColumnSize::headerBytes).toArray())
                .texts("cells", columns.stream().map(ColumnSize::form).toArray(String[]::new))
                .texts(
                        "predicted from",
                        columns.stream().map(ColumnSize::prediction).toArray(String[]::new))
                .build();
        String caption = "What each column takes in the archive, its dictionary included. "
                + Words.count(Math.round(contents.otherBytes()))
                + " bytes more are the heading, lines that are no rows, and checksums."
                + (shown.size() < columns.size()
                        ? " The chart has the largest " + MOST_BARS + " of " + Words.count(columns.size()) + " columns."
                        : "");
        String label = "Bytes by column. The largest is " + shown.get(0).name() + " with "
                + Words.count(Math.round(shown.get(0).bytes())) + ".";
        return new Figure(
                "archive-columns",
                "Where the bytes went, by column",
                caption,
                new Chart("bars", label, data),
                Optional.of(table));
    }

    private static Figure predictors(ArchiveContents contents) {
        List<Map.Entry<Predictor, Double>> earned = contents.earned().entrySet().stream()
                .sorted(Map.Entry.<Predictor, Double>comparingByValue().reversed())
                .toList();
        JsonObject data = bars(
                "bytes saved",
                earned.stream().map(entry -> entry.getKey().words()).toList(),
                earned.stream().mapToDouble(Map.Entry::getValue).toArray());
        String caption =
                "A cell is a few decisions between two sides. With a whole bit for each, which is what they take if nothing is"
                        + " foretold, the cells would take "
                        + Words.count(Math.round(contents.columns().stream()
                                .mapToDouble(ColumnSize::unpredictedBytes)
                                .sum()))
                        + " bytes. Each predictor pushes towards one side; what a decision saved is shared out by how hard each one"
                        + " pushed. Who pushed the wrong way loses, so a bar can go below nothing. The table has it column by column.";
        String label = "Bytes saved by predictor. " + earned.get(0).getKey().words() + " saved most, "
                + Words.count(Math.round(earned.get(0).getValue())) + ".";
        return new Figure(
                "archive-predictors",
                "What saved the others, by predictor",
                caption,
                new Chart("bars", label, data),
                Optional.of(byColumn(contents.columns(), earned)));
    }

    private static MemoryTable byColumn(List<ColumnSize> columns, List<Map.Entry<Predictor, Double>> earned) {
        MemoryTableBuilder table = MemoryTable.builder()
                .texts("column", columns.stream().map(ColumnSize::name).toArray(String[]::new))
                .numbers(
                        bytes("without prediction"),
                        columns.stream()
                                .mapToDouble(ColumnSize::unpredictedBytes)
                                .toArray());
        for (Map.Entry<Predictor, Double> entry : earned) {
            table.numbers(
                    bytes(entry.getKey().words()),
                    columns.stream()
                            .mapToDouble(column -> column.earned().getOrDefault(entry.getKey(), 0.0))
                            .toArray());
        }
        return table.build();
    }

    private static NumericColumn bytes(String name) {
        return new NumericColumn(name, 0);
    }

    private static JsonObject bars(String name, List<String> names, double[] values) {
        JsonObject data = new JsonObject();
        data.add("names", Json.texts(names));
        JsonArray series = new JsonArray();
        series.add(Json.series(name, values));
        data.add("series", series);
        data.addProperty("xName", name);
        return data;
    }
}
