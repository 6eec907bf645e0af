package io.hourglass.cli;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress on a terminal: a bar with the share done, the time left, the rate and the words of the last stage. */
final class ProgressBarLine implements ProgressLine {
    private static final int UPDATE_MILLIS = 200;

    private final ProgressBar bar;

    ProgressBarLine(Streams streams, String task, long total, String unit) {
        this.bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUnit(" " + unit, 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .showSpeed(new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                .setConsumer(new Line(streams))
                .build();
    }

    @Override
    public void advance(long units) {
        bar.stepBy(units);
    }

    @Override
    public void stage(String text) {
        bar.setExtraMessage(" " + text);
    }

    @Override
    public void close() {
        bar.close();
    }

    /** Draws over one line of standard error. The library's own would ask JLine, and so native code, for the width. */
    private static final class Line implements ProgressBarConsumer {
        private final Streams streams;
        private int drawn;

        private Line(Streams streams) {
            this.streams = streams;
        }

        /** One column stays free: a terminal breaks the line when its last one is written. */
        @Override
        public int getMaxRenderedLength() {
            return streams.columns() - 1;
        }

        @Override
        public void accept(String rendered) {
            String text = rendered.substring(0, Math.min(rendered.length(), getMaxRenderedLength()));
            streams.err().print("\r" + text + " ".repeat(Math.max(0, drawn - text.length())));
            streams.err().flush();
            drawn = text.length();
        }

        @Override
        public void clear() {
            accept("");
        }

        @Override
        public void close() {
            streams.err().println();
        }
    }
}
