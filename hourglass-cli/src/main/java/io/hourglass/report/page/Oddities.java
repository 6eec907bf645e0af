package io.hourglass.report.page;

import java.util.List;

/**
 * Strange rows with what made them strange, a card each.
 *
 * @param rows the strangest first
 */
public record Oddities(List<Row> rows) implements Content {
    public Oddities {
        rows = List.copyOf(rows);
    }

    /**
     * One card.
     *
     * @param name what the row is
     * @param note its score, and what else is to be said
     * @param reasons the values that made it strange, the worst first
     * @param cells the whole row, names and texts
     */
    public record Row(String name, String note, List<Reason> reasons, List<Property> cells) {
        public Row {
            reasons = List.copyOf(reasons);
            cells = List.copyOf(cells);
        }
    }

    /**
     * A value that made a row strange.
     *
     * @param column where it stands
     * @param found what it is
     * @param expected what the model would have put there
     * @param share of the row's score, 0 to 1
     */
    public record Reason(String column, String found, String expected, double share) {}

    @Override
    public void write(Html html) {
        html.open("ol", "class", "cards oddities");
        for (Row row : rows) {
            html.open("li", "class", "card").leaf("h4", row.name);
            html.leaf("p", row.note, "class", "note");
            html.open("dl");
            row.reasons.forEach(reason -> reason(html, reason));
            html.close();
            html.open("details").leaf("summary", "The whole row");
            Properties.list(html, row.cells);
            html.close().close();
        }
        html.close();
    }

    private static void reason(Html html, Reason reason) {
        String percent = Math.round(100 * reason.share) + " %";
        html.leaf("dt", reason.column);
        html.open("dd");
        html.open("span", "class", "found").leaf("b", shown(reason.found)).close();
        html.leaf("span", "where " + shown(reason.expected) + " was expected", "class", "expected");
        html.open("span", "class", "share", "title", percent + " of this row's strangeness");
        html.open("i", "style", "width:" + percent.replace(" ", "")).close();
        html.close();
        html.leaf("small", percent + " of the strangeness");
        html.close();
    }

    private static String shown(String text) {
        return text.isEmpty() ? "nothing" : text;
    }
}
