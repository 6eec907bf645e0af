package io.hourglass.cli;

import io.hourglass.training.EpochReport;
import io.hourglass.training.TrainingListener;
import io.hourglass.words.Words;
import java.util.ArrayList;
import java.util.List;

/** Shows how a training goes: a line of progress while it runs, and what was noticed about the data and the result. */
final class TrainingProgress implements TrainingListener, AutoCloseable {
    private final Console console;
    private final List<String> notices = new ArrayList<>();
    private ProgressLine line = new SilentProgress();
    private int epochs;
    private int epoch;
    private long done;
    private long nativeBytes;
    /** Which member of an ensemble, before the epoch. */
    private String member = "";

    TrainingProgress(Console console) {
        this.console = console;
    }

    /** What was noticed, a sentence each. */
    List<String> notices() {
        return notices;
    }

    /** The memory that the engine held outside the heap, in bytes. */
    long nativeBytes() {
        return nativeBytes;
    }

    @Override
    public void ended(long bytes) {
        nativeBytes = bytes;
    }

    @Override
    public void updated(int current, int rowsDone, int rows, double loss) {
        if (current != epoch) {
            epoch = current;
            done = 0;
        }
        line.advance(rowsDone - done);
        done = rowsDone;
        line.live(place() + ": loss " + Words.figure(loss));
    }

    /** A training that goes on from a checkpoint has fewer epochs to do, and another may follow. */
    @Override
    public void began(int first, int last, int rows) {
        close();
        epochs = last;
        epoch = 0;
        line = console.progress("training", (long) (last - first + 1) * rows, "rows");
    }

    @Override
    public void memberBegan(int number, int members) {
        member = "member " + number + "/" + members + ", ";
    }

    private String place() {
        return member + "epoch " + epoch + "/" + epochs;
    }

    @Override
    public void epochEnded(EpochReport report) {
        String validation =
                Double.isNaN(report.validationLoss()) ? "" : ", validation " + Words.figure(report.validationLoss());
        line.stage(place() + ": loss " + Words.figure(report.loss()) + validation);
    }

    /** What is noticed after the last epoch would break the line of progress, so that ends. */
    @Override
    public void noticed(String finding) {
        close();
        notices.add(finding);
        console.notice(finding);
    }

    @Override
    public void close() {
        line.close();
        line = new SilentProgress();
    }
}
