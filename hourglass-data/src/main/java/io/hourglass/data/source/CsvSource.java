package io.hourglass.data.source;

import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.NumberColumn;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.SchemaMismatch;
import io.hourglass.data.table.Table;
import io.hourglass.data.table.TextColumn;
import io.hourglass.error.DataException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads CSV and TSV files, packed by gzip or not: UTF-8, cells in double quotes where needed, a header unless the options say
 * otherwise. Opening reads the file once to find out what each column holds ({@link ColumnInference}) or to check that it holds
 * what it must; memory stays bounded.
 */
public final class CsvSource {
    private static final long ROWS_LOOKED_AT = 10_000;

    private final DataFile file;
    private final SourceOptions options;
    private final Schema expected;
    private final CsvDialect dialect;
    private final List<String> notices = new ArrayList<>();
    private final ColumnInference inference = new ColumnInference("line");
    private final List<ColumnProfile> profiles = new ArrayList<>();
    private final List<String> missing;
    private long rows;
    private boolean partly;

    private CsvSource(DataFile file, SourceOptions options, Schema expected) {
        this.file = file;
        this.options = options;
        this.expected = expected;
        this.missing =
                expected.width() > 0 ? expected.missing() : options.override().missing();
        this.dialect = CsvDialect.of(file, options.header());
        this.notices.addAll(dialect.notices(file));
    }

    /**
     * A table of a file, its columns' types found out from the cells.
     *
     * @throws DataException if the file is missing, empty or no text, has no rows, or has one that cannot be understood
     */
    public static Table open(Path path, SourceOptions options) {
        return open(DataFile.of(path), options, new Schema(List.of()));
    }

    /**
     * A table of a file that must have the columns of a schema, matched by name. They come first, then the file's other columns, their
     * types found out from the cells.
     *
     * @throws DataException as above; also if columns are missing or hold something else, naming all of those
     */
    public static Table open(Path path, SourceOptions options, Schema expected) {
        return open(DataFile.of(path), options, expected);
    }

    /** A table of what a stream holds, which is copied to a temporary file first. */
    public static Table open(InputStream in, String name, SourceOptions options) {
        return open(DataFile.spool(in, name), options, new Schema(List.of()));
    }

    static Table open(DataFile file, SourceOptions options, Schema expected) {
        return new CsvSource(file, options, expected).table();
    }

    private Table table() {
        CsvHeader header = CsvHeader.read(file, dialect);
        notices.addAll(header.notices());
        checkOverride(header.names());
        BadRows bad = profile(header.names());
        checkExpected(header.names());
        List<Column> columns = new ArrayList<>();
        for (ColumnProfile profile : profiles) {
            columns.add(column(profile));
        }
        notices.addAll(inference.notices());
        Schema schema = new Schema(ordered(columns), missing);
        Map<String, Integer> positions = new HashMap<>();
        header.names().forEach(name -> positions.put(name, positions.size()));
        List<Integer> fields = schema.names().stream().map(positions::get).toList();
        CsvTable table = new CsvTable(
                file, options, new CsvLayout(dialect, header.names().size(), fields, schema));
        return counted(table, bad);
    }

    private void checkOverride(List<String> names) {
        for (String name : options.override().columns().keySet()) {
            if (!names.contains(name) && expected.width() == 0) {
                throw new DataException("the schema names column '" + name + "', which " + file.name()
                        + " does not have; its columns are " + String.join(", ", names));
            }
        }
    }

    /**
     * Where the type of every column is known, a look at the first rows tells whether the file is the right one; a cell further on that
     * is not what it should be is found when it is read.
     */
    private BadRows profile(List<String> names) {
        long most = expected.names().containsAll(names) ? ROWS_LOOKED_AT : Long.MAX_VALUE;
        for (String name : names) {
            profiles.add(new ColumnProfile(name, required(name)));
        }
        BadRows bad = new BadRows(options.onBadRow());
        MissingTexts absent = new MissingTexts(missing);
        try (CsvRows reader = new CsvRows(file, dialect, names.size(), bad)) {
            for (CsvCells row = reader.next(); row != null; row = reader.next()) {
                if (rows == most) {
                    partly = true;
                    break;
                }
                rows++;
                for (int c = 0; c < names.size(); c++) {
                    String cell = row.text(c);
                    if (!absent.contains(cell)) {
                        profiles.get(c).add(cell, row.line());
                    }
                }
            }
        }
        if (rows == 0) {
            throw new DataException(file.name()
                    + (bad.count() > 0
                            ? " has no row that can be understood: " + bad.notice()
                            : " has a header but no rows"));
        }
        return bad;
    }

    /** What the cells of a column must be; null if that is to be found out or anything will do. */
    private NumberColumn required(String name) {
        int at = expected.find(name);
        if (at >= 0) {
            return expected.column(at) instanceof NumberColumn numbers ? numbers : null;
        }
        ColumnOverride override = options.override().columns().get(name);
        return override != null && override.column(name).orElse(null) instanceof NumberColumn numbers ? numbers : null;
    }

    private void checkExpected(List<String> names) {
        SchemaMismatch mismatch = SchemaMismatch.ofNames(expected, names);
        for (ColumnProfile profile : profiles) {
            int at = expected.find(profile.name());
            if (at >= 0 && profile.failures() * 2 > profile.values()) {
                Column found = new ColumnInference("line").infer(profile);
                ColumnProfile.Cell cell = profile.firstFailure();
                mismatch.changed(
                        profile.name(),
                        expected.column(at).kind(),
                        found.kind() + ", '" + Place.shown(cell.text()) + "' in line " + cell.line());
            }
        }
        mismatch.check(file.name());
        if (options.onBadRow() == OnBadRow.FAIL) {
            failAtFirst();
        }
    }

    private void failAtFirst() {
        ColumnProfile worst = null;
        for (ColumnProfile profile : profiles) {
            ColumnProfile.Cell cell = profile.firstFailure();
            if (cell != null
                    && (worst == null || cell.line() < worst.firstFailure().line())) {
                worst = profile;
            }
        }
        if (worst != null) {
            throw failure(worst.name(), worst.firstFailure());
        }
    }

    private DataException failure(String column, ColumnProfile.Cell cell) {
        return new Place(file.name(), cell.line(), column).failure(cell.text(), cell.problem(), CsvTable.FIX);
    }

    private Column column(ColumnProfile profile) {
        int at = expected.find(profile.name());
        if (at >= 0) {
            return expected.column(at);
        }
        ColumnOverride override = options.override().columns().get(profile.name());
        Column column = override == null ? inference.infer(profile) : overridden(override, profile);
        if (column instanceof NumericColumn && profile.tooLarge() != null && options.onBadRow() == OnBadRow.FAIL) {
            throw failure(profile.name(), profile.tooLarge());
        }
        return column;
    }

    private Column overridden(ColumnOverride override, ColumnProfile profile) {
        String name = profile.name();
        return switch (override.type()) {
            case NUMERIC -> new NumericColumn(name, profile.decimals(), override.missing());
            case CATEGORICAL -> new CategoricalColumn(name);
            case TEXT, IGNORE -> new TextColumn(name, "left out by the schema file");
            case BOOLEAN -> override.column(name).orElseGet(() -> booleans(profile));
            case INSTANT -> override.column(name).orElseGet(() -> instants(profile));
        };
    }

    private Column booleans(ColumnProfile profile) {
        String[] pair = profile.pair();
        if (pair == null) {
            throw new DataException(file.name() + ", column '" + profile.name()
                    + "': the schema says boolean, but there are not exactly two different texts; give both in the schema:"
                    + " {\"type\": \"boolean\", \"false\": …, \"true\": …}");
        }
        BooleanColumn known = ColumnInference.booleans(profile.name(), pair);
        boolean ordered = pair[0].compareTo(pair[1]) < 0;
        return known != null
                ? known
                : new BooleanColumn(profile.name(), ordered ? pair[0] : pair[1], ordered ? pair[1] : pair[0]);
    }

    private Column instants(ColumnProfile profile) {
        if (profile.instants() == null) {
            throw new DataException(file.name() + ", column '" + profile.name()
                    + "': the schema says instant, but the cells are not ISO 8601 times of one pattern; give it in the schema:"
                    + " {\"type\": \"instant\", \"pattern\": \"dd.MM.yyyy HH:mm\"}");
        }
        return profile.instants();
    }

    private List<Column> ordered(List<Column> columns) {
        List<Column> ordered = new ArrayList<>();
        for (Column wanted : expected.columns()) {
            columns.stream().filter(wanted::equals).forEach(ordered::add);
        }
        columns.stream().filter(column -> expected.find(column.name()) < 0).forEach(ordered::add);
        return ordered;
    }

    /** Adds the number of rows; where single cells make bad rows, it takes reading once more. */
    private Table counted(CsvTable table, BadRows bad) {
        if (partly) {
            return table.uncounted(notices);
        }
        boolean badCells = profiles.stream().anyMatch(profile -> profile.failures() > 0 || profile.tooLarge() != null);
        if (options.onBadRow() == OnBadRow.SKIP && badCells) {
            return table.counted(notices);
        }
        if (bad.count() > 0) {
            notices.add(bad.notice());
        }
        return table.counted(rows, notices);
    }
}
