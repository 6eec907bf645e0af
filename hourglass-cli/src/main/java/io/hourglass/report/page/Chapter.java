package io.hourglass.report.page;

import java.util.List;

/**
 * What is told of one model, or of one kind of data.
 *
 * @param id its name in links
 * @param title what it is about
 * @param lead paragraphs to begin with
 * @param facts what came out, in a few numbers
 * @param figures the pictures
 */
public record Chapter(String id, String title, List<String> lead, List<Fact> facts, List<Figure> figures) {
    public Chapter {
        lead = List.copyOf(lead);
        facts = List.copyOf(facts);
        figures = List.copyOf(figures);
    }
}
