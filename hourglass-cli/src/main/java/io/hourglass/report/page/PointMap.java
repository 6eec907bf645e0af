package io.hourglass.report.page;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * Maps of the same rows beside each other, one point a row, to zoom, hover, colour by a column, and select rows to save.
 *
 * @param titles of the maps
 * @param colours the columns that points can be coloured by, the first one at the start
 * @param label what a screen reader says of it
 * @param data the points, as {@code report.js} reads them
 */
public record PointMap(List<String> titles, List<String> colours, String label, JsonObject data) implements Content {
    public PointMap {
        titles = List.copyOf(titles);
        colours = List.copyOf(colours);
    }

    @Override
    public void write(Html html) {
        html.open("div", "class", "chart map", "data-kind", "map");
        html.open("div", "class", "controls");
        html.open("label").text("Colour by ").open("select", "class", "colour");
        for (String colour : colours) {
            html.leaf("option", colour, "value", colour);
        }
        html.close().close();
        button(html, "in", "+", "Zoom in");
        button(html, "out", "−", "Zoom out");
        button(html, "reset", "Whole map", null);
        html.leaf("button", "Select", "type", "button", "data-select", "", "aria-pressed", "false");
        html.leaf("span", "", "class", "selected", "aria-live", "polite");
        html.leaf("button", "Save as CSV", "type", "button", "data-save", "", "hidden", "");
        html.close();
        html.open("div", "class", "maps");
        for (String title : titles) {
            html.open("div", "class", "one");
            html.leaf("h4", title);
            String says = label + " " + title + ". Arrow keys move the map, plus and minus zoom.";
            html.open("div", "class", "canvas", "role", "img", "tabindex", "0", "aria-label", says)
                    .close();
            html.close();
        }
        html.close();
        Chart.data(html, (JsonElement) data);
        html.close();
    }

    private static void button(Html html, String action, String text, String says) {
        html.leaf("button", text, "type", "button", "data-zoom", action, "aria-label", says);
    }
}
