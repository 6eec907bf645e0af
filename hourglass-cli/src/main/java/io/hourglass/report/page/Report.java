package io.hourglass.report.page;

import java.util.List;

/**
 * What a report says.
 *
 * @param title the heading
 * @param lead paragraphs under it
 * @param chapters what follows
 */
public record Report(String title, List<String> lead, List<Chapter> chapters) {
    public Report {
        lead = List.copyOf(lead);
        chapters = List.copyOf(chapters);
    }

    /** All pictures, in order. */
    public List<Figure> figures() {
        return chapters.stream().flatMap(chapter -> chapter.figures().stream()).toList();
    }

    /** The report as one file of HTML that needs nothing else, not even a network. */
    public String html() {
        return new Page(this).html();
    }
}
