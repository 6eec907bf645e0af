package io.hourglass.report.page;

import io.hourglass.words.NetworkWidths;
import io.hourglass.words.Words;
import java.util.List;
import java.util.Locale;

/**
 * A network drawn as the hourglass that it is: a bar a layer, as high as the layer is wide, on a scale of logarithms.
 *
 * @param network its widths
 */
public record NetworkDrawing(NetworkWidths network) implements Content {
    private static final double HEIGHT = 150;
    private static final double BAR = 26;
    private static final double STEP = 92;
    private static final double MARGIN = 34;
    private static final double TOP = 26;

    @Override
    public void write(Html html) {
        List<Integer> widths = network.widths();
        double wide = 2 * MARGIN + BAR + STEP * (widths.size() - 1);
        String says = "A network of layers " + network + " wide; the code in the middle has "
                + Words.count(network.widths().get(network.code())) + " numbers.";
        html.open("div", "class", "drawing");
        html.open(
                "svg",
                "viewBox",
                "0 0 " + number(wide) + " " + number(HEIGHT + 2 * TOP),
                "role",
                "img",
                "aria-label",
                says);
        for (int i = 0; i + 1 < widths.size(); i++) {
            flow(html, i);
        }
        for (int i = 0; i < widths.size(); i++) {
            layer(html, i);
        }
        html.close().close();
    }

    private double height(int layer) {
        int most = network.widths().stream().mapToInt(Integer::intValue).max().orElse(1);
        double share = Math.log(1 + network.widths().get(layer)) / Math.log(1 + most);
        return Math.max(8, HEIGHT * share * share);
    }

    private static double left(int layer) {
        return MARGIN + STEP * layer;
    }

    private void flow(Html html, int layer) {
        double from = height(layer) / 2;
        double to = height(layer + 1) / 2;
        double middle = TOP + HEIGHT / 2;
        String points = String.join(
                " ",
                point(left(layer) + BAR, middle - from),
                point(left(layer + 1), middle - to),
                point(left(layer + 1), middle + to),
                point(left(layer) + BAR, middle + from));
        html.open("polygon", "points", points, "class", "flow").close();
    }

    private void layer(Html html, int layer) {
        double height = height(layer);
        double top = TOP + (HEIGHT - height) / 2;
        html.open(
                        "rect",
                        "x",
                        number(left(layer)),
                        "y",
                        number(top),
                        "width",
                        number(BAR),
                        "height",
                        number(height),
                        "rx",
                        "4",
                        "class",
                        layer == network.code() ? "code" : "layer")
                .close();
        String count = Words.count(network.widths().get(layer));
        String middle = number(left(layer) + BAR / 2);
        html.leaf("text", count, "x", middle, "y", number(top - 8), "text-anchor", "middle");
        String role = layer == 0
                ? "in"
                : layer == network.code()
                        ? "code"
                        : layer + 1 == network.widths().size() ? "out" : "";
        if (!role.isEmpty()) {
            html.leaf(
                    "text",
                    role,
                    "x",
                    middle,
                    "y",
                    number(top + height + 18),
                    "text-anchor",
                    "middle",
                    "class",
                    "role");
        }
    }

    private static String point(double x, double y) {
        return number(x) + "," + number(y);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
