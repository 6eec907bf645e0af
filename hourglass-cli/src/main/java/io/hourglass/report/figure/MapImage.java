package io.hourglass.report.figure;

import io.hourglass.report.study.Study;
import io.hourglass.words.Words;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;

/** A map of codes as a picture. */
public final class MapImage {
    private static final int WIDTH = 1400;
    private static final int HEIGHT = 1000;
    private static final int LEFT = 80;
    private static final int TOP = 60;
    private static final int RIGHT = 1100;
    private static final int BOTTOM = 930;
    private static final int TICKS = 5;
    private static final Color INK = new Color(0x1d2129);
    private static final Color SOFT = new Color(0x5b6270);
    private static final Color LINE = new Color(0xe3e0da);
    private static final int[] KINDS = {
        0x1f77b4, 0xe0701a, 0x2a9d4a, 0xd43d51, 0x8a5fc7, 0x8c6048, 0xd857a8, 0x5f6b7a, 0xa8a312, 0x13a5bd
    };
    private static final int[] RANGES = {0xc9d8f0, 0x93b7e3, 0x6392d0, 0x4668b0, 0x6b3d96, 0xc2185b};

    private final MapPoints points;
    private final MapGroups groups;
    private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    private final Graphics2D pen = image.createGraphics();

    private MapImage(MapPoints points, MapGroups groups) {
        this.points = points;
        this.groups = groups;
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    }

    /**
     * The picture as PNG.
     *
     * @param colour the column to colour by; empty for one that tells kinds apart
     * @throws IllegalArgumentException if there is no such column
     */
    public static byte[] of(Study study, Optional<String> colour) {
        String column = MapColumns.of(study).colours(colour).get(0);
        MapImage map = new MapImage(MapPoints.of(study), MapGroups.of(study, column));
        map.ground("Codes of " + Words.count(study.rows().count(), "row") + " of "
                + study.rows().table().source());
        boolean errors = study.codeWidth() == 1;
        String prefix = study.codeWidth() == 2 ? "c" : "component ";
        map.axis(true, errors ? "c0" : prefix + "0", map.points.x());
        map.axis(false, errors ? MapColumns.ERROR : prefix + "1", map.points.y());
        map.points();
        map.legend(column);
        return map.bytes();
    }

    private void ground(String title) {
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setColor(INK);
        pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 22));
        pen.drawString(title, LEFT, 38);
        pen.setStroke(new BasicStroke(1.5f));
    }

    private static double[] range(double... values) {
        double least = Arrays.stream(values).min().orElse(0);
        double most = Arrays.stream(values).max().orElse(1);
        double room = most > least ? (most - least) * 0.03 : 1;
        return new double[] {least - room, most + room};
    }

    private double x(double value, double... range) {
        return LEFT + (RIGHT - LEFT) * (value - range[0]) / (range[1] - range[0]);
    }

    private double y(double value, double... range) {
        return BOTTOM - (BOTTOM - TOP) * (value - range[0]) / (range[1] - range[0]);
    }

    private void axis(boolean across, String name, double... values) {
        double[] range = range(values);
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        for (int i = 0; i <= TICKS; i++) {
            double value = range[0] + (range[1] - range[0]) * i / TICKS;
            String text = Words.figure(value);
            int wide = pen.getFontMetrics().stringWidth(text);
            int at = (int) Math.round(across ? x(value, range) : y(value, range));
            pen.setColor(LINE);
            pen.drawLine(across ? at : LEFT, across ? TOP : at, across ? at : RIGHT, across ? BOTTOM : at);
            pen.setColor(SOFT);
            pen.drawString(text, across ? at - wide / 2 : LEFT - wide - 8, across ? BOTTOM + 22 : at + 5);
        }
        pen.setColor(INK);
        int wide = pen.getFontMetrics().stringWidth(name);
        pen.drawString(name, across ? (LEFT + RIGHT - wide) / 2 : LEFT - 60, across ? BOTTOM + 48 : TOP - 6);
    }

    private void points() {
        double[] across = range(points.x());
        double[] up = range(points.y());
        double size = points.x().length > 3000 ? 5 : 8;
        for (int row = 0; row < points.x().length; row++) {
            Color full = colour(groups.of()[row]);
            pen.setColor(new Color(full.getRed(), full.getGreen(), full.getBlue(), 190));
            pen.fill(new Ellipse2D.Double(
                    x(points.x()[row], across) - size / 2, y(points.y()[row], up) - size / 2, size, size));
        }
    }

    private Color colour(int group) {
        if (group < 0) {
            return SOFT;
        }
        int count = Math.max(1, groups.names().size() - 1);
        return new Color(
                groups.ordered()
                        ? RANGES[Math.min(RANGES.length - 1, group * (RANGES.length - 1) / count)]
                        : KINDS[group % KINDS.length]);
    }

    private void legend(String column) {
        pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        pen.setColor(INK);
        pen.drawString(shortened(column), RIGHT + 30, TOP + 14);
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
        for (int group = 0; group < groups.names().size(); group++) {
            int top = TOP + 44 + 28 * group;
            pen.setColor(colour(group));
            pen.fill(new Ellipse2D.Double(RIGHT + 30, top - 11, 13, 13));
            pen.setColor(INK);
            pen.drawString(shortened(groups.names().get(group)), RIGHT + 52, top);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 26 ? text : text.substring(0, 25) + "…";
    }

    private byte[] bytes() {
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
