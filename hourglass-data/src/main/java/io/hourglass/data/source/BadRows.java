package io.hourglass.data.source;

import io.hourglass.error.DataException;
import java.util.ArrayList;
import java.util.List;

/** Rows that cannot be understood: the first one fails, or they are counted and the first few described. */
final class BadRows {
    private static final int DESCRIBED = 3;

    private final OnBadRow policy;
    private final List<String> reports = new ArrayList<>();
    private long count;

    BadRows(OnBadRow policy) {
        this.policy = policy;
    }

    /** Fails, or counts the row. */
    void found(DataException failure) {
        if (policy == OnBadRow.FAIL) {
            throw failure;
        }
        count++;
        if (reports.size() < DESCRIBED) {
            reports.add(failure.getMessage());
        }
    }

    long count() {
        return count;
    }

    List<String> reports() {
        return List.copyOf(reports);
    }

    /** A sentence about the rows left out. */
    String notice() {
        return count + (count == 1 ? " row was" : " rows were") + " left out: " + String.join(" · ", reports)
                + (count > reports.size() ? " · and so on" : "");
    }
}
