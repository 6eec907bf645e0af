package io.hourglass.duckdb;

import io.hourglass.data.source.TextInference;
import io.hourglass.data.table.BooleanColumn;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.InstantColumn;
import io.hourglass.data.table.NumericColumn;
import io.hourglass.data.table.TextColumn;
import io.hourglass.error.DataException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides what columns of numbers, truth values and times hold, by one query over all their cells, as text files are judged: no cell
 * at all is left out, so are different whole numbers under the name of an identifier; whole numbers 0 and 1 are a truth value; numbers
 * of which none has a fraction are whole.
 */
final class TypedInference {
    private static final String TO_CHANGE = "; a cast in --query changes that";
    private static final int MOST_IDS = 1 << 20;

    private final Relation relation;
    private final List<String> notices;

    TypedInference(Relation relation, List<String> notices) {
        this.relation = relation;
        this.notices = notices;
    }

    /** What is asked of a column: aggregates, the first of which counts its cells. */
    private record Question(Relation.Field field, List<String> aggregates) {}

    Map<String, Column> columns(List<Relation.Field> fields) {
        List<Question> questions = new ArrayList<>();
        for (Relation.Field field : fields) {
            FieldKind kind = FieldKind.of(field.type());
            if (kind != FieldKind.TEXT && kind != FieldKind.NESTED) {
                questions.add(new Question(field, aggregates(field, kind)));
            }
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        if (questions.isEmpty()) {
            return columns;
        }
        List<String> answers = relation.row(
                questions.stream().flatMap(q -> q.aggregates().stream()).toList());
        int at = 0;
        for (Question question : questions) {
            int end = at + question.aggregates().size();
            columns.put(question.field().name(), column(question.field(), answers.subList(at, end)));
            at = end;
        }
        return columns;
    }

    private static List<String> aggregates(Relation.Field field, FieldKind kind) {
        String name = DuckDb.name(field.name());
        String count = "count(" + name + ")";
        return switch (kind) {
            case WHOLE ->
                List.of(
                        count,
                        "CAST(min(" + name + ") AS DOUBLE)",
                        "CAST(max(" + name + ") AS DOUBLE)",
                        TextInference.looksLikeId(field.name()) ? "count(DISTINCT " + name + ")" : "0");
            case NUMBER -> {
                boolean exact = field.type().startsWith("DECIMAL");
                String present = exact ? "" : " FILTER (NOT isnan(" + name + "))";
                yield List.of(
                        count + present,
                        "CAST(min(" + name + ")" + present + " AS DOUBLE)",
                        "CAST(max(" + name + ")" + present + " AS DOUBLE)",
                        "bool_and(" + name + " = trunc(" + name + "))" + present);
            }
            case TIME -> List.of(count, "bool_or(epoch_us(CAST(" + name + " AS TIMESTAMP)) % 1000000 <> 0)");
            default -> List.of(count);
        };
    }

    private Column column(Relation.Field field, List<String> answers) {
        String name = field.name();
        long count = Long.parseLong(answers.get(0));
        if (count == 0) {
            return leftOut(name, "every cell is missing");
        }
        return switch (FieldKind.of(field.type())) {
            case WHOLE -> whole(field, count, answers);
            case NUMBER -> {
                checkRange(name, answers.get(1), answers.get(2));
                yield new NumericColumn(name, "true".equals(answers.get(3)) ? 0 : FieldKind.decimals(field.type()));
            }
            case TRUTH -> new BooleanColumn(name, "false", "true");
            case DATE -> new InstantColumn(name, FieldKind.DAYS);
            default ->
                new InstantColumn(name, "true".equals(answers.get(1)) ? FieldKind.MICROSECONDS : FieldKind.SECONDS);
        };
    }

    private Column whole(Relation.Field field, long count, List<String> answers) {
        double least = Double.parseDouble(answers.get(1));
        double greatest = Double.parseDouble(answers.get(2));
        if (TextInference.looksLikeId(field.name()) && Long.parseLong(answers.get(3)) >= Math.min(count, MOST_IDS)) {
            return leftOut(field.name(), "an identifier: every cell is a whole number of its own");
        }
        checkRange(field.name(), answers.get(1), answers.get(2));
        return least == 0 && greatest == 1
                ? new BooleanColumn(field.name(), "0", "1")
                : new NumericColumn(field.name(), 0);
    }

    private void checkRange(String name, String least, String greatest) {
        for (String extreme : List.of(least, greatest)) {
            if (Float.isInfinite((float) Double.parseDouble(extreme))) {
                throw new DataException(relation.source() + ", column '" + name + "': found '" + extreme
                        + "', beyond what a float holds (" + Float.MAX_VALUE
                        + "); leave such rows out or make them NULL with --query");
            }
        }
    }

    private Column leftOut(String name, String reason) {
        notices.add("column '" + name + "' is left out, " + reason + TO_CHANGE);
        return new TextColumn(name, reason);
    }
}
