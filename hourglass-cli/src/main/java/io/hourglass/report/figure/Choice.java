package io.hourglass.report.figure;

import io.hourglass.report.study.Study;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which rows are shown as examples: chosen by their place, never by how well they came out. */
final class Choice {
    private Choice() {}

    /** Rows in turn from each kind where there are kinds, the first of each first; else evenly spaced ones. */
    static List<Integer> spread(Study study, int most) {
        int rows = study.rows().count();
        int kind = study.kindColumn();
        if (kind < 0) {
            return evenly(rows, most);
        }
        Map<String, List<Integer>> kinds = new LinkedHashMap<>();
        for (int row = 0; row < rows; row++) {
            kinds.computeIfAbsent(study.rows().text(kind, row), name -> new ArrayList<>())
                    .add(row);
        }
        List<Integer> chosen = new ArrayList<>();
        for (int turn = 0; chosen.size() < Math.min(most, rows); turn++) {
            for (List<Integer> members : kinds.values()) {
                if (turn < members.size() && chosen.size() < most) {
                    chosen.add(members.get(turn));
                }
            }
        }
        return chosen;
    }

    private static List<Integer> evenly(int rows, int most) {
        int count = Math.min(most, rows);
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add((int) ((long) i * rows / count));
        }
        return chosen;
    }
}
