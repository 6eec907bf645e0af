package io.hourglass.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.data.table.MemoryTable;
import io.hourglass.data.table.MemoryTableBuilder;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.report.page.Chapter;
import io.hourglass.report.page.Chart;
import io.hourglass.report.page.Figure;
import io.hourglass.tune.Setting;
import io.hourglass.tune.Trial;
import io.hourglass.tune.Tuned;
import io.hourglass.words.Words;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a search for settings tried. */
public final class SearchChapter {
    private SearchChapter() {}

    /**
     * The chapter of a search.
     *
     * @param free the settings that were drawn
     */
    public static Chapter of(String id, Tuned tuned, List<Setting> free) {
        long plans = tuned.trials().stream().map(Trial::number).distinct().count();
        List<String> lead = List.of("Before this model was trained, " + Words.count(plans, "plan")
                + " for it " + (plans == 1 ? "was" : "were")
                + " tried for a short time, and the better third of them for longer, again and again. Losses are those"
                + " of rows that no trial learnt from.");
        return new Chapter(id, "The search", lead, List.of(), List.of(trials(id, tuned, free)));
    }

    private static Figure trials(String id, Tuned tuned, List<Setting> free) {
        List<Trial> last = lastRounds(tuned.trials());
        JsonObject data = new JsonObject();
        JsonArray axes = new JsonArray();
        for (Setting setting : free) {
            JsonObject axis = new JsonObject();
            axis.addProperty("name", setting.toString());
            JsonArray values = new JsonArray();
            last.stream()
                    .map(trial -> setting.text(trial.plan()))
                    .distinct()
                    .sorted(order())
                    .forEach(values::add);
            axis.add("values", values);
            axes.add(axis);
        }
        data.add("axes", axes);
        JsonArray lines = new JsonArray();
        for (Trial trial : last) {
            lines.add(line(trial, trial.equals(tuned.best()), free));
        }
        data.add("lines", lines);
        String label = "Settings and losses of " + Words.count(last.size(), "trial") + "; the best is trial "
                + tuned.best().number() + " with a loss of "
                + Words.figure(tuned.best().loss()) + ".";
        return new Figure(
                id + "-trials",
                "What was tried",
                "Each line is a trial: it runs through the settings that were drawn for it, and ends at its loss in the last"
                        + " round that it was in (lower is better; the scale is logarithmic). The"
                        + " thick line is the plan that won. Lines that were thrown out early had fewer epochs, so their losses"
                        + " are larger for that reason alone.",
                new Chart("parallel", label, data),
                Optional.of(table(tuned.trials())));
    }

    private static JsonObject line(Trial trial, boolean best, List<Setting> free) {
        JsonObject line = new JsonObject();
        line.addProperty("name", "trial " + trial.number() + ", " + Words.count(trial.epochs(), "epoch"));
        line.addProperty("best", best);
        JsonArray values = new JsonArray();
        free.forEach(setting -> values.add(setting.text(trial.plan())));
        line.add("values", values);
        line.addProperty("loss", trial.loss());
        return line;
    }

    /** Numbers by size, words by the alphabet, numbers first. */
    private static Comparator<String> order() {
        return Comparator.comparingDouble(SearchChapter::size).thenComparing(Comparator.naturalOrder());
    }

    private static double size(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.POSITIVE_INFINITY;
        }
    }

    /** Of each plan the trial of the last round that it was in; those that diverged have no loss to be drawn at. */
    private static List<Trial> lastRounds(List<Trial> trials) {
        Map<Integer, Trial> last = new LinkedHashMap<>();
        trials.stream()
                .filter(trial -> Double.isFinite(trial.loss()))
                .sorted(Comparator.comparing(Trial::round))
                .forEach(trial -> last.put(trial.number(), trial));
        return List.copyOf(last.values());
    }

    private static MemoryTable table(List<Trial> trials) {
        MemoryTableBuilder table = MemoryTable.builder()
                .numbers(
                        new NumericColumn("trial", 0),
                        trials.stream().mapToDouble(Trial::number).toArray())
                .numbers(
                        new NumericColumn("epochs", 0),
                        trials.stream().mapToDouble(Trial::epochs).toArray())
                .numbers("loss", trials.stream().mapToDouble(Trial::loss).toArray())
                .numbers(
                        new NumericColumn("seconds", 1),
                        trials.stream().mapToDouble(Trial::seconds).toArray());
        for (Setting setting : Setting.values()) {
            table.texts(
                    setting.toString(),
                    trials.stream().map(trial -> setting.text(trial.plan())).toArray(String[]::new));
        }
        return table.build();
    }
}
