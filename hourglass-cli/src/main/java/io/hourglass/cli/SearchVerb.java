package io.hourglass.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.data.table.Table;
import io.hourglass.engine.Engine;
import io.hourglass.use.Neighbour;
import io.hourglass.words.Words;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The rows nearest to one. */
@Command(
        defaultValueProvider = Defaults.class,
        name = "search",
        description =
                "Finds the rows whose codes are nearest to a row's: by different bits where codes are binary, else by"
                        + " Euclidean distance.")
final class SearchVerb extends Verb {
    @Mixin
    private ModelArgument model = new ModelArgument();

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(
            names = "--query-row",
            required = true,
            paramLabel = "I",
            description = "The row whose neighbours are looked for, counted from 0.")
    private long row;

    @Option(names = "--top", paramLabel = "N", defaultValue = "10", description = "How many.")
    private int top;

    @Mixin
    private EngineOptions engines = new EngineOptions();

    @Override
    void run(Console console) throws IOException {
        try (Engine engine = engines.open(line -> {})) {
            Hourglass opened = model.open(engine);
            Table rows = data.open(console, data.options().withThreads(engines.threads()), opened.schema(), engine);
            List<Neighbour> neighbours = opened.search(rows, row, top);
            rows.notices().forEach(console::notice);
            console.result(object(neighbours), text(neighbours));
        }
    }

    private JsonObject object(List<Neighbour> neighbours) {
        JsonArray found = new JsonArray();
        for (Neighbour neighbour : neighbours) {
            JsonObject each = new JsonObject();
            each.addProperty("row", neighbour.row());
            each.addProperty("distance", neighbour.distance());
            found.add(each);
        }
        JsonObject object = new JsonObject();
        object.addProperty("queryRow", row);
        object.add("neighbours", found);
        return object;
    }

    private static String text(List<Neighbour> neighbours) {
        TextTable table = TextTable.headed("row", "distance");
        for (Neighbour neighbour : neighbours) {
            table.row(Long.toString(neighbour.row()), Words.figure(neighbour.distance()));
        }
        return table.toString();
    }
}
