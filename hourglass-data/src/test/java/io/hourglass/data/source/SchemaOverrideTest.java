package io.hourglass.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourglass.data.table.Schema;
import io.hourglass.error.DataException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaOverrideTest {
    @Test
    void aSchemaFileSaysTypesAndMissingTexts() {
        SchemaOverride override = SchemaOverride.parse("s.json", """
                {"columns": {"age": "numeric", "id": "ignore",
                             "when": {"type": "instant", "pattern": "dd.MM.yyyy"},
                             "size": {"type": "numeric", "missing": ["unknown"]}},
                 "missing": ["", "-"]}""");
        assertThat(override.columns().keySet()).containsExactlyInAnyOrder("age", "id", "when", "size");
        assertThat(override.columns().get("when").settings()).isEqualTo(Map.of("pattern", "dd.MM.yyyy"));
        assertThat(override.columns().get("size").missing()).containsExactly("unknown");
        assertThat(override.missing()).isEqualTo(List.of("", "-"));
    }

    @Test
    void withoutMissingTextsTheUsualOnesHold() {
        assertThat(SchemaOverride.parse("s.json", "{}").missing()).isEqualTo(Schema.DEFAULT_MISSING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{|is not JSON",
                "[]|must be a JSON object",
                "{\"colums\": {}}|unknown key 'colums'",
                "{\"columns\": []}|must be a JSON object",
                "{\"columns\": {\"a\": \"number\"}}|column 'a': unknown type 'number'; needed numeric, categorical",
                "{\"columns\": {\"a\": {\"pattern\": \"x\"}}}|column 'a': a column needs a \"type\"",
                "{\"columns\": {\"a\": {\"type\": \"numeric\", \"pattern\": \"x\"}}}|type numeric has no setting \"pattern\"",
                "{\"columns\": {\"a\": {\"type\": \"instant\", \"pattern\": \"HH\"}}}|column 'a'",
                "{\"columns\": {\"a\": {\"type\": \"boolean\", \"true\": \"x\"}}}|needs both",
                "{\"columns\": {\"a\": {\"type\": \"boolean\", \"true\": \"x\", \"false\": \"x\"}}}|two different ones",
                "{\"columns\": {\"a\": {\"type\": \"text\", \"missing\": [\"x\"]}}}|only numeric",
                "{\"columns\": {\"a\": 1}}|unknown type '1'",
                "{\"columns\": {\"a\": null}}|must be a text",
                "{\"missing\": \"x\"}|must be a list"
            })
    void mistakesAreNamed(String json, String part) {
        assertThatThrownBy(() -> SchemaOverride.parse("s.json", json))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("s.json")
                .hasMessageContaining(part);
    }

    @Test
    void deepNestingIsRefusedWithoutOverflow() {
        assertThatThrownBy(() -> SchemaOverride.parse("s.json", "[".repeat(200_000)))
                .isInstanceOf(DataException.class);
    }
}
