package io.hourglass.duckdb;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What DuckDB's types are to us. */
enum FieldKind {
    /** Whole numbers. */
    WHOLE,
    /** Other numbers. */
    NUMBER,
    /** True or false. */
    TRUTH,
    /** Days. */
    DATE,
    /** Points in time. */
    TIME,
    /** One text, or something that is written as one. */
    TEXT,
    /** Several values, or bytes. */
    NESTED;

    static final String DAYS = "uuuu-MM-dd";
    static final String SECONDS = "uuuu-MM-dd'T'HH:mm:ss";
    static final String MICROSECONDS = "uuuu-MM-dd'T'HH:mm:ss.SSSSSS";

    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\(\\d+,\\s*(\\d+)\\)");
    private static final int MOST_DECIMALS = 15;
    private static final Set<String> WHOLE_TYPES = Set.of(
            "TINYINT",
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "HUGEINT",
            "UTINYINT",
            "USMALLINT",
            "UINTEGER",
            "UBIGINT",
            "UHUGEINT",
            "BIGNUM");
    private static final Set<String> NESTED_STARTS =
            Set.of("STRUCT", "MAP", "UNION", "BLOB", "GEOMETRY", "VARIANT", "BIT");

    static FieldKind of(String type) {
        if (type.endsWith("]") || NESTED_STARTS.stream().anyMatch(type::startsWith)) {
            return NESTED;
        }
        if (WHOLE_TYPES.contains(type)) {
            return WHOLE;
        }
        if (type.equals("FLOAT") || type.equals("DOUBLE") || type.startsWith("DECIMAL")) {
            return decimals(type) == 0 ? WHOLE : NUMBER;
        }
        if (type.startsWith("TIMESTAMP")) {
            return TIME;
        }
        return type.equals("BOOLEAN") ? TRUTH : type.equals("DATE") ? DATE : TEXT;
    }

    /** The digits after the point that a type keeps; -1 if it keeps none in particular. */
    static int decimals(String type) {
        Matcher decimal = DECIMAL.matcher(type);
        return decimal.matches() ? Math.min(MOST_DECIMALS, Integer.parseInt(decimal.group(1))) : -1;
    }
}
