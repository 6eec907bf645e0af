package io.hourglass.report.page;

import java.util.List;

/**
 * Rows of a table before and after, a card each.
 *
 * @param headings of the columns of each card, the first for the name of the table's column
 * @param rows the cards
 */
public record Comparisons(List<String> headings, List<Row> rows) implements Content {
    public Comparisons {
        headings = List.copyOf(headings);
        rows = List.copyOf(rows);
    }

    /**
     * One card.
     *
     * @param name what the row is
     * @param note a few words on it; may be empty
     * @param cells its cells, in the table's order
     */
    public record Row(String name, String note, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * One cell, before and after.
     *
     * @param column the table's column
     * @param texts one for each heading after the first
     * @param off for each text, whether it is far from what it should be
     */
    public record Cell(String column, List<String> texts, List<Boolean> off) {
        public Cell {
            texts = List.copyOf(texts);
            off = List.copyOf(off);
        }
    }

    @Override
    public void write(Html html) {
        html.open("div", "class", "cards");
        for (Row row : rows) {
            html.open("div", "class", "card").leaf("h4", row.name);
            if (!row.note.isEmpty()) {
                html.leaf("p", row.note, "class", "note");
            }
            html.open("table", "class", "cells").open("thead").open("tr");
            headings.forEach(heading -> html.leaf("th", heading, "scope", "col"));
            html.close().close().open("tbody");
            row.cells.forEach(cell -> line(html, cell));
            html.close().close().close();
        }
        html.close();
    }

    private static void line(Html html, Cell cell) {
        html.open("tr").leaf("th", cell.column, "scope", "row");
        for (int i = 0; i < cell.texts.size(); i++) {
            String text = cell.texts.get(i).isEmpty() ? "—" : cell.texts.get(i);
            if (cell.off.get(i)) {
                html.open("td", "class", "off").leaf("mark", text).close();
            } else {
                html.leaf("td", text);
            }
        }
        html.close();
    }
}
