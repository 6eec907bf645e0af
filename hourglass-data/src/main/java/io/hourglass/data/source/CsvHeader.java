package io.hourglass.data.source;

import io.hourglass.data.table.NumberText;
import io.hourglass.error.DataException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of a text file's columns.
 *
 * @param names without the spaces around them; an empty one becomes {@code unnamed_N}, N its position from 0
 * @param notices what the user should know about them
 */
record CsvHeader(List<String> names, List<String> notices) {
    static CsvHeader read(DataFile file, CsvDialect dialect) {
        try (CsvRows rows = new CsvRows(file, dialect, 0, new BadRows(OnBadRow.FAIL))) {
            List<String> first = rows.header();
            if (!dialect.header()) {
                CsvCells row = rows.next();
                first = row == null ? null : row.texts();
            }
            if (first == null) {
                throw new DataException(file.name() + " has no rows: nothing but blank lines");
            }
            return dialect.header() ? named(file, first) : numbered(first.size());
        }
    }

    private static CsvHeader numbered(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("x" + i);
        }
        return new CsvHeader(names, List.of());
    }

    private static CsvHeader named(DataFile file, List<String> cells) {
        List<String> names = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            String name = cells.get(i).strip();
            if (name.isEmpty()) {
                name = "unnamed_" + i;
                notices.add("column " + i + " of " + file.name() + " has no name and is called '" + name + "'");
            }
            Integer before = seen.put(name, i);
            if (before != null) {
                throw new DataException(file.name() + ", line 1: the columns " + before + " and " + i
                        + " (counted from 0) are both named '" + name + "'; rename one of them"
                        + (allNumbers(cells) ? ", or read the first line as data (--no-header)" : ""));
            }
            names.add(name);
        }
        if (allNumbers(cells)) {
            notices.add("the first line of " + file.name() + " is taken as the names of the columns, but holds numbers"
                    + " alone; --no-header reads it as data");
        }
        return new CsvHeader(names, notices);
    }

    private static boolean allNumbers(List<String> cells) {
        return cells.stream().noneMatch(cell -> Double.isNaN(NumberText.parse(cell)));
    }
}
