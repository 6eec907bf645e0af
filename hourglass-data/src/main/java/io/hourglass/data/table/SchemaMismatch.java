package io.hourglass.data.table;

import io.hourglass.error.DataException;
import java.util.ArrayList;
import java.util.List;

/** Collects how data differ from the schema they should have, for one message that says it all. */
public final class SchemaMismatch {
    private final List<String> missing = new ArrayList<>();
    private final List<String> extra = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();

    /** Compares names: expected columns that are absent are missing (left-out text is not needed), others are extra. */
    public static SchemaMismatch ofNames(Schema expected, List<String> found) {
        SchemaMismatch mismatch = new SchemaMismatch();
        for (Column column : expected.columns()) {
            if (!found.contains(column.name()) && !(column instanceof TextColumn)) {
                mismatch.missing.add(column.name());
            }
        }
        for (String name : found) {
            if (expected.find(name) < 0) {
                mismatch.extra.add(name);
            }
        }
        return mismatch;
    }

    /** Notes a column whose cells are of another type. */
    public void changed(String name, String expected, String found) {
        changed.add("'" + name + "' (needed " + expected + ", found " + found + ")");
    }

    /**
     * Fails if columns are missing or changed; extra ones alone are no failure.
     *
     * @throws DataException naming the missing, the extra and the changed columns
     */
    public void check(String source) {
        if (missing.isEmpty() && changed.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder(source).append(" does not have the columns that are needed:");
        if (!missing.isEmpty()) {
            text.append(" missing ").append(Schema.listed(missing)).append(';');
        }
        if (!extra.isEmpty()) {
            text.append(" extra ").append(Schema.listed(extra)).append(';');
        }
        if (!changed.isEmpty()) {
            text.append(" changed ").append(String.join(", ", changed.subList(0, Math.min(20, changed.size()))));
            text.append(changed.size() > 20 ? " and " + (changed.size() - 20) + " more;" : ";");
        }
        text.append(" columns are matched by name");
        throw new DataException(text.toString());
    }
}
