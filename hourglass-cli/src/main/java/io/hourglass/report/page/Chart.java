package io.hourglass.report.page;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * A chart that the page's script draws.
 *
 * @param kind which: {@code lines}, {@code curves}, {@code matrix}, {@code bars}, {@code histogram} or {@code parallel}
 * @param label what a screen reader says of it
 * @param data what is drawn, as {@code report.js} reads it
 */
public record Chart(String kind, String label, JsonObject data) implements Content {
    /** Escapes what could end a script. */
    private static final Gson GSON = new Gson();

    @Override
    public void write(Html html) {
        html.open("div", "class", "chart " + kind, "data-kind", kind);
        html.open("div", "class", "canvas", "role", "img", "aria-label", label).close();
        data(html, data);
        html.close();
    }

    @Override
    public boolean isWide() {
        return false;
    }

    static void data(Html html, JsonElement data) {
        html.raw("script", GSON.toJson(data), "type", "application/json");
    }
}
