package io.hourglass.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressState;

/** Progress on a terminal: the share done, a bar, the words of the last stage, the time left and the rate. */
final class ProgressBarLine implements ProgressLine {
    private static final int UPDATE_MILLIS = 200;
    private static final int WIDEST_BAR = 30;
    private static final int NARROWEST_BAR = 5;

    private final Streams streams;
    private final Pace pace;
    private final ProgressBar bar;

    ProgressBarLine(Streams streams, Pace pace, String task) {
        this.streams = streams;
        this.pace = pace;
        this.bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(pace.total())
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setRenderer((state, width) -> rendered(state, pace.words(), width))
                .setConsumer(new Line(streams))
                .build();
    }

    @Override
    public void advance(long units) {
        pace.advance(units);
        bar.stepBy(units);
    }

    @Override
    public void stage(String text) {
        bar.setExtraMessage(text);
    }

    @Override
    public void live(String text) {
        stage(text);
    }

    /** The library ends the line itself, but not when it is closed before it drew once. */
    @Override
    public void close() {
        bar.close();
        streams.err().println();
    }

    /** The words come first: the bar gets the room that they leave, and where they leave none there is no bar. */
    private static String rendered(ProgressState state, String pace, int width) {
        long percent = Math.min(100, 100 * state.getCurrent() / state.getMax());
        String start = String.format("%s %3d%%", state.getTaskName(), percent);
        String stage = state.getExtraMessage();
        String end = stage + (stage.isEmpty() || pace.isEmpty() ? "" : ", ") + pace;
        int room = Math.min(WIDEST_BAR, width - start.length() - end.length() - " [] ".length());
        String middle = " ";
        if (room >= NARROWEST_BAR) {
            int full = (int) (room * percent / 100);
            middle = " [" + "=".repeat(full) + " ".repeat(room - full) + "] ";
        }
        return start + middle + end;
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
        public void close() {}
    }
}
