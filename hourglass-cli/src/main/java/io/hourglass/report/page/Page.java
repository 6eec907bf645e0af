package io.hourglass.report.page;

import io.hourglass.file.ProgramVersion;
import java.util.List;

/** A report on its way to HTML. */
final class Page {
    private final Report report;
    private final Html html = new Html();

    Page(Report report) {
        this.report = report;
    }

    String html() {
        html.open("html", "lang", "en");
        head();
        html.open("body");
        html.leaf("a", "To the content", "class", "skip", "href", "#content");
        header();
        html.open("main", "id", "content");
        report.chapters().forEach(this::chapter);
        html.close();
        footer();
        html.raw("script", Assets.charts());
        html.raw("script", Assets.script());
        html.close().close();
        return "<!DOCTYPE html>\n" + html + "\n";
    }

    private void head() {
        html.open("head");
        html.open("meta", "charset", "utf-8");
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.open("meta", "name", "color-scheme", "content", "light dark");
        html.open("link", "rel", "icon", "href", "data:,");
        html.leaf("title", report.title());
        html.raw("style", Assets.style());
        html.close();
    }

    private void header() {
        html.open("header");
        html.open("div", "class", "top");
        html.open("span", "class", "brand");
        html.open("svg", "viewBox", "0 0 16 16", "aria-hidden", "true");
        html.open("path", "d", "M2 1h12v2L9 8l5 5v2H2v-2l5-5-5-5z").close().close();
        html.text(" Hourglass").close();
        html.leaf("button", "Dark", "type", "button", "id", "theme", "aria-label", "Switch between light and dark");
        html.close();
        html.leaf("h1", report.title());
        report.lead().forEach(paragraph -> html.leaf("p", paragraph, "class", "lead"));
        navigation();
        html.close();
    }

    private void navigation() {
        if (report.figures().size() < 2) {
            return;
        }
        html.open("nav", "aria-label", "Contents");
        for (Chapter chapter : report.chapters()) {
            html.open("details", "open", report.chapters().size() == 1 ? "open" : null);
            html.leaf("summary", chapter.title());
            html.open("ol");
            for (Figure figure : chapter.figures()) {
                html.open("li")
                        .leaf("a", figure.title(), "href", "#" + figure.id())
                        .close();
            }
            html.close().close();
        }
        html.close();
    }

    private void chapter(Chapter chapter) {
        html.open("section", "class", "chapter", "id", chapter.id(), "aria-labelledby", chapter.id() + "-title");
        html.leaf("h2", chapter.title(), "id", chapter.id() + "-title");
        chapter.lead().forEach(paragraph -> html.leaf("p", paragraph, "class", "lead"));
        facts(chapter.facts());
        html.open("div", "class", "figures");
        chapter.figures().forEach(this::figure);
        html.close().close();
    }

    private void facts(List<Fact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        html.open("dl", "class", "facts");
        for (Fact fact : facts) {
            html.open("div").leaf("dt", fact.meaning()).leaf("dd", fact.value()).close();
        }
        html.close();
    }

    private void figure(Figure figure) {
        boolean wide = figure.content().isWide();
        html.open("figure", "id", figure.id(), "class", wide ? "wide" : null);
        html.leaf("h3", figure.title());
        figure.content().write(html);
        html.leaf("figcaption", figure.caption());
        figure.data().ifPresent(table -> DataTable.write(html, table));
        html.close();
    }

    private void footer() {
        html.open("footer");
        html.leaf(
                "p",
                "Written by Hourglass " + ProgramVersion.current()
                        + ". This page is one file and asks nothing of any network. Charts by Apache ECharts"
                        + " (Apache-2.0).");
        html.close();
    }
}
