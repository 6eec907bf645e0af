package io.hourglass.duckdb;

import io.hourglass.Hourglass;
import io.hourglass.data.table.Column;
import io.hourglass.data.table.Schema;
import io.hourglass.engine.Engine;
import io.hourglass.error.DataException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;

/**
 * Models as functions of SQL: {@code hourglass_score('m.hg', t)}, where {@code t} is a row with the model's columns, such as the name
 * of a table, or {@code hourglass_score('m.hg', a, b, …)} with a value for each of the model's columns in their order; and the same
 * of {@code hourglass_encode}, which gives an array of floats.
 *
 * <p>DuckDB's own functions have fixed numbers and types of parameters, which differ from model to model. So each model becomes a
 * function of its own, and a call in the SQL becomes one of that function, with the conversions that reading a table has too.
 */
final class ModelFunctions {
    private static final String SCORE = "hourglass_score";
    private static final String ENCODE = "hourglass_encode";
    private static final Set<String> NAMES = Set.of(SCORE, ENCODE);
    private static final AtomicLong NEXT = new AtomicLong();

    private final Engine engine;
    private final Map<String, Hourglass> models = new HashMap<>();
    private final Map<String, String> registered = new HashMap<>();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    /**
     * @param engine what models compute with
     */
    ModelFunctions(Engine engine) {
        this.engine = engine;
    }

    /** What a model threw while a statement ran: DuckDB itself tells of it in words alone. */
    Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure.get());
    }

    /**
     * A statement in which the calls of models are such that DuckDB can run them on the connection.
     *
     * @throws DataException if a call is not as it must be, or its model cannot be opened
     */
    String rewritten(String statement, DuckDBConnection connection) {
        return new SqlText(statement).replaced(NAMES, (function, arguments) -> call(function, arguments, connection));
    }

    private String call(String function, List<String> arguments, DuckDBConnection connection) {
        String path = arguments.isEmpty() ? null : literal(arguments.get(0));
        if (path == null || arguments.size() < 2) {
            throw new DataException(function + " needs a model's file as a text, then a row or values: " + function
                    + "('model.hg', t) or " + function + "('model.hg', a, b, …)");
        }
        Hourglass model = models.computeIfAbsent(path, this::open);
        List<String> values = values(function, path, model.schema(), arguments.subList(1, arguments.size()));
        String name =
                registered.computeIfAbsent(function + ":" + path, key -> register(function, path, model, connection));
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            cells.add(CellSql.of(
                    values.get(i), model.schema().column(i), model.schema().missing()));
        }
        String call = name + "(" + String.join(", ", cells) + ")";
        int width = model.autoencoder().spec().symbolWidth();
        return function.equals(SCORE) ? call : "CAST(" + call + " AS FLOAT[" + width + "])";
    }

    private static List<String> values(String function, String path, Schema schema, List<String> given) {
        if (schema.width() == given.size()) {
            return given.stream().map(value -> "(" + value + ")").toList();
        }
        if (given.size() == 1) {
            String row = given.get(0);
            return schema.names().stream()
                    .map(name -> "struct_extract(" + row + ", " + DuckDb.text(name) + ")")
                    .toList();
        }
        throw new DataException(function + "('" + path + "', …) needs a value for each of the model's " + schema.width()
                + " columns in this order, or a row that has them by name; it was given " + given.size() + "\n"
                + String.join(", ", schema.names()));
    }

    /** What a text in SQL says; null if it is no plain text. */
    private static String literal(String sql) {
        boolean quoted = sql.length() > 1 && sql.startsWith("'") && sql.endsWith("'");
        return quoted ? sql.substring(1, sql.length() - 1).replace("''", "'") : null;
    }

    private Hourglass open(String path) {
        try {
            if (!Files.isRegularFile(Path.of(path))) {
                throw new DataException(path + ": no such file; a model that train has written is needed");
            }
            Hourglass model = Hourglass.open(Path.of(path), engine);
            if (model.schema().image() >= 0) {
                throw new DataException(path + " is a model of images, which SQL does not know");
            }
            if (model.series().isPresent()) {
                throw new DataException(path + " is a model of windows of series, and a function of SQL sees one row");
            }
            return model;
        } catch (InvalidPathException e) {
            throw new DataException(path + ": no such file", e);
        }
    }

    private String register(String function, String path, Hourglass model, DuckDBConnection connection) {
        String name = function + "_" + NEXT.getAndIncrement();
        boolean score = function.equals(SCORE);
        ModelFunction body = new ModelFunction(function + "('" + path + "', …)", model, score, failure);
        DuckDBColumnType[] parameters =
                model.schema().columns().stream().map(ModelFunctions::parameter).toArray(DuckDBColumnType[]::new);
        try (var builder = DuckDBFunctions.scalarFunction()) {
            builder.withName(name)
                    .withParameters(parameters)
                    .withReturnType(score ? DuckDBColumnType.DOUBLE : DuckDBColumnType.VARCHAR)
                    .withVectorizedFunction(body)
                    .register(connection);
        } catch (SQLException e) {
            throw SqlFailure.of(function, e);
        }
        return name;
    }

    private static DuckDBColumnType parameter(Column column) {
        return CellSql.isNumber(column) ? DuckDBColumnType.DOUBLE : DuckDBColumnType.VARCHAR;
    }
}
