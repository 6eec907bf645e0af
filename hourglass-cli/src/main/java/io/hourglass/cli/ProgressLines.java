package io.hourglass.cli;

/** Progress for a log: one line a stage, with the rate and the time left. */
final class ProgressLines implements ProgressLine {
    private final Streams streams;
    private final Pace pace;
    private final String task;

    ProgressLines(Streams streams, Pace pace, String task) {
        this.streams = streams;
        this.pace = pace;
        this.task = task;
    }

    @Override
    public void advance(long units) {
        pace.advance(units);
    }

    @Override
    public void stage(String text) {
        String words = pace.words();
        streams.err().println(task + ": " + text + (words.isEmpty() ? "" : ", " + words));
    }

    @Override
    public void live(String text) {}

    @Override
    public void close() {}
}
