package io.hourglass.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTextTest {
    private static String replaced(String sql) {
        return new SqlText(sql).replaced(Set.of("f"), (name, arguments) -> "<" + String.join("; ", arguments) + ">");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "SELECT f(a, b) FROM t~SELECT <a; b> FROM t",
                "SELECT F (a)~SELECT <a>",
                "f()~<>",
                "f(f(a, 1), (b, c), [d, e], {'x': 1, 'y': 2})~<<a; 1>; (b, c); [d, e]; {'x': 1, 'y': 2}>",
                "g(f(a))~g(<a>)",
                "ff(a) + f_(a) + af(a) + \"f\"(a)~ff(a) + f_(a) + af(a) + \"f\"(a)",
                "'f(a)' || f('it''s, f(b)')~'f(a)' || <'it''s, f(b)'>",
                "E'\\' f(a)' || f(b)~E'\\' f(a)' || <b>",
                "$$ f(a) $$ || $x$ $$ f(b) $x$ || f(c)~$$ f(a) $$ || $x$ $$ f(b) $x$ || <c>",
                "f(a /* , f(b) */, c)~<a /* , f(b) */; c>",
                "f(a, b~f(a, b",
                "f + f~f + f",
                "f(a, (SELECT max(b) FROM u WHERE c IN (1, 2)))~<a; (SELECT max(b) FROM u WHERE c IN (1, 2))>"
            })
    void callsAreFoundWhereTheyAreCalls(String sql, String expected) {
        assertThat(replaced(sql)).isEqualTo(expected);
    }

    @Test
    void commentsToTheEndOfTheLineAreNotLookedInto() {
        assertThat(replaced("f(a) -- f(b)\n, f(c)")).isEqualTo("<a> -- f(b)\n, <c>");
    }

    @Test
    void statementsEndAtSemicolonsThatAreNoPartOfATextOrComment() {
        assertThat(new SqlText("ATTACH 'a;b' AS x; -- so; it\nSELECT ';' /* ; */ FROM \"t;u\"; ; /* end */")
                        .statements())
                .containsExactly("ATTACH 'a;b' AS x", "-- so; it\nSELECT ';' /* ; */ FROM \"t;u\"");
        assertThat(new SqlText(" \n").statements()).isEqualTo(List.of());
    }
}
