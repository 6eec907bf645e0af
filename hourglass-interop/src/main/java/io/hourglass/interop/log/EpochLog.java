package io.hourglass.interop.log;

import com.google.gson.JsonObject;
import io.hourglass.training.EpochReport;
import io.hourglass.training.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * A line an epoch, written as it ends: JSON objects in a {@code .jsonl} file, else comma-separated values with a first line of names. The
 * keys are those of an {@link EpochReport}; a loss that there is none of is null, or empty.
 */
public final class EpochLog implements TrainingListener, AutoCloseable {
    private final boolean json;
    private final Writer out;

    /**
     * Begins a log.
     *
     * @param replace whether a file that is there may be replaced
     * @throws UncheckedIOException if it cannot be written
     */
    public EpochLog(Path file, boolean replace) {
        json = file.toString().toLowerCase(Locale.ROOT).endsWith(".jsonl");
        OpenOption[] way = replace
                ? new OpenOption[] {
                    StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
                }
                : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
        try {
            out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, way);
            if (!json) {
                line("epoch,loss,validationLoss,rate,seconds,rowsPerSecond");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String text) throws IOException {
        out.write(text + "\n");
        out.flush();
    }

    @Override
    public void epochEnded(EpochReport report) {
        boolean judged = !Double.isNaN(report.validationLoss());
        try {
            if (json) {
                JsonObject object = new JsonObject();
                object.addProperty("epoch", report.epoch());
                object.addProperty("loss", report.loss());
                object.addProperty("validationLoss", judged ? report.validationLoss() : null);
                object.addProperty("rate", report.rate());
                object.addProperty("seconds", report.seconds());
                object.addProperty("rowsPerSecond", report.rowsPerSecond());
                line(object.toString());
            } else {
                line(report.epoch() + "," + report.loss() + "," + (judged ? report.validationLoss() : "") + ","
                        + report.rate() + "," + report.seconds() + "," + report.rowsPerSecond());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
