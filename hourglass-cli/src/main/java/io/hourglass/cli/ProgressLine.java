package io.hourglass.cli;

/** How far a long piece of work has come, for people: a bar on a terminal, lines in a log, or nothing. */
sealed interface ProgressLine extends AutoCloseable permits ProgressBarLine, ProgressLines, SilentProgress {

    /** That many more units are done; may be called from any thread. */
    void advance(long units);

    /**
     * A stage has ended, for instance an epoch: a line of its own in a log, words beside a bar.
     *
     * @param text what it came to, for instance {@code epoch 3 of 50, loss 0.0123}
     */
    void stage(String text);

    /** How the stage that has not ended goes: words beside a bar, nothing in a log. */
    void live(String text);

    /** Leaves standard error at the start of a line. */
    @Override
    void close();
}
