package io.hourglass.demo;

import io.hourglass.Hourglass;
import io.hourglass.data.sink.SinkFormat;
import io.hourglass.data.table.Table;
import io.hourglass.report.page.Figure;
import io.hourglass.report.page.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the demonstration leaves: the report, the models, the rows shown, and the numbers behind every picture. */
public final class DemoFolder {
    /** The report's name. */
    public static final String REPORT = "report.html";

    private static final String IMAGES = "data/clothes-idx3-ubyte.gz";
    private static final String KINDS = "data/clothes-kinds.csv";
    private static final String PEOPLE = "data/people.csv";

    private DemoFolder() {}

    /**
     * Fills a folder.
     *
     * @throws IOException if it cannot be written
     */
    public static void fill(Path folder, DemoData data, Map<DemoModel, Hourglass> models, Report report)
            throws IOException {
        Files.writeString(folder.resolve(REPORT), report.html());
        models.forEach((name, model) -> model.save(folder.resolve(name.file())));
        Files.createDirectory(folder.resolve("data"));
        write(data.shownClothes().select(List.of(image(data))), folder.resolve(IMAGES));
        write(data.shownClothes().select(List.of("kind")), folder.resolve(KINDS));
        write(data.shownPeople(), folder.resolve(PEOPLE));
        Files.createDirectory(folder.resolve("pictures"));
        for (Figure figure : report.figures()) {
            if (figure.data().isPresent()) {
                write(figure.data().get(), folder.resolve("pictures").resolve(figure.id() + ".csv"));
            }
        }
    }

    private static String image(DemoData data) {
        return data.clothes().schema().column(data.clothes().schema().image()).name();
    }

    private static void write(Table table, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            SinkFormat.of(file.toString())
                    .open(out, SinkFormat.isPacked(file.toString()), table.schema(), table.rowCount())
                    .writeAll(table);
        }
    }

    /**
     * Commands to try next, without the program's name.
     *
     * @param folder where the demonstration's folder is
     */
    public static List<String> next(Path folder) {
        String at = folder + "/";
        return List.of(
                "score " + at + DemoModel.ADULT.file() + " --data " + at + PEOPLE + " --explain --out " + at
                        + "scores.csv",
                "encode " + at + DemoModel.FASHION_MAP.file() + " --data " + at + IMAGES + " --labels " + at + KINDS
                        + " --out " + at + "codes.csv --plot " + at + "map.png",
                "inspect " + at + DemoModel.FASHION.file(),
                "train --data " + at + PEOPLE + " --ignore income --epochs 20 --out " + at + "mine.hg --report " + at
                        + "mine.html");
    }
}
