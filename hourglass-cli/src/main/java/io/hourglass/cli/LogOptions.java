package io.hourglass.cli;

import io.hourglass.Hourglass;
import io.hourglass.HourglassTraining;
import io.hourglass.data.table.Table;
import io.hourglass.interop.log.EpochLog;
import io.hourglass.interop.log.TensorBoard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options for writing down how a training goes. */
@Heading("Training")
final class LogOptions {
    @Option(
            names = "--tensorboard",
            paramLabel = "DIR",
            description = "Writes losses, distributions, images and codes there for TensorBoard, beside what is there.")
    private Path folder;

    @Option(
            names = "--log",
            paramLabel = "F",
            description = "Writes a line an epoch as it ends: .jsonl for JSON objects, .csv for values.")
    private Path log;

    /** Checks the outputs before the work begins. */
    void check(ReplaceOption replace) throws IOException {
        if (folder != null && Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--tensorboard needs a folder; " + folder + " is a file");
        }
        if (log != null) {
            if (!log.toString().matches("(?i).*\\.(jsonl|csv)")) {
                throw new IllegalArgumentException("--log needs a name that ends in .jsonl or .csv, got " + log);
            }
            replace.check(log);
        }
    }

    /** What is written while a training runs. */
    Open open(HourglassTraining training, ReplaceOption replace) {
        Open open = new Open(
                folder == null ? null : new TensorBoard(folder),
                log == null ? null : new EpochLog(log, replace.force()));
        if (open.board != null) {
            training.listener(open.board);
        }
        if (open.log != null) {
            training.listener(open.log);
        }
        return open;
    }

    /** The open files; each may be absent. */
    record Open(TensorBoard board, EpochLog log) implements AutoCloseable {
        void finished(Hourglass model, Table rows) {
            if (board != null) {
                board.finished(model, rows);
            }
        }

        @Override
        public void close() {
            if (board != null) {
                board.close();
            }
            if (log != null) {
                log.close();
            }
        }
    }
}
