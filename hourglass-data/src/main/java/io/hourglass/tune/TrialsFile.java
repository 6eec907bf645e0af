package io.hourglass.tune;

import com.google.gson.JsonElement;
import io.hourglass.error.CorruptFileException;
import io.hourglass.file.AtomicFile;
import io.hourglass.file.JsonText;
import io.hourglass.file.RecordJson;
import io.hourglass.plan.HourglassPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The trials of a search in a file, a line of JSON each after a first line that says what the search is; written whole after every
 * trial, so that a search that was stopped can go on.
 */
final class TrialsFile {
    /** The file in the folder. */
    static final String NAME = "trials.jsonl";

    private final Path file;
    private final Search search;

    /**
     * What a search is: it goes on only from trials of the same.
     *
     * @param base the plan that it started from
     * @param tuning how it searches, for as long as it takes: it may go on with another limit
     * @param data what the rows are called, and what {@link io.hourglass.HourglassTraining#described} says of them
     */
    record Search(HourglassPlan base, TuningPlan tuning, Map<String, String> data) {
        Search {
            tuning = tuning.withoutLimit();
            data = Map.copyOf(data);
        }

        JsonElement json() {
            return RecordJson.write(this, Search.class);
        }
    }

    TrialsFile(Path folder, Search search) {
        this.file = folder.resolve(NAME);
        this.search = search;
    }

    /** The trials that were made; none if there is no file. */
    List<Trial> read() {
        List<Trial> trials = new ArrayList<>();
        if (!Files.exists(file)) {
            return trials;
        }
        try {
            List<String> lines = Files.readAllLines(file);
            long offset = 0;
            for (int i = 0; i < lines.size(); i++) {
                read(lines.get(i), i, offset, trials);
                offset += lines.get(i).getBytes(StandardCharsets.UTF_8).length + 1;
            }
            return trials;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void read(String line, int number, long offset, List<Trial> trials) {
        try {
            if (number > 0) {
                trials.add(RecordJson.read(JsonText.parse(line), Trial.class));
                return;
            }
            Search kept = RecordJson.read(JsonText.parse(line), Search.class);
            if (!kept.equals(search)) {
                throw new IllegalArgumentException("the trials in " + file + " are of another search: "
                        + String.join("; ", new Differences().of(kept.json(), search.json()))
                        + ". Use what it was made with, or another folder.");
            }
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CorruptFileException(file.toString(), "line " + (number + 1), offset, e.getMessage());
        }
    }

    void write(List<Trial> trials) {
        StringBuilder text = new StringBuilder(JsonText.write(search.json())).append('\n');
        for (Trial trial : trials) {
            text.append(JsonText.write(RecordJson.write(trial, Trial.class))).append('\n');
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder of " + file, e);
        }
        AtomicFile.write(file, true, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
