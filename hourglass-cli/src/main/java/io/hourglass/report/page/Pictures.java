package io.hourglass.report.page;

import java.util.List;

/**
 * Images beside each other, an example a line.
 *
 * @param headings of the columns of images
 * @param examples the lines
 */
public record Pictures(List<String> headings, List<Example> examples) implements Content {
    /** Lines of one block; blocks stand beside each other where there is room. */
    private static final int BLOCK = 4;

    public Pictures {
        headings = List.copyOf(headings);
        examples = List.copyOf(examples);
    }

    /**
     * Images of one row.
     *
     * @param name what the row is
     * @param images data URIs, one a heading
     * @param notes a few words under each image; may be empty
     */
    public record Example(String name, List<String> images, List<String> notes) {
        public Example {
            images = List.copyOf(images);
            notes = List.copyOf(notes);
        }
    }

    @Override
    public boolean isWide() {
        return examples.size() > 1;
    }

    @Override
    public void write(Html html) {
        html.open("div", "class", "pictures");
        for (int first = 0; first < examples.size(); first += BLOCK) {
            html.open("table").open("thead").open("tr");
            html.open("td").close();
            headings.forEach(heading -> html.leaf("th", heading, "scope", "col"));
            html.close().close().open("tbody");
            examples.subList(first, Math.min(examples.size(), first + BLOCK)).forEach(example -> line(html, example));
            html.close().close();
        }
        html.close();
    }

    private void line(Html html, Example example) {
        html.open("tr").leaf("th", example.name, "scope", "row");
        for (int i = 0; i < headings.size(); i++) {
            html.open("td");
            html.open("img", "src", example.images.get(i), "alt", headings.get(i) + " of " + example.name);
            if (i < example.notes.size() && !example.notes.get(i).isEmpty()) {
                html.leaf("small", example.notes.get(i));
            }
            html.close();
        }
        html.close();
    }
}
