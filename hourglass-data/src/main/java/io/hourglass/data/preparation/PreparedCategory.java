package io.hourglass.data.preparation;

import io.hourglass.cell.CategoryCell;
import io.hourglass.cell.Cell;
import io.hourglass.data.table.Batch;
import io.hourglass.data.table.CategoricalColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A column of categories.
 *
 * @param column the column as the data had it
 * @param levels the levels by index, in the order of their UTF-16 code units
 * @param category what it is to the network
 */
public record PreparedCategory(CategoricalColumn column, List<String> levels, CategoryCell category)
        implements PreparedColumn {
    /** More levels than this are not worth an output each; the rarest are taken as missing. */
    static final int MOST_LEVELS = 1000;
    /** Beyond so many levels a learnt vector is smaller than one input a level, and learns which levels are alike. */
    private static final int MOST_ONE_HOT = 64;

    private static final int WIDEST_EMBEDDING = 32;
    private static final int SHOWN_LEVELS = 3;

    public PreparedCategory {
        levels = List.copyOf(levels);
        if (levels.size() != category.levels()) {
            throw new IllegalArgumentException(
                    "a category of " + category.levels() + " levels needs as many names, got " + levels.size());
        }
        for (int i = 1; i < levels.size(); i++) {
            if (levels.get(i - 1).compareTo(levels.get(i)) >= 0) {
                throw new IllegalArgumentException("the levels of '" + column.name() + "' must ascend, got '"
                        + levels.get(i - 1) + "' before '" + levels.get(i) + "'");
            }
        }
    }

    static PreparedCategory fit(CategoricalColumn column, Map<String, Long> counts) {
        List<Map.Entry<String, Long>> entries = new ArrayList<>(counts.entrySet());
        entries.sort(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        List<String> levels = entries.stream()
                .limit(MOST_LEVELS)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        int embedding = levels.size() <= MOST_ONE_HOT
                ? 0
                : (int) Math.min(WIDEST_EMBEDDING, Math.ceil(Math.sqrt(levels.size())));
        return new PreparedCategory(column, levels, new CategoryCell(levels.size(), embedding));
    }

    @Override
    public Optional<Cell> cell() {
        return Optional.of(category);
    }

    @Override
    public void apply(Batch batch, int index, float[] rows, int rowWidth, int at, Unseen unseen) {
        String[] texts = batch.texts(index);
        for (int r = 0; r < texts.length; r++) {
            int level = texts[r] == null ? -1 : Collections.binarySearch(levels, texts[r]);
            if (level < 0 && texts[r] != null) {
                unseen.missing(column.name(), texts[r]);
            }
            rows[r * rowWidth + at] = level < 0 ? Float.NaN : level;
        }
    }

    @Override
    public void undo(float[] rows, int rowWidth, int at, int count, Batch.Builder batch) {
        String[] texts = new String[count];
        for (int r = 0; r < count; r++) {
            float level = rows[r * rowWidth + at];
            texts[r] = Float.isNaN(level) ? null : levels.get((int) level);
        }
        batch.texts(texts);
    }

    @Override
    public String description() {
        String vector = category.embedding() == 0 ? "" : ", as vectors of " + category.embedding();
        String few = levels.stream().limit(SHOWN_LEVELS).collect(Collectors.joining("', '", "'", "'"));
        return levels.size() + " levels" + vector + ", " + few + (levels.size() > SHOWN_LEVELS ? "…" : "");
    }

    @Override
    public String text(float prepared) {
        return Float.isNaN(prepared) ? "" : levels.get((int) prepared);
    }
}
