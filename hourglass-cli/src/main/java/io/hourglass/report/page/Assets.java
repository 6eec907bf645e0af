package io.hourglass.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The files that every page carries in itself. */
final class Assets {
    private Assets() {}

    /** The style. */
    static String style() {
        return text("report.css");
    }

    /** What draws the charts, of our own. */
    static String script() {
        return text("report.js");
    }

    /** Apache ECharts, from its jar. */
    static String charts() {
        Properties properties = new Properties();
        try (InputStream stream = Assets.class.getResourceAsStream("echarts.properties")) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = properties.getProperty("version");
        return text("/META-INF/resources/webjars/echarts/" + version + "/echarts.min.js")
                .replace("</script", "<\\/script")
                .replace("<!--", "<\\!--");
    }

    private static String text(String resource) {
        try (InputStream stream = Assets.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + " is missing from the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
