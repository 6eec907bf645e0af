package io.hourglass.cli;

import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.data.table.Table;
import io.hourglass.measure.Neighbourhoods;
import io.hourglass.use.Reduction;
import io.hourglass.words.Words;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that measures codes as a map of the rows. */
final class ReductionOption {
    @Option(
            names = "--reduction",
            description =
                    "Measures how well codes keep rows together that are near each other, beside principal components:"
                            + " trustworthiness, continuity and, by --label, how often the 10 nearest have the same label; on at"
                            + " most 10,000 rows.")
    private boolean asked;

    boolean isGiven() {
        return asked;
    }

    /** What was measured, if it was asked for. */
    Optional<Reduction> measure(Hourglass model, Table rows, LabelOption label) {
        return asked ? Optional.of(model.reduction(rows, label.column())) : Optional.empty();
    }

    /** A result with what was measured. */
    static void add(JsonObject object, Reduction reduction) {
        add(object, reduction.code().neighbours());
        object.addProperty("reducedRows", reduction.rows());
        JsonObject principal = new JsonObject();
        add(principal, reduction.principal().neighbours());
        principal.addProperty("squaredErrorPerRow", reduction.principal().squaredErrorPerRow());
        object.add("pca", principal);
    }

    private static void add(JsonObject object, Neighbourhoods neighbours) {
        object.addProperty("trustworthiness", neighbours.trustworthiness());
        object.addProperty("continuity", neighbours.continuity());
        neighbours.accuracy().ifPresent(share -> object.addProperty("knnAccuracy", share));
    }

    /** What was measured in words. */
    static String text(Reduction reduction) {
        TextTable table = TextTable.headed(
                "map of " + Words.count(reduction.rows(), "row"),
                "trustworthiness",
                "continuity",
                "10-NN accuracy",
                "squared error per row");
        row(table, "codes", reduction.code());
        row(table, "principal components", reduction.principal());
        return table.toString();
    }

    private static void row(TextTable table, String name, Reduction.Quality quality) {
        Neighbourhoods neighbours = quality.neighbours();
        table.row(
                name,
                Words.figure(neighbours.trustworthiness()),
                Words.figure(neighbours.continuity()),
                neighbours.accuracy().isPresent()
                        ? Words.percent(neighbours.accuracy().getAsDouble())
                        : "",
                Words.figure(quality.squaredErrorPerRow()));
    }
}
