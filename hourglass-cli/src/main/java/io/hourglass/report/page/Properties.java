package io.hourglass.report.page;

import java.util.List;

/** Names and values. */
public record Properties(List<Property> all) implements Content {
    public Properties {
        all = List.copyOf(all);
    }

    @Override
    public void write(Html html) {
        list(html, all);
    }

    static void list(Html html, List<Property> properties) {
        html.open("table", "class", "properties").open("tbody");
        for (Property property : properties) {
            html.open("tr").leaf("th", property.name(), "scope", "row");
            html.leaf("td", property.value().isEmpty() ? "—" : property.value()).close();
        }
        html.close().close();
    }
}
