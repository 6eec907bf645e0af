package io.hourglass.cli;

/** No progress: what {@code --quiet} asks for. */
final class SilentProgress implements ProgressLine {

    @Override
    public void advance(long units) {}

    @Override
    public void stage(String text) {}

    @Override
    public void live(String text) {}

    @Override
    public void close() {}
}
