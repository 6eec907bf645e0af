package io.hourglass.duckdb;

import io.hourglass.data.source.TextInference;
import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.CategoricalColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.InstantColumn;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.Schema;
import io.hourglass.data.table.SchemaMismatch;
import io.hourglass.data.table.Table;
import io.hourglass.error.DataException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Finds out what the columns of a relation are to us: as a schema says, else by DuckDB's types and the cells. */
final class DuckDbSource {
    private final Relation relation;
    private final List<String> missing;
    private final Schema expected;
    private final List<String> notices = new ArrayList<>();

    /**
     * @param missing texts that stand for a missing cell, where nothing is expected
     * @param expected the columns that must be there; without any, all are found out
     */
    DuckDbSource(Relation relation, List<String> missing, Schema expected) {
        this.relation = relation;
        this.missing = expected.width() > 0 ? expected.missing() : missing;
        this.expected = expected;
    }

    Table table() {
        List<Relation.Field> fields = relation.fields();
        fields.forEach(this::refuseNested);
        List<Column> columns = expected.width() > 0 ? conformed(fields) : inferred(fields);
        Map<String, String> types = new HashMap<>();
        fields.forEach(field -> types.put(field.name(), field.type()));
        OptionalLong rows = relation.count();
        if (rows.isPresent() && rows.getAsLong() == 0) {
            throw new DataException(relation.source() + " has no rows");
        }
        return new DuckDbTable(relation, new Schema(columns, missing), types, rows, notices);
    }

    private void refuseNested(Relation.Field field) {
        FieldKind kind = FieldKind.of(field.type());
        boolean wanted = expected.width() == 0 || expected.find(field.name()) >= 0;
        if (wanted && kind == FieldKind.NESTED) {
            throw new DataException(relation.source() + ", column '" + field.name() + "' is " + field.type()
                    + ", not one value a row; take what you need from it with --query, for instance SELECT "
                    + "x.part or unnest(x)");
        }
    }

    /** The expected columns, then the others by their types alone. */
    private List<Column> conformed(List<Relation.Field> fields) {
        List<String> names = fields.stream().map(Relation.Field::name).toList();
        SchemaMismatch.ofNames(expected, names).check(relation.source());
        List<Column> columns = new ArrayList<>();
        expected.columns().stream()
                .filter(column -> names.contains(column.name()))
                .forEach(columns::add);
        for (Relation.Field field : fields) {
            if (expected.find(field.name()) < 0 && FieldKind.of(field.type()) != FieldKind.NESTED) {
                columns.add(byType(field));
            }
        }
        return columns;
    }

    private static Column byType(Relation.Field field) {
        return switch (FieldKind.of(field.type())) {
            case WHOLE -> new NumericColumn(field.name(), 0);
            case NUMBER -> new NumericColumn(field.name(), FieldKind.decimals(field.type()));
            case TRUTH -> new BooleanColumn(field.name(), "false", "true");
            case DATE -> new InstantColumn(field.name(), FieldKind.DAYS);
            case TIME -> new InstantColumn(field.name(), FieldKind.MICROSECONDS);
            case TEXT, NESTED -> new CategoricalColumn(field.name());
        };
    }

    private List<Column> inferred(List<Relation.Field> fields) {
        Map<String, Column> typed = new TypedInference(relation, notices).columns(fields);
        List<String> texts = fields.stream()
                .filter(field -> FieldKind.of(field.type()) == FieldKind.TEXT)
                .map(Relation.Field::name)
                .toList();
        Map<String, Column> words = texts.isEmpty() ? Map.of() : words(texts);
        return fields.stream()
                .map(field -> typed.containsKey(field.name()) ? typed.get(field.name()) : words.get(field.name()))
                .toList();
    }

    private Map<String, Column> words(List<String> names) {
        TextInference inference = new TextInference(names, missing);
        List<String> expressions = names.stream()
                .map(name -> "CAST(" + DuckDb.name(name) + " AS VARCHAR)")
                .toList();
        long row = 1;
        try (Selection selection = Selection.of(relation, expressions)) {
            while (selection.next()) {
                for (int c = 0; c < names.size(); c++) {
                    var vector = selection.column(c);
                    for (int r = 0; r < selection.rows(); r++) {
                        inference.add(c, vector.isNull(r) ? null : vector.getString(r), row + r);
                    }
                }
                row += selection.rows();
            }
        }
        Map<String, Column> columns = new HashMap<>();
        for (int c = 0; c < names.size(); c++) {
            columns.put(names.get(c), inference.column(c));
        }
        notices.addAll(inference.notices());
        return columns;
    }
}
