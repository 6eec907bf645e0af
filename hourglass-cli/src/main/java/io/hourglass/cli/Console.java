package io.hourglass.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Where a verb prints: results on standard output, notices and progress on standard error. */
final class Console {
    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private final Streams streams;
    private final boolean json;
    private final boolean quiet;

    Console(Streams streams, boolean json, boolean quiet) {
        this.streams = streams;
        this.json = json;
        this.quiet = quiet;
    }

    /** Whether the result is to be one JSON object and nothing else. */
    boolean isJson() {
        return json;
    }

    /**
     * Prints the result of a verb: the object on one line with {@code --json}, else the text.
     *
     * @param object what programs read; a number that is not finite becomes null, since JSON has none
     * @param text what people read, lines without the last line's end
     */
    void result(JsonObject object, String text) {
        print(json ? GSON.toJson(finite(object)) : text);
    }

    /** Prints more for people, lines without the last line's end: nothing with {@code --json}. */
    void text(String text) {
        if (!json) {
            print(text);
        }
    }

    /** Tells what is worth knowing but no failure, on standard error; silent with {@code --quiet}. */
    void notice(String text) {
        if (!quiet) {
            streams.err().println(Failure.printable(text));
        }
    }

    /**
     * Begins a line of progress on standard error; close it before anything else is printed there.
     *
     * @param task what is being done, for instance {@code training}
     * @param total how many units there are to do, at least 1
     * @param unit the unit's name in the plural, for instance {@code rows}
     */
    ProgressLine progress(String task, long total, String unit) {
        if (quiet) {
            return new SilentProgress();
        }
        Pace pace = new Pace(total, unit, System::nanoTime);
        return streams.columns() > 0
                ? new ProgressBarLine(streams, pace, task)
                : new ProgressLines(streams, pace, task);
    }

    /** Standard output for data, as in {@code --out -}; closing it only flushes it. */
    OutputStream output() {
        return streams.out();
    }

    /** Standard input for data, as in {@code --data -}. */
    InputStream input() {
        return streams.in();
    }

    private void print(String text) {
        try {
            streams.out().write((text + "\n").getBytes(StandardCharsets.UTF_8));
            streams.out().flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static JsonElement finite(JsonElement element) {
        if (element instanceof JsonObject object) {
            JsonObject copy = new JsonObject();
            object.asMap().forEach((name, value) -> copy.add(name, finite(value)));
            return copy;
        }
        if (element instanceof JsonArray array) {
            JsonArray copy = new JsonArray(array.size());
            array.forEach(value -> copy.add(finite(value)));
            return copy;
        }
        boolean number =
                element.isJsonPrimitive() && element.getAsJsonPrimitive().isNumber();
        return number && !Double.isFinite(element.getAsDouble()) ? JsonNull.INSTANCE : element;
    }
}
